"""Which danger it is, where the words of the lexicon are not sure: learnt from the sentences where they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from nlu.understanding.bags import Row

_C = 0.5
_FEWEST = 2  # kinds to choose among


class Kinds:
    """Trained once, then read-only."""

    def __init__(self, names: list[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self._names, self._weights, self._bias = names, weights, bias

    @classmethod
    def fit(cls, rows: sp.csr_matrix, kinds: Sequence[str | None], seed: int) -> Kinds | None:
        """`kinds` are of the rows, None where nobody knows. None where fewer than two are known."""
        known = np.array([at for at, kind in enumerate(kinds) if kind is not None], dtype=int)
        names = sorted({kind for kind in kinds if kind is not None})
        if len(names) < _FEWEST:
            return None
        truth = np.array([names.index(kind) for kind in kinds if kind is not None])
        fitted = LinearSVC(C=_C, random_state=seed).fit(rows[known], truth)
        one = len(names) == 2  # then scikit-learn keeps the second one alone
        weights = np.vstack([-fitted.coef_, fitted.coef_]) if one else fitted.coef_
        bias = np.r_[-fitted.intercept_, fitted.intercept_] if one else fitted.intercept_
        return cls(names, weights.T.astype(np.float32), bias.astype(np.float32))

    def of(self, row: Row) -> str:
        """The most likely kind of one message, if it is a danger at all."""
        return self._names[int(np.argmax(row.values @ self._weights[row.indices].astype(np.float32, copy=False) + self._bias))]

    def __getstate__(self) -> tuple[list[str], np.ndarray, np.ndarray]:
        return self._names, self._weights.astype(np.float16), self._bias

    def __setstate__(self, state: tuple[list[str], np.ndarray, np.ndarray]) -> None:
        self._names, self._weights, self._bias = state
