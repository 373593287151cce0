"""The training sentences: enough of each label in each register, clean, and apart from the sentences of the test sets."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from nlu.arabic.normaliser import normalise
from nlu.training.clean import fault
from nlu.training.sentences import REGISTERS, Sentence, sentences
from nlu.workbench.sets import intent_sets, read_intents, unseen_texts

HERE = Path(__file__).parent
LABELS: list[str] = yaml.safe_load((HERE.parent / "data" / "labels.yml").read_text(encoding="utf-8"))
SETS = intent_sets(HERE / "sets")
SAUDI = ("najdi", "hijazi", "southern", "eastern")
MINIMUMS = {SAUDI: 60, ("msa",): 15, ("english",): 8, ("arabizi",): 8, ("speech",): 10}
FEWEST = 100

TRAINING = tuple(sentences())


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


def test_sentences_are_clean() -> None:
    assert [(s, fault(s.text)) for s in TRAINING if fault(s.text)] == []


@pytest.mark.parametrize("text", ["", " ", " متى", "متى ", "مـتى", "متى\u200f", "e\u0301h", "a\tb", "a\u200cb", "\ue000", "\ud800"], ids=ascii)
def test_an_unclean_sentence_is_told_from_a_clean_one(text: str) -> None:
    assert fault(text) is not None


def test_no_two_sentences_are_the_same_to_the_classifier() -> None:
    alike: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in TRAINING:
        alike[normalise(sentence.text).text].append(sentence)
    assert [same for same in alike.values() if len(same) > 1] == []


def test_there_are_test_sets() -> None:
    assert {path.stem for path in SETS} >= {"dialects", "others"}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_test_set_is_labelled_with_known_labels_and_registers(path: Path) -> None:
    found = read_intents(path)
    assert {row.label for row in found} <= set(LABELS)
    assert {row.register for row in found} <= set(REGISTERS)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_sentence_of_a_test_set_was_trained_on(path: Path) -> None:
    trained = {normalise(sentence.text).text for sentence in TRAINING}
    assert [row for row in read_intents(path) if normalise(row.text).text in trained] == []


def test_no_sentence_of_any_other_set_was_trained_on() -> None:
    unseen = unseen_texts(HERE / "sets")
    assert [sentence for sentence in TRAINING if normalise(sentence.text).text in unseen] == []


def test_the_test_sets_cover_every_label() -> None:
    assert {row.label for path in SETS for row in read_intents(path)} == set(LABELS)
