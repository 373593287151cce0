"""Whether anything should be claimed about a message. The thresholds are quantiles of held-out messages of the service: set anew at each
training, never constants, or a dialect that is new to the model would be sent away."""

from __future__ import annotations

import numpy as np

REFUSED_IN_SCOPE = 0.03
"""The share of messages of the service that may be answered with "please say it another way"."""
_FOR_DOUBT = 1 / 3  # of these refusals: too many things it could mean; the others look like another body's matter


class Gate:
    """The most a message may look out of scope, and the least confidence, to claim its best label."""

    def __init__(self, most_outside: float, least_confidence: float, outside: int) -> None:
        self.most_outside, self.least_confidence, self._outside = most_outside, least_confidence, outside

    @classmethod
    def fit(cls, probabilities: np.ndarray, truth: np.ndarray, outside: int) -> Gate:
        """From held-out messages. `outside` is the column of the label for what is out of scope, -1 where there is none."""
        own = probabilities[truth != outside]
        least_confidence = float(np.quantile(own.max(axis=1), REFUSED_IN_SCOPE * _FOR_DOUBT))
        if outside < 0:
            return cls(1.0, least_confidence, outside)
        return cls(float(np.quantile(own[:, outside], 1 - REFUSED_IN_SCOPE * (1 - _FOR_DOUBT))), least_confidence, outside)

    def of(self, probabilities: np.ndarray) -> tuple[float, bool]:
        """How likely the message is about the service, and whether its best label may be claimed."""
        best = int(np.argmax(probabilities))
        outside = float(probabilities[self._outside]) if self._outside >= 0 else 0.0
        doubtful = outside > self.most_outside or float(probabilities[best]) < self.least_confidence
        return 1.0 - outside, best == self._outside or not doubtful
