"""Parsing as written: what is sensitive is hidden on the way, and every place is a place of what was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.intake import as_typed
from bot.web.parsing import parsed_as_written, redacted
from nlu.arabic.references import REF

ID, PHONE, IBAN = "1910110111", "0500000001", "SA0380000000608010167519"
WORDS = st.sampled_from(["هويتي", "جوالي", "رقم", "والله", "متى ينزل", "my id", "،", ".", "👍", "ال٤٥", "2000 ريال"])
SENSITIVE = st.sampled_from([ID, PHONE, IBAN, "١٩١٠١١٠١١١", "+966500000001", "2910110119", "سجلي 1910110112"])
TEXTS = st.lists(WORDS | SENSITIVE, max_size=8).map(" ".join)


class Parser:
    """In place of Rasa: finds what it is told to in the text it gets, and keeps that text."""

    def __init__(self, *wanted: str, intent: dict[str, Any] | None = None) -> None:
        self.wanted, self.intent = wanted, intent or {"name": "inform", "confidence": 0.9}
        self.seen: list[str] = []
        self.path, self.now = "", None

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.path, self.now = path, body["now"]
        self.seen += body["texts"]
        return {"results": [self._result(text) for text in body["texts"]]}

    def _result(self, text: str) -> dict[str, Any]:
        spans = [(f.start(), f.end(), f[0]) for f in REF.finditer(text)]
        spans += [(text.index(w), text.index(w) + len(w), w) for w in self.wanted if w in text]
        entities = [{"entity": "national_id", "value": value, "start": s, "end": e} for s, e, value in spans]
        return {"intent": self.intent, "intent_ranking": [self.intent] * 7, "entities": entities}


async def parsed(text: str, parser: Parser) -> dict[str, Any]:
    (result,) = await parsed_as_written([text], None, parser.post)
    return result


@given(TEXTS)
def test_every_character_outside_of_references_maps_back_to_itself(written: str) -> None:
    hidden = redacted(written)
    inside = {place for start, end, *_ in hidden.pieces for place in range(start, end)}
    for place in set(range(len(hidden.text))) - inside:
        start, end = hidden.original(place, place + 1)
        assert (end - start, written[start:end]) == (1, hidden.text[place])


@given(TEXTS)
def test_every_reference_maps_back_to_what_it_hides(written: str) -> None:
    hidden = redacted(written)
    for start, end, there_start, there_end, value in hidden.pieces:
        assert hidden.original(start, end) == (there_start, there_end)
        assert hidden.value(hidden.text[start:end]) == value


@given(TEXTS, st.data())
def test_a_stretch_maps_back_to_a_stretch_that_holds_all_of_it(written: str, data: st.DataObject) -> None:
    hidden = redacted(written)
    if not hidden.text:
        return
    start = data.draw(st.integers(0, len(hidden.text) - 1))
    end = data.draw(st.integers(start + 1, len(hidden.text)))
    whole = hidden.original(start, end)
    assert 0 <= whole[0] < whole[1] <= len(written)
    for place in range(start, end):
        here = hidden.original(place, place + 1)
        assert whole[0] <= here[0]
        assert here[1] <= whole[1]


@given(TEXTS)
def test_references_of_one_text_are_all_different(written: str) -> None:
    found = [one[0] for one in REF.finditer(redacted(written).text)]
    assert len(found) == len(set(found))


@given(st.text())
def test_any_text_can_be_redacted_and_put_back(written: str) -> None:
    hidden = redacted(written)
    back, at = "", 0
    for start, end, there_start, there_end, _ in hidden.pieces:
        back += hidden.text[at:start] + written[there_start:there_end]
        at = end
    assert back + hidden.text[at:] == as_typed(written)
    assert len(as_typed(written)) == len(written)


async def test_the_parser_never_sees_an_identity_number() -> None:
    parser = Parser()
    await parsed(f"هويتي {ID} وجوالي {PHONE}", parser)
    assert ID not in parser.seen[0]
    assert PHONE not in parser.seen[0]
    assert parser.path == "/webhooks/mueen/parse"


async def test_values_and_places_are_those_of_what_was_written() -> None:
    written = f"هويتي {ID} في الرياض وجوالي {PHONE} شكرا"
    result = await parsed(written, Parser("الرياض", "شكرا"))
    shown = {written[e["start"] : e["end"]]: e["value"] for e in result["entities"]}
    assert shown == {ID: ID, PHONE: "+966500000001", "الرياض": "الرياض", "شكرا": "شكرا"}


async def test_a_topic_is_part_of_the_name_and_the_ranking_is_short() -> None:
    result = await parsed("متى", Parser(intent={"name": "faq", "topic": "payment_day", "confidence": 0.8}))
    assert result["intent"] == {"name": "faq/payment_day", "confidence": 0.8}
    assert len(result["ranking"]) == 5


@pytest.mark.parametrize("internal", ["malformed_id", "mode", "danger"])
async def test_entities_of_our_own_are_not_shown(internal: str) -> None:
    async def post(_: str, body: dict[str, Any]) -> dict[str, Any]:
        found = [{"entity": name, "value": 1, "start": 0, "end": 1} for name in (internal, "count")]
        intent = {"name": "inform", "confidence": 1.0}
        return {"results": [{"intent": intent, "intent_ranking": [], "entities": found} for _ in body["texts"]]}

    (result,) = await parsed_as_written(["1"], None, post)
    assert [found["entity"] for found in result["entities"]] == ["count"]


async def test_several_texts_are_answered_in_their_order() -> None:
    parser = Parser("أ", "ب")
    results = await parsed_as_written(["أ", "ب"], "2026-11-22T10:00:00+03:00", parser.post)
    assert [result["entities"][0]["value"] for result in results] == ["أ", "ب"]
    assert parser.now == "2026-11-22T10:00:00+03:00"
