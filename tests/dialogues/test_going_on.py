"""A conversation that is begun on the web and goes on by WhatsApp or Telegram, through all processes."""

from __future__ import annotations

import re
from typing import Any

from tests.channels import TALKS, ChannelTalk
from tests.stack import Stack, Talk

NOURA, PHONE = "1910110111", "+966500000001"


def begun(stack: Stack) -> tuple[Talk, str]:
    """Noura has signed in on the web and is asked for the way of her consultation; the token of her link."""
    web = Talk(stack.address)
    web.say("ابي اسجل دخول")
    web.prove(NOURA, PHONE)
    elsewhere = value_of(web.last, "المتابعة من الجوال")
    web.say("ابي استشارة قانونية بالرياض")
    assert web.data("appointment.ask")["question"] == "mode"
    web.send(choice=elsewhere)
    assert web.acts == ["continue.link", "resumed", "appointment.ask"]
    assert web.data("continue.link")["phone"] == "+9665•••••01"
    return web, web.data("continue.link")["url"].rpartition("/")[2]


def value_of(messages: list[dict[str, Any]], title: str) -> str:
    return next(choice["value"] for message in messages for choice in message["choices"] if choice["title"] == title)


def arriving(stack: Stack, channel: str, phone: str | None, token: str) -> ChannelTalk:
    """Somebody opens the link: WhatsApp with the words written already, Telegram with its start parameter."""
    talk = TALKS[channel](stack)
    if phone is not None:
        talk.phone = phone
        talk.seen_before()
    talk.say(f"/start {token}" if channel == "telegram" else f"أود متابعة محادثتي {token}")
    return talk


def test_on_her_own_whatsapp_all_of_it_goes_on(stack: Stack) -> None:
    _, token = begun(stack)
    talk = arriving(stack, "whatsapp", PHONE, token)
    assert talk.acts == ["continue.done", "appointment.ask"]
    assert talk.data("appointment.ask")["question"] == "mode"
    talk.say("عن بعد")
    talk.tap(re.split(r"\d", talk.last[-1]["choices"][0]["title"])[0])
    assert talk.acts[-1] == "appointment.confirm"
    talk.tap("نعم")
    assert talk.acts[-1] == "appointment.booked"
    talk.say("ابي الغي موعدي")
    talk.tap("نعم")
    assert talk.acts == ["appointment.cancelled"]


def test_a_link_that_was_passed_on_brings_the_task_and_nothing_of_hers(stack: Stack) -> None:
    web, token = begun(stack)
    talk = arriving(stack, "telegram", None, token)
    assert talk.acts == ["continue.done"]
    assert talk.data("continue.done") == {"whole": False, "task": "book_consultation"}
    talk.tap("حجز استشارة")
    assert talk.acts == ["verify.ask_id"]
    again = arriving(stack, "whatsapp", PHONE, token)
    assert again.acts == ["continue.expired"]
    web.say("عن بعد")
    assert web.acts == ["appointment.ask"], "where it was begun it goes on as before"


def test_the_page_of_the_link_shows_where_to_go_on(stack: Stack) -> None:
    web, token = begun(stack)
    page = web.http.get(f"/g/{token}")
    assert page.status_code == 200
    assert f"start={token}" in page.text
    assert "https://wa.me/" in page.text
    assert arriving(stack, "whatsapp", PHONE, token).acts[0] == "continue.done", "looking at the page used nothing up"


def test_whoever_writes_from_their_own_number_gets_notices_there_until_they_unlink_it(stack: Stack) -> None:
    talk = TALKS["whatsapp"](stack)
    talk.phone = "+966500000006"
    talk.seen_before()
    talk.say("وش بياناتي عندكم")
    talk.prove("1950550556", talk.phone)
    shown = talk.data("data.shown")["contacts"]
    assert [(one["channel"], one["address"]) for one in shown] == [("whatsapp", "+9665•••••06")]
    talk.tap("فك ربط واتساب")
    assert talk.acts == ["contact.unlinked"]
    talk.say("وش بياناتي عندكم")
    assert talk.data("data.shown")["contacts"] == []
