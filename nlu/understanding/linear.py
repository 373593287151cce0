"""The linear model: the sum of a support vector machine and of a softmax regression learnt with most of each message hidden.

No thing is leant on alone then, and a message in other words is read by those that it shares. The two err on different messages;
as both are linear their sum costs what one costs.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from nlu.understanding.bags import Row

_C, _ENOUGH = 0.5, 0.5  # a closer solution takes twice the time and reads no better
_SHARPNESS = 6.0  # brings the machine's margins to the scale of the regression's logits
_SHARE = 0.3  # of the machine in the sum
_EPOCHS, _BATCH, _RATE, _HIDDEN, _SMOOTHING = 48, 256, 0.1, 0.93, 0.1


class Linear:
    """Weights as one matrix, a row a feature. Kept in half precision once it is learnt: half the memory, the same readings."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self._weights, self._bias = weights, bias

    @classmethod
    def fit(cls, rows: sp.csr_matrix, truth: np.ndarray, labels: int, seed: int) -> Linear:
        """`truth` are numbers below `labels`; one that is not among them is never likely."""
        rows.sort_indices()  # else the machine would do it, in place, while the regression reads them
        with ThreadPoolExecutor(1) as beside:  # the machine is fitted outside of Python's lock, so both cores work
            machine = beside.submit(_machine, rows, truth, labels, seed)
            weights, bias = _softmax_regression(rows, truth, labels, seed)
            of_machine, bias_of_machine = machine.result()
        weights *= 1 - _SHARE
        weights += (_SHARE * _SHARPNESS) * of_machine
        return cls(weights, (1 - _SHARE) * bias + (_SHARE * _SHARPNESS) * bias_of_machine)

    @property
    def differences(self) -> np.ndarray:
        """How differently each feature speaks of the labels: what adds the same to all of them decides nothing."""
        return np.asarray(np.linalg.norm(self._weights - self._weights.mean(axis=1, keepdims=True), axis=1))

    def only(self, kept: np.ndarray) -> Linear:
        """Without the features that are False in `kept`."""
        return Linear(self._weights[kept], self._bias)

    def of_row(self, row: Row) -> np.ndarray:
        """Logits of one message: only its own rows of the weights are touched."""
        return row.values @ self._weights[row.indices].astype(np.float32, copy=False) + self._bias

    def of_rows(self, rows: sp.csr_matrix) -> np.ndarray:
        """Logits of many."""
        return np.asarray(rows @ self._weights + self._bias)

    def __getstate__(self) -> tuple[np.ndarray, np.ndarray]:
        return self._weights.astype(np.float16), self._bias

    def __setstate__(self, state: tuple[np.ndarray, np.ndarray]) -> None:
        self._weights, self._bias = state


def _machine(rows: sp.csr_matrix, truth: np.ndarray, labels: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """One against the rest, for the labels that are present."""
    fitted = LinearSVC(C=_C, tol=_ENOUGH, random_state=seed).fit(rows, truth)
    weights, bias = np.zeros((rows.shape[1], labels), np.float32), np.full(labels, -1, np.float32)
    of_two = len(fitted.classes_) == 2  # then scikit-learn keeps the second one alone
    weights[:, fitted.classes_] = np.vstack([-fitted.coef_, fitted.coef_] if of_two else [fitted.coef_]).T
    bias[fitted.classes_] = np.r_[-fitted.intercept_, fitted.intercept_] if of_two else fitted.intercept_
    return weights, bias


def _softmax_regression(rows: sp.csr_matrix, truth: np.ndarray, labels: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Adagrad with one step size a feature, over the features of the batch only."""
    random = np.random.RandomState(seed)
    count = rows.shape[0]
    wanted = np.full((count, labels), _SMOOTHING / labels, dtype=np.float32)
    wanted[np.arange(count), truth] += 1 - _SMOOTHING
    weights, bias = np.zeros((rows.shape[1], labels), np.float32), np.zeros(labels, np.float32)
    moved, bias_moved = np.full((rows.shape[1], 1), 1e-3, np.float32), np.full(labels, 1e-3, np.float32)
    steps = _EPOCHS * -(-count // _BATCH)
    for step in range(steps):
        if step % -(-count // _BATCH) == 0:
            order = random.permutation(count)
        at = (step * _BATCH) % (-(-count // _BATCH) * _BATCH)
        batch = order[at : at + _BATCH]
        part, features = _partly_hidden(rows[batch], random)
        logits = part @ weights[features] + bias
        error = softmax(logits) - wanted[batch]
        rate = _RATE * (1 - 0.95 * step / steps)
        gradient = part.T @ error
        moved[features] += (gradient * gradient).mean(axis=1, keepdims=True)
        weights[features] -= rate * gradient / np.sqrt(moved[features])
        of_bias = error.sum(axis=0)
        bias_moved += of_bias * of_bias
        bias -= rate * of_bias / np.sqrt(bias_moved)
    return weights, bias


def _partly_hidden(part: sp.csr_matrix, random: np.random.RandomState) -> tuple[sp.csr_matrix, np.ndarray]:
    """The rows with some of their features gone, over the features that are left."""
    shown = random.rand(part.nnz) > _HIDDEN
    features, places = np.unique(part.indices[shown], return_inverse=True)
    ends = np.r_[0, np.cumsum(shown)][part.indptr]
    return sp.csr_matrix((part.data[shown] / np.float32(1 - _HIDDEN), places, ends), (part.shape[0], len(features))), features


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    exponents = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)
