"""Bags, calibration and the gate: small arrays with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.arabic.dialect import canonical
from nlu.understanding.bags import Counted
from nlu.understanding.calibration import best_temperature, expected_error
from nlu.understanding.gate import REFUSED_IN_SCOPE, Gate
from nlu.understanding.linear import Linear, softmax
from nlu.understanding.prepare import Preparer

TEXTS = ["متى ينزل الضمان", "متى ينزل المعاش", "ورني بطاقتي", "طلع بطاقتي", "متى الضمان", "وين بطاقتي"]
TRUTH = [0, 0, 1, 1, 0, 1]


def test_one_message_and_many_are_counted_alike() -> None:
    preparer = Preparer.of(TEXTS)
    messages = [preparer.prepare(text) for text in TEXTS]
    counted = Counted(messages, np.array(TRUTH))
    rows = counted.rows(np.arange(len(TEXTS)))
    bags = counted.bags()
    for place, message in enumerate(messages):
        row = bags.row(message)
        dense = np.zeros(bags.width)
        dense[row.indices] = row.values
        assert dense == pytest.approx(rows[place].toarray()[0], abs=1e-5)


def test_what_is_kept_weighs_as_before_and_moves_together() -> None:
    preparer = Preparer.of(TEXTS)
    messages = [preparer.prepare(text) for text in TEXTS]
    counted = Counted(messages, np.array(TRUTH))
    counted.rows(np.arange(len(TEXTS)))
    bags = counted.bags()
    kept = np.arange(bags.width) % 3 > 0
    fewer = bags.only(kept)
    assert fewer.width == kept.sum()
    assert fewer.telling == pytest.approx(bags.telling[kept])
    columns = np.flatnonzero(kept)
    for message in messages:
        assert set(columns[fewer.row(message).indices]) == set(bags.row(message).indices) & set(columns)


def test_what_is_seen_once_counts_nothing() -> None:
    preparer = Preparer.of(TEXTS)
    counted = Counted([preparer.prepare(text) for text in [*TEXTS, "زرافة"]], np.array([*TRUTH, 1]))
    rows = counted.rows(np.arange(3))
    assert rows[len(TEXTS)].nnz < rows[0].nnz


def test_what_one_label_has_for_itself_weighs_more_than_what_all_share() -> None:
    preparer = Preparer.of(TEXTS)
    texts = ["متى الراتب", "متى الموعد", "وين الراتب", "وين الموعد"] * 3
    messages = [preparer.prepare(text) for text in texts]
    counted = Counted(messages, np.array([0, 0, 1, 1] * 3))
    counted.rows(np.arange(len(texts)))
    asked, matter = canonical("متي"), canonical("راتب")
    bag = next(bag for bag in counted.bags()._bags if asked in bag.index)
    assert bag.telling[bag.index[asked]] > 0.5 > 0.1 > bag.telling[bag.index[matter]]


def test_a_message_that_tells_nothing_is_nothing() -> None:
    preparer = Preparer.of(TEXTS)
    counted = Counted([preparer.prepare("الراتب")] * 4, np.array([0, 1, 0, 1]))
    rows = counted.rows(np.arange(4))
    assert np.isfinite(rows.toarray()).all()
    assert np.isfinite(counted.bags().row(preparer.prepare("الراتب")).values).all()


def test_a_linear_model_learns_and_keeps_in_half_the_space() -> None:
    preparer = Preparer.of(TEXTS)
    messages = [preparer.prepare(text) for text in TEXTS * 4] + [preparer.prepare("شكرا لك")] * 4
    truth = np.array([*TRUTH * 4, 2, 2, 2, 2])
    counted = Counted(messages, truth)
    rows = counted.rows(np.arange(len(messages)))
    linear = Linear.fit(rows, truth, 3, 7)
    assert linear.of_rows(rows).argmax(axis=1).tolist() == truth.tolist()
    assert linear.of_row(counted.bags().row(messages[0])) == pytest.approx(linear.of_rows(rows)[0], abs=1e-3)
    assert linear.__getstate__()[0].dtype == np.float16


@pytest.mark.parametrize("present", [[0, 1], [0, 1, 3]])
def test_a_label_without_sentences_is_never_likely(present: list[int]) -> None:
    preparer = Preparer.of(TEXTS)
    messages = [preparer.prepare(text) for text in TEXTS * 4]
    truth = np.array([*TRUTH * 4])
    truth[truth == 1] = present[-1]
    rows = Counted(messages, truth).rows(np.arange(len(messages)))
    logits = Linear.fit(rows, truth, 5, 7).of_rows(rows)
    assert logits.argmax(axis=1).tolist() == truth.tolist()
    assert logits[:, 4].max() < logits.max(axis=1).min()


def test_the_temperature_brings_overconfidence_down() -> None:
    draw = np.random.RandomState(1)
    truth = draw.randint(0, 3, 2000)
    seen = np.where(draw.rand(2000) < 0.7, truth, draw.randint(0, 3, 2000))
    logits = np.eye(3)[seen] * 9.0
    raw, tempered = softmax(logits), softmax(logits * best_temperature(logits, truth))
    right = logits.argmax(axis=1) == truth
    assert expected_error(tempered.max(axis=1), right) < 0.02 < expected_error(raw.max(axis=1), right)


def test_the_gate_refuses_the_share_that_was_agreed() -> None:
    draw = np.random.RandomState(2)
    probabilities = draw.dirichlet([4.0, 4.0, 4.0, 0.4], 5000)
    truth = draw.randint(0, 3, 5000)
    gate = Gate.fit(probabilities, truth, 3)
    refused = np.mean([not gate.of(row)[1] for row in probabilities])
    assert 0.5 * REFUSED_IN_SCOPE < refused <= 1.1 * REFUSED_IN_SCOPE


def test_what_is_surely_out_of_scope_is_claimed() -> None:
    gate = Gate(0.0, 3)
    assert gate.of(np.array([0.1, 0.1, 0.1, 0.7])) == (pytest.approx(0.3), True)
    assert gate.of(np.array([0.9, 0.05, 0.04, 0.01])) == (pytest.approx(0.99), True)


def test_what_is_near_the_outside_or_could_be_anything_is_not_claimed() -> None:
    gate = Gate(0.0, 3)
    assert gate.of(np.array([0.45, 0.1, 0.05, 0.4])) == (pytest.approx(0.6), False)
    assert gate.of(np.array([0.3, 0.3, 0.29, 0.11])) == (pytest.approx(0.89), False)


def test_a_service_without_the_label_has_everything_in_scope() -> None:
    gate = Gate.fit(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 1]), -1)
    assert gate.of(np.array([0.9, 0.1])) == (1.0, True)


def test_two_labels_that_both_would_be_guesses_are_not_claimed() -> None:
    spread = np.r_[0.16, 0.13, np.full(71, 0.01), 0.0]
    assert gate_claims(spread) is False
    assert gate_claims(np.r_[0.28, 0.24, np.full(48, 0.01), 0.0]) is True


def gate_claims(probabilities: np.ndarray) -> bool:
    return Gate(-100.0, len(probabilities) - 1).of(probabilities)[1]
