"""What becomes of messages that cannot be told, of media, and of texts that are read out."""

from __future__ import annotations

import pytest
import structlog

from bot.channels.capabilities import PHONE, SMS, WEB
from bot.render import MediaWish, MissingData, UnknownAct, render
from bot.render.fit import shortened
from bot.render.ready import prepare

APOLOGY = "نعتذر، لم نستطع الرد الآن."


def test_an_act_that_nobody_knows_is_refused_when_asked_to_be_strict() -> None:
    with pytest.raises(UnknownAct, match=r"no\.such\.act"):
        render({"act": "no.such.act", "data": {}}, "ar", WEB, strict=True)


def test_a_field_that_is_absent_is_refused_when_asked_to_be_strict() -> None:
    with pytest.raises(MissingData, match="reference"):
        render({"act": "case.updated", "data": {}}, "ar", WEB, strict=True)


@pytest.mark.parametrize(
    "message",
    [
        {"act": "no.such.act", "data": {}},
        {"act": "case.updated", "data": {}},
        {"act": "card.status", "data": {"status": "lost"}},
        {"act": "payment.last", "data": {"amount": "much", "paid_on": "2026-11-01"}},
        {"act": "payment.next", "data": {"date": "soon"}},
        {"act": "payment.next", "data": {"date": "2500-01-01"}},
        {"act": "menu", "data": {}, "choices": [{"label": "choice.none_such", "request": {}}]},
    ],
)
def test_a_message_that_cannot_be_told_becomes_an_apology_and_a_line_of_the_log(message: dict) -> None:  # type: ignore[type-arg]
    with structlog.testing.capture_logs() as logged:
        told = render(message, "ar", WEB)
    assert told.text.startswith(APOLOGY)
    assert told.data == message["data"]
    assert [line["event"] for line in logged] == ["message_not_rendered"]


def test_media_are_wished_for_by_kind_and_record() -> None:
    media = [{"kind": "card", "id": "c1"}]
    message = {"act": "card.status", "data": {"status": "active", "expires_on": "2027-06-10"}, "media": media}
    assert render(message, "ar", WEB, strict=True).media == (MediaWish("card", "c1"),)


def test_a_text_that_is_read_out_has_no_signs_of_a_list() -> None:
    message = {"act": "clinic.services", "data": {"services": ["legal", "social"]}}
    assert "•" in render(message, "ar", WEB, strict=True).text
    assert "•" not in render(message, "ar", PHONE, strict=True).text


def test_a_masked_number_keeps_its_dots_where_text_is_read() -> None:
    message = {"act": "verify.code_sent", "data": {"to": "+9665•••••01"}}
    assert "+9665•••••01" in render(message, "ar", SMS, strict=True).text


def test_a_cut_falls_between_words_and_closes_what_is_set_apart() -> None:
    assert shortened("واحد اثنان ثلاثة أربعة", 15) == "واحد اثنان…"
    assert shortened("واحد \u2068اثنان ثلاثة أربعة\u2069", 15) == "واحد \u2068اثنان\u2069…"
    assert shortened("قصير", 15) == "قصير"


def test_everything_that_rendering_needs_is_there() -> None:
    prepare()
