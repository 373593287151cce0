"""How surely a message speaks of danger, whatever else it asks.

The probability of the label alone will not do: labels share one certainty, so beside a plain request ("move my appointment, he broke
my arm") it falls to nothing. The label's own score counts too, and both are calibrated together on held-out messages.
"""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression

_LEAST = 1e-9


class Alarm:
    """The chance of danger from the scores of all labels. Trained once, then read-only."""

    def __init__(self, place: int, weights: np.ndarray, bias: float) -> None:
        self._place, self._weights, self._bias = place, weights, bias

    @classmethod
    def fit(cls, logits: np.ndarray, probabilities: np.ndarray, truth: np.ndarray, place: int) -> Alarm:
        """From held-out messages. `place` is the column of the label."""
        fitted = LogisticRegression(C=1.0, max_iter=1000).fit(_scores(logits, probabilities, place), truth == place)
        return cls(place, fitted.coef_[0], float(fitted.intercept_[0]))

    def of(self, logits: np.ndarray, probabilities: np.ndarray) -> float:
        """Zero to one, for one message."""
        score = float(_scores(logits, probabilities, self._place) @ self._weights) + self._bias
        return float(1.0 / (1.0 + np.exp(-score)))


def _scores(logits: np.ndarray, probabilities: np.ndarray, place: int) -> np.ndarray:
    """The log-odds of the label among all, and how far its score is above the average one."""
    chance = probabilities[..., place]
    odds = np.log(chance + _LEAST) - np.log(1.0 - chance + _LEAST)
    return np.stack([odds, logits[..., place] - logits.mean(axis=-1)], axis=-1)
