"""What is said of a model: how often it is right, whether its confidence means something, whether it knows its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score

from bench.nlu.datasets import ALTERNATIVES, Part
from nlu.understanding.calibration import expected_error

REFUSED = 0.05


class Read(NamedTuple):
    """What a model read in a message. `in_scope` is the score by which it would refuse: the less, the sooner."""

    label: str
    confidence: float
    in_scope: float


class Accuracy(NamedTuple):
    """Of the first label; the expected calibration error of its confidence; and of how many messages."""

    right: float
    calibration_error: float
    count: int


class Refusal(NamedTuple):
    """How well messages in scope are told from others: area under the curve; others refused when 5 % of ours are."""

    area: float
    caught: float


def accuracy(read: Sequence[Read], part: Part) -> Accuracy:
    """A message with alternative labels is right with any of them."""
    right = np.array([one.label in label.split(ALTERNATIVES) for one, label in zip(read, part.labels)])
    confidence = np.array([one.confidence for one in read])
    return Accuracy(float(right.mean()), expected_error(confidence, right), len(right))


def refusal(inside: Sequence[Read], outside: Sequence[Read]) -> Refusal:
    """By the score `in_scope`."""
    own, others = (np.array([one.in_scope for one in read]) for read in (inside, outside))
    area = roc_auc_score(np.r_[np.ones(len(own)), np.zeros(len(others))], np.r_[own, others])
    return Refusal(float(area), float((others < np.quantile(own, REFUSED)).mean()))
