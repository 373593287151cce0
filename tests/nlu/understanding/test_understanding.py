"""The model as the component of Rasa uses it."""

from __future__ import annotations

import io
import random
import sys

import joblib
import pytest

from nlu.training.sentences import Sentence
from nlu.understanding.prepare import LONGEST_TEXT
from nlu.understanding.readings import NOTHING_CLAIMED
from nlu.understanding.understanding import Understanding
from tests.nlu.understanding.conftest import LABELS

SAID = {
    "متى ينزل الضمان هالشهر": "ask_payment_date",
    "mata yanzil aldaman": "ask_payment_date",
    "when will my pension be paid this month": "ask_payment_date",
    "ورني بطاقتي الرقمية": "show_card",
    "ابي اعترض على قرار الرفض": "file_objection",
    "I want to object to the decision": "file_objection",
    "زوجي يضربني كل يوم": "report_danger",
    "my husband beats me": "report_danger",
    "السلام عليكم": "greet",
    "مشكور ما قصرت": "thank",
    "2500 ريال": "inform",
    "[id:k3v9q2mz]": "inform",
    "كم سعر الذهب اليوم": "out_of_scope",
}
WORDLESS = ("", " ", "\n\t", "😀😀", "؟!...", "ـــ", "\u202e\u200f", "\u064b\u064c", "\x00\x07", "\ud800")
ENDLESS = ("x", "ا ب ", "متى ", "1", "你好 ", "3yal ", "'", "😀", "\u0651", "[id:", "a b ", "وال", "\u202e")


@pytest.mark.parametrize(("text", "label"), SAID.items())
def test_what_people_say_is_read(model: Understanding, text: str, label: str) -> None:
    assert model.read(text).ranking[0].label == label


@pytest.mark.parametrize("text", ["ابي اعترض على مخالفة ساهر", "متى موعدي في مستشفى الملك فهد عيادة العيون"])
def test_another_bodys_matter_is_out_of_scope_though_it_reads_as_ours(model: Understanding, text: str) -> None:
    assert model.read(text).intent.label == "out_of_scope"


def test_the_ranking_has_real_labels_the_likeliest_first(model: Understanding) -> None:
    ranking = model.read("متى ينزل الضمان", len(LABELS)).ranking
    assert {reading.label for reading in ranking} == set(LABELS)
    assert [reading.confidence for reading in ranking] == sorted((r.confidence for r in ranking), reverse=True)
    assert sum(reading.confidence for reading in ranking) == pytest.approx(1, abs=1e-4)


def test_as_many_readings_as_were_asked_for(model: Understanding) -> None:
    assert len(model.read("متى ينزل الضمان", 3).ranking) == 3


@pytest.mark.parametrize("text", WORDLESS, ids=ascii)
def test_nothing_is_claimed_where_there_are_no_words(model: Understanding, text: str) -> None:
    understood = model.read(text)
    assert understood.intent.label == NOTHING_CLAIMED
    assert understood.ranking[0].label in LABELS


@pytest.mark.parametrize("piece", ENDLESS, ids=ascii)
def test_of_a_very_long_message_only_the_beginning_is_read(model: Understanding, piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert model.read(text) == model.read(text[: 2 * LONGEST_TEXT])


def test_whatever_is_typed_is_read_without_an_exception(model: Understanding) -> None:
    draw = random.Random(5)
    for _ in range(400):
        letters = [chr(draw.choice((draw.randrange(0x600, 0x700), draw.randrange(sys.maxunicode + 1), 0x20))) for _ in range(40)]
        assert 0 <= model.read("".join(letters)).in_scope <= 1


def test_messages_of_the_service_are_rarely_refused(model: Understanding, known: list[Sentence]) -> None:
    inside = [sentence for sentence in known if sentence.label != "out_of_scope"]
    refused = sum(model.read(sentence.text).intent.label == NOTHING_CLAIMED for sentence in inside)
    assert refused <= 0.03 * len(inside)


def test_in_scope_tells_the_service_from_the_world(model: Understanding) -> None:
    assert model.read("متى ينزل ضماني").in_scope > 0.9
    assert model.read("كيف اطبخ كبسة دجاج").in_scope < 0.5


def test_a_model_from_disk_reads_the_same(model: Understanding) -> None:
    disk = io.BytesIO()
    joblib.dump(model, disk, compress=3)
    disk.seek(0)
    again = joblib.load(disk)
    for text in SAID:
        one, other = model.read(text), again.read(text)
        assert [reading.label for reading in one.ranking[:2]] == [reading.label for reading in other.ranking[:2]]
        assert one.intent.confidence == pytest.approx(other.intent.confidence, abs=0.01)


@pytest.mark.parametrize("babble", ["خزعبل مزعبل", "بلبلبل كشتبان"])
def test_words_that_nobody_knows_claim_nothing(model: Understanding, babble: str) -> None:
    assert model.read(babble).intent.label == NOTHING_CLAIMED
