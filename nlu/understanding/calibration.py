"""Confidence that means something: a temperature, and how far confidence is from being right."""

from __future__ import annotations

import numpy as np

from nlu.understanding.linear import softmax

_TEMPERATURES = np.geomspace(0.1, 10.0, 80)
_BINS = 15


def best_temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """What to multiply logits with so that held-out messages are least surprising."""
    rows = np.arange(len(truth))
    surprise = [-np.log(softmax(logits * t)[rows, truth] + 1e-9).mean() for t in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(surprise))])


def expected_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: how far confidence and accuracy are apart, bin by bin, weighed by size."""
    places = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [abs(confidence[places == b].sum() - right[places == b].sum()) for b in range(_BINS)]
    return float(sum(gaps) / max(len(confidence), 1))
