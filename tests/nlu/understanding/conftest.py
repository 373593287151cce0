"""A model of a few labels, trained once: small enough to wait for, real sentences all the same."""

from __future__ import annotations

from itertools import islice

import pytest

from nlu.training.sentences import Sentence, sentences
from nlu.understanding.understanding import Understanding

LABELS = (
    "ask_payment_date", "faq/payment_day", "show_card", "file_objection", "track_case", "book_consultation", "cancel_appointment",
    "greet", "thank", "inform", "report_danger", "find_job", "out_of_scope",
)  # fmt: skip
EACH = 150


@pytest.fixture(scope="session")
def known() -> list[Sentence]:
    by_label: dict[str, list[Sentence]] = {label: [] for label in LABELS}
    for sentence in sentences():
        if sentence.label in by_label:
            by_label[sentence.label].append(sentence)
    # Every so many, so that each register has its share.
    return [one for found in by_label.values() for one in islice(found, 0, None, max(1, len(found) // EACH))]


@pytest.fixture(scope="session")
def model(known: list[Sentence]) -> Understanding:
    return Understanding.train([sentence.text for sentence in known], [sentence.label for sentence in known])
