"""Inbound webhooks on the real application: signed, committed, answered with empty TwiML, once."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from xml.etree import ElementTree

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.payloads import opened
from bot.channels.twilio.settings import twilio_settings
from bot.conversations.models import InboundPayload, Message, MessageState
from tests.bot.channels.twilio.conftest import PUBLIC, Post, signature
from tests.payloads import form, payload, recorded

type Receives = Callable[..., Awaitable[httpx.Response]]

MESSAGES = [name.removeprefix("twilio/") for name in recorded("twilio") if "/status_" not in name]


async def messages(session: AsyncSession) -> list[Message]:
    return list(await session.scalars(select(Message).order_by(Message.id)))


@pytest.mark.parametrize("name", MESSAGES)
async def test_every_recorded_message_is_taken_and_kept_whole(session: AsyncSession, receives: Receives, name: str) -> None:
    answer = await receives(name)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml")
    assert list(ElementTree.fromstring(answer.text)) == []
    kept = (await session.scalars(select(InboundPayload))).all()
    assert [opened(one) for one in kept] == ([] if name == "sms_from_a_name" else [form(payload(f"twilio/{name}"))])


async def test_a_text_waits_for_its_answer(session: AsyncSession, receives: Receives) -> None:
    await receives("whatsapp_text")
    (message,) = await messages(session)
    assert (message.text, message.state, message.provider) == ("متى ينزل الضمان؟", MessageState.PENDING, "twilio")


async def test_nothing_personal_lies_in_clear(session: AsyncSession, receives: Receives) -> None:
    await receives("whatsapp_text_with_id")
    (kept,) = (await session.scalars(select(InboundPayload))).all()
    (message,) = await messages(session)
    assert "1910110111" not in (message.text or "")
    assert "١٩١٠" not in (message.text or "")
    for secret in ("966500000001", "20814033", "نورة"):
        assert secret.encode() not in kept.sealed


@pytest.mark.parametrize("name", ["whatsapp_text", "whatsapp_voice_note", "sms_with_unknown_fields"])
@pytest.mark.parametrize("port", ["", ":443"])
async def test_a_request_signed_for_our_address_passes_with_or_without_its_port(post: Post, name: str, port: str) -> None:
    body = payload(f"twilio/{name}")
    signed = signature(f"{PUBLIC}{port}/twilio/messages", body)
    assert (await post("/twilio/messages", body, X_Twilio_Signature=signed)).status_code == 200


@pytest.mark.parametrize(
    "url", ["http://mueen.example.org/twilio/messages", "https://other.example.org/twilio/messages", f"{PUBLIC}/twilio/status"]
)
async def test_a_request_signed_for_another_address_is_refused(post: Post, session: AsyncSession, url: str) -> None:
    body = payload("twilio/whatsapp_text")
    answer = await post("/twilio/messages", body, X_Twilio_Signature=signature(url, body))
    assert answer.status_code == 403
    assert await messages(session) == []


@pytest.mark.parametrize("forged", ["", "x", signature(f"{PUBLIC}/twilio/messages", payload("twilio/whatsapp_text"), "guessed")])
async def test_a_forged_signature_is_refused(post: Post, session: AsyncSession, forged: str) -> None:
    answer = await post("/twilio/messages", payload("twilio/whatsapp_text"), X_Twilio_Signature=forged)
    assert answer.status_code == 403
    assert (await session.scalars(select(InboundPayload))).all() == []


async def test_a_field_changed_on_its_way_is_refused(post: Post) -> None:
    body = payload("twilio/whatsapp_text")
    signed = signature(f"{PUBLIC}/twilio/messages", body)
    changed = payload("twilio/whatsapp_text", From="whatsapp:+966500000002")
    assert (await post("/twilio/messages", changed, X_Twilio_Signature=signed)).status_code == 403


async def test_a_blank_field_left_out_is_a_changed_request(post: Post) -> None:
    body = payload("twilio/whatsapp_voice_note")
    signed = signature(f"{PUBLIC}/twilio/messages", body)
    without = payload("twilio/whatsapp_voice_note", Body=None)
    assert (await post("/twilio/messages", without, X_Twilio_Signature=signed)).status_code == 403


@pytest.mark.parametrize("path", ["/twilio/messages", "/twilio/status"])
async def test_without_a_token_nothing_passes(post: Post, account: pytest.MonkeyPatch, path: str) -> None:
    account.delenv("TWILIO_AUTH_TOKEN")
    twilio_settings.cache_clear()
    body = payload("twilio/whatsapp_text")
    for secret in ("", "12345678901234567890123456789012"):
        signed = signature(PUBLIC + path, body, secret)
        assert (await post(path, body, X_Twilio_Signature=signed)).status_code == 403


@pytest.mark.parametrize("body", ["", "MessageSid=%ff%fe", "\xff", "&".join(f"f{n}=1" for n in range(500)), "x" * 300_000])
async def test_whatever_is_no_form_of_twilios_is_refused(web: httpx.AsyncClient, body: str) -> None:
    answer = await web.post("/twilio/messages", content=body.encode("latin-1"), headers={"X-Twilio-Signature": "x"})
    assert answer.status_code in (403, 413)


async def test_a_query_is_part_of_what_is_signed(web: httpx.AsyncClient) -> None:
    body = payload("twilio/whatsapp_text")
    signed = signature(f"{PUBLIC}/twilio/messages?site=1", body)
    for path, expected in (("/twilio/messages?site=1", 200), ("/twilio/messages", 403)):
        assert (await web.post(path, content=body, headers={"X-Twilio-Signature": signed})).status_code == expected


SHARED = {"TWILIO_SHARED_KEY_SID": "webhooks_sharedkey_1", "TWILIO_SHARED_KEY_SECRET": "another secret"}


@pytest.mark.parametrize(
    ("told", "secret", "digest", "expected"),
    [
        ("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", "another secret", "sha256", 200),
        ("key=webhooks_sharedkey_1, algorithm=HMAC_SHA256", "another secret", "sha256", 200),
        ("key=webhooks_sharedkey_2,algorithm=HMAC_SHA256", "another secret", "sha256", 403),
        ("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", "guessed", "sha256", 403),
        ("key=webhooks_sharedkey_1,algorithm=HMAC_MD5", "another secret", "md5", 403),
        ("key=webhooks_sharedkey_1", "another secret", "sha1", 200),
    ],
)
async def test_a_webhook_signed_with_a_shared_key_is_checked_with_it(
    post: Post, account: pytest.MonkeyPatch, told: str, secret: str, digest: str, expected: int
) -> None:
    for name, value in SHARED.items():
        account.setenv(name, value)
    twilio_settings.cache_clear()
    body = payload("twilio/whatsapp_text")
    signed = signature(f"{PUBLIC}/twilio/messages", body, secret, digest)
    answer = await post("/twilio/messages", body, X_Twilio_Signature=signed, X_Twilio_Webhooks_Signature_Settings=told)
    assert answer.status_code == expected


def test_our_own_signature_is_twilios_published_example() -> None:
    """The example of Twilio's page on the security of webhooks, recomputed by hand."""
    signed = "https://mycompany.com/myapp.php?foo=1&bar=2CallSidCA1234567890ABCDECaller+12349013030Digits1234From+12349013030To+18005551212"
    expected = base64.b64encode(hmac.new(b"12345", signed.encode(), hashlib.sha1).digest()).decode()
    body = "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212"
    assert signature("https://mycompany.com/myapp.php?foo=1&bar=2", body, "12345") == expected == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


async def test_a_message_that_comes_twice_is_one(session: AsyncSession, receives: Receives) -> None:
    for _ in range(3):
        assert (await receives("whatsapp_text")).status_code == 200
    assert len(await messages(session)) == 1


async def test_a_webhook_that_is_tried_again_is_one(session: AsyncSession, receives: Receives) -> None:
    await receives("whatsapp_text", token="retry-1")
    await receives("whatsapp_text", token="retry-1", MessageSid="SM" + "9" * 32)
    assert len(await messages(session)) == 1


async def test_two_messages_with_their_own_tokens_are_two(session: AsyncSession, receives: Receives) -> None:
    await receives("whatsapp_text", token="first")
    await receives("whatsapp_text", token="second", MessageSid="SM" + "9" * 32)
    assert len(await messages(session)) == 2
    assert await session.scalar(select(func.count(Message.conversation_id.distinct()))) == 1


async def test_a_message_without_its_id_is_left_out_and_not_sent_again(session: AsyncSession, receives: Receives) -> None:
    missing = {"MessageSid": None, "SmsSid": None, "SmsMessageSid": None}
    assert (await receives("whatsapp_text", **missing)).status_code == 200
    assert await messages(session) == []
