"""The simulated providers of a demonstration: what they keep, and how the senders are told of them."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel
from actions.contacts.service import contact_at
from actions.identity.vault import vault
from actions.settings import settings
from bot.channels.simulator.credentials import credentials, environment, telegram_address, twilio_address
from bot.channels.simulator.kept import InDatabase, demo_world, keep_sent
from bot.channels.simulator.models import SimulatedRecord
from bot.channels.simulator.world import Outgoing
from bot.conversations.models import SimulatedMessage

PHONE = "+966500000001"


async def kept(session: AsyncSession) -> list[dict[str, object]]:
    rows = await session.scalars(select(SimulatedMessage).order_by(SimulatedMessage.id))
    return [json.loads(vault().open(row.sealed)) for row in rows]


async def test_a_message_is_found_under_the_phone_and_lies_sealed(session: AsyncSession) -> None:
    await keep_sent(Outgoing(Channel.SMS, PHONE, "رمزك 482913", provider_id="SM1"))
    row = (await session.scalars(select(SimulatedMessage))).one()
    assert row.to_fingerprint == vault().fingerprint("phone", PHONE)
    assert b"482913" not in row.sealed
    assert await kept(session) == [{"to": PHONE, "text": "رمزك 482913", "id": "SM1"}]


async def test_a_telegram_chat_is_shown_under_the_phone_that_was_shared_in_it(session: AsyncSession) -> None:
    contact = await contact_at(session, Channel.TELEGRAM, PHONE)
    contact.provider_id_fingerprint = vault().fingerprint("telegram_id", "700100")
    contact.provider_id_sealed = vault().seal("700100")
    await session.commit()
    await keep_sent(Outgoing(Channel.TELEGRAM, "700100", "أهلاً", ({"title": "نعم", "id": "1"},)))
    await keep_sent(Outgoing(Channel.TELEGRAM, "966500000009", "أهلاً"))
    assert [message["to"] for message in await kept(session)] == [PHONE, "+966500000009"]


async def test_what_outlives_a_restart_is_sealed_changed_and_dropped(session: AsyncSession) -> None:
    store = InDatabase()
    await store.put("content", "HX1", {"body": "سر"})
    await store.put("content", "HX1", {"body": "سر آخر"})
    await store.put("content", "HX2", {"body": "ثان"})
    assert await store.get("content", "HX1") == {"body": "سر آخر"}
    assert len(await store.all("content")) == 2
    assert "سر".encode() not in (await session.scalars(select(SimulatedRecord.sealed))).all()[0]
    await store.drop("content", "HX1")
    assert await store.get("content", "HX1") is None


async def test_our_webhooks_are_reached_on_this_machine_whatever_they_are_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://mueen.example")
    settings.cache_clear()
    world = demo_world()
    assert world.reach("https://mueen.example/twilio/status?a=1") == "http://127.0.0.1:8000/twilio/status?a=1"
    assert world.reach("https://elsewhere.example/") == "https://elsewhere.example/"
    monkeypatch.undo()
    settings.cache_clear()


def test_the_senders_are_told_where_to_send_unless_the_operator_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWILIO_AUTH_TOKEN", raising=False)
    told = environment({})
    assert (told["TWILIO_API_URL"], told["TELEGRAM_API_URL"]) == (twilio_address(), telegram_address())
    assert told["TWILIO_ACCOUNT_SID"] == credentials().account_sid
    assert told["TELEGRAM_BOT_TOKEN"] == credentials().bot_token
    for own in ({"TWILIO_ACCOUNT_SID": "AC1"}, {"TWILIO_API_URL": "https://api.twilio.com"}):
        assert environment({**own, "TELEGRAM_BOT_TOKEN": "1:a"}) == {}


def test_a_token_of_the_operator_signs_what_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "theirs")
    assert credentials().auth_token == "theirs"
    assert environment({"TWILIO_AUTH_TOKEN": "theirs"})["TWILIO_AUTH_TOKEN"] == "theirs"
