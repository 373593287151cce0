"""The training sentences: enough of each label in each register, clean, and apart from the sentences of the test sets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from nlu.arabic.normaliser import normalise
from nlu.training.sentences import REGISTERS, Sentence, sentences

HERE = Path(__file__).parent
LABELS: list[str] = yaml.safe_load((HERE.parent / "data" / "labels.yml").read_text(encoding="utf-8"))
SETS = sorted((HERE / "sets").glob("*.tsv"))
SAUDI = ("najdi", "hijazi", "southern", "eastern")
MINIMUMS = {SAUDI: 60, ("msa",): 15, ("english",): 8, ("arabizi",): 8, ("speech",): 10}
FEWEST = 100
# Tatweel, and the marks that turn or isolate a direction.
UNSEEN = re.compile("[\u0640\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

TRAINING = tuple(sentences())


def rows(path: Path) -> list[Sentence]:
    return [Sentence(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def registers_of(label: str) -> Counter[str]:
    return Counter(sentence.register for sentence in TRAINING if sentence.label == label)


def test_the_labels_are_those_of_the_contract_and_no_others() -> None:
    assert {sentence.label for sentence in TRAINING} == set(LABELS)


def test_a_label_lives_in_one_file() -> None:
    folder = HERE.parents[1] / "nlu" / "data" / "intents"
    assert len(list(folder.glob("*.yml"))) == len(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_has_a_hundred_sentences(label: str) -> None:
    assert registers_of(label).total() >= FEWEST


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("registers", "fewest"), MINIMUMS.items(), ids=["saudi", "msa", "english", "arabizi", "speech"])
def test_a_label_is_said_in_every_register(label: str, registers: tuple[str, ...], fewest: int) -> None:
    counted = registers_of(label)
    assert sum(counted[register] for register in registers) >= fewest


def test_every_register_is_one_that_is_known() -> None:
    assert {sentence.register for sentence in TRAINING} <= set(REGISTERS)


def test_sentences_are_composed_and_hold_no_unseen_marks() -> None:
    unclean = [s for s in TRAINING if unicodedata.normalize("NFC", s.text) != s.text or UNSEEN.search(s.text)]
    assert unclean == []


def test_no_sentence_is_blank_or_framed_by_spaces() -> None:
    assert [s for s in TRAINING if not s.text or s.text != s.text.strip()] == []


def test_no_two_sentences_are_the_same_to_the_classifier() -> None:
    alike: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in TRAINING:
        alike[normalise(sentence.text).text].append(sentence)
    assert [same for same in alike.values() if len(same) > 1] == []


def test_there_are_test_sets() -> None:
    assert {path.stem for path in SETS} >= {"dialects", "others"}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_test_set_is_labelled_with_known_labels_and_registers(path: Path) -> None:
    found = rows(path)
    assert {row.label for row in found} <= set(LABELS)
    assert {row.register for row in found} <= set(REGISTERS)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_sentence_of_a_test_set_was_trained_on(path: Path) -> None:
    trained = {normalise(sentence.text).text for sentence in TRAINING}
    assert [row for row in rows(path) if normalise(row.text).text in trained] == []


def test_the_test_sets_cover_every_label() -> None:
    assert {row.label for path in SETS for row in rows(path)} == set(LABELS)
