"""Why a sentence is read as it is."""

from __future__ import annotations

import json
import math

import pytest

from nlu.understanding.evidence import rows, spoken
from nlu.understanding.understanding import Understanding
from nlu.workbench.__main__ import main
from nlu.workbench.evidence import evidence
from nlu.workbench.parse import lines
from nlu.workbench.sets import NOW
from nlu.workbench.terminal import isolated


def odds(model: Understanding, text: str, label: str, other: str) -> float:
    chances = {reading.label: reading.confidence for reading in model.read(text, 100).ranking}
    return math.log(chances[label] / chances[other])


def test_what_is_counted_adds_up_to_what_is_read(model: Understanding) -> None:
    texts, pair = ("متى ينزل الضمان هالشهر", "ورني البطاقة الرقمية حقتي"), ("ask_payment_date", "show_card")
    sums = [sum(one.weight for one in spoken(model, text, *pair)) for text in texts]
    of_odds = [odds(model, text, *pair) for text in texts]
    # The bias of the labels is the same in both.
    assert sums[0] - sums[1] == pytest.approx(of_odds[0] - of_odds[1], abs=0.02)


def test_what_speaks_for_one_label_speaks_against_the_other(model: Understanding) -> None:
    text = "متى ينزل الضمان هالشهر"
    there = {(one.view, one.thing): one.weight for one in spoken(model, text, "ask_payment_date", "greet")}
    back = {(one.view, one.thing): one.weight for one in spoken(model, text, "greet", "ask_payment_date")}
    assert there == pytest.approx({key: -weight for key, weight in back.items()})
    with pytest.raises(ValueError, match="nonsense"):
        spoken(model, text, "ask_payment_date", "nonsense")


def test_a_message_is_most_like_itself(model: Understanding) -> None:
    alike = (rows(model, ["متى ينزل الضمان", "متى ينزل الضمان هالشهر", "زوجي يضربني"]) @ rows(model, ["متى ينزل الضمان"]).T).toarray()
    assert alike[0] == pytest.approx(1, abs=1e-5)
    assert 1 > alike[1] > alike[2]


def test_the_telling_word_weighs_most(model: Understanding) -> None:
    said = evidence(model, "يا اخوي متى ينزل الضمان", NOW, None).sections
    assert said["between"][0] == "ask_payment_date"
    assert max(said["words"], key=lambda word: word["weight"])["word"] in ("متى", "ينزل")


def test_values_masks_signs_and_the_words_of_danger_are_shown(model: Understanding) -> None:
    said = evidence(model, "زوجي يضربني وراتبي 2500 ريال ورقم هويتي 1910110111", NOW, None).sections
    values = {(e["entity"], e["value"], e["words"]) for e in said["entities"]}
    assert {("relation", "husband", "زوجي"), ("money", 2500, "2500 ريال"), ("national_id", "1910110111", "1910110111")} <= values
    assert said["danger"] == {"kind": "abuse", "words": "يضربني"}
    assert "<money>" in said["prepared"]["masks"]
    assert [one["kind"] for one in said["sensitive"]] == ["id"]


def test_scripts_dialect_and_glosses_are_shown(model: Understanding) -> None:
    arabic = evidence(model, "وش السالفة دحين", NOW, None).sections["form"]
    assert arabic["scripts"] == {"arabic": 3}
    assert ["hijazi"] in [sign["said_in"] for sign in arabic["dialect"]]
    english = evidence(model, "when is my payment", NOW, None).sections
    assert english["form"]["language"] == "en"
    assert "payment" in english["prepared"]["glosses"]


def test_several_requests_are_shown_in_their_order(model: Understanding) -> None:
    said = evidence(model, "متى ينزل الضمان هالشهر؟ وابي احجز استشارة نفسية", NOW, None).sections
    assert [(one["label"], one["words"]) for one in said["requests"]] == [
        ("ask_payment_date", "متى ينزل الضمان هالشهر؟"),
        ("book_consultation", "وابي احجز استشارة نفسية"),
    ]
    assert evidence(model, "متى ينزل الضمان", NOW, None).sections["requests"] == []


def test_the_gate_says_why_it_does_not_claim(model: Understanding) -> None:
    refused = [
        said["gate"]
        for said in (evidence(model, text, NOW, None).sections for text in ("هات الشي", "xyz qwerty"))
        if said["intent"] == "nlu_fallback"
    ]
    assert refused
    assert all(gate["refused_because"] and not gate["claimed"] for gate in refused)


@pytest.mark.parametrize("text", ["", "😀", "\ud800", "x" * 5000, "\u202e متى"], ids=ascii)
def test_whatever_is_typed_has_its_evidence(model: Understanding, text: str) -> None:
    found = evidence(model, text, NOW, None)
    assert "\n".join(lines(found))
    assert json.dumps(found.sections)


def test_arabic_keeps_its_place_on_the_terminal(model: Understanding) -> None:
    text = "متى ينزل\nالضمان"
    shown = "\n".join(lines(evidence(model, text, NOW, None)))
    assert isolated(text) == "\u2068متى ينزل الضمان\u2069"
    assert shown.startswith(isolated(text))
    assert shown.count("\u2068") == shown.count("\u2069")


def test_a_sentence_can_be_asked_for_as_json(
    at_the_bench: Understanding, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", "--json", "متى ينزل الضمان", "موعدي بكره"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["ranking"][0]["label"] == "ask_payment_date"
    assert {"entity": "date", "value": "2026-11-23"}.items() <= second["entities"][0].items()


@pytest.mark.parametrize("moment", ["tomorrow", "2026-11-22T10:00"])
def test_a_moment_that_is_none_is_said_to_be_so(moment: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--now", moment, "متى"]) == 2
    assert "2026-11-22T10:00+03:00" in capsys.readouterr().err
