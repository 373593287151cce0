"""Whether anything should be claimed about a message. The threshold is a quantile of held-out messages of the service: set anew at each
training, never a constant, or a dialect that is new to the model would be sent away."""

from __future__ import annotations

import numpy as np

REFUSED_IN_SCOPE = 0.04
"""The share of held-out messages of the service that may be answered with "please say it another way"."""
LEAST_OF_TWO = 0.5
"""What the two best labels must share of all certainty: below it either would be a guess, and so would a choice between them."""
_LEAST = 1e-9


class Gate:
    """How much a message must be like the service to claim its best label."""

    def __init__(self, least: float, outside: int) -> None:
        self.least, self._outside = least, outside

    @classmethod
    def fit(cls, probabilities: np.ndarray, truth: np.ndarray, outside: int) -> Gate:
        """From held-out messages. `outside` is the column of the label for what is out of scope, -1 where there is none."""
        own = [_belonging(row, outside) for row in probabilities[truth != outside]]
        return cls(float(np.quantile(own, REFUSED_IN_SCOPE)), outside)

    def of(self, probabilities: np.ndarray) -> tuple[float, bool]:
        """How likely the message is about the service, and whether its best label may be claimed."""
        outside = float(probabilities[self._outside]) if self._outside >= 0 else 0.0
        if int(np.argmax(probabilities)) == self._outside:
            return 1.0 - outside, True
        is_no_guess = float(np.sort(probabilities)[-2:].sum()) >= LEAST_OF_TWO
        return 1.0 - outside, is_no_guess and self.belonging(probabilities) >= self.least

    def belonging(self, probabilities: np.ndarray) -> float:
        """How much the message is like the service; what is less so than `least` is not claimed."""
        return _belonging(probabilities, self._outside)


def _belonging(probabilities: np.ndarray, outside: int) -> float:
    """Sure of a label of the service, and far from what is outside; the first counts twice, for what is like nothing known is like
    neither."""
    if outside < 0:
        return float(np.log(probabilities.max() + _LEAST))
    best = np.delete(probabilities, outside).max()
    return float(2 * np.log(best + _LEAST) - np.log(probabilities[outside] + _LEAST))
