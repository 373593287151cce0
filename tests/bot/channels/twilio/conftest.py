"""Twilio's webhooks on the real application, signed as Twilio's documentation tells and not with its library."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from urllib.parse import parse_qsl

import httpx
import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from actions.settings import settings
from bot.channels.twilio.client import forget_client
from bot.channels.twilio.contents import forget_contents
from bot.channels.twilio.settings import twilio_settings
from bot.web.app import make_app
from tests.bot.channels.twilio.api import Api, running_api
from tests.bot.channels.worker import all_taken_up
from tests.payloads import payload

TOKEN = "12345678901234567890123456789012"
ACCOUNT = "AC" + "0" * 32
PUBLIC = "https://mueen.example.org"

type Post = Callable[..., Awaitable[httpx.Response]]


def signature(url: str, body: str, secret: str = TOKEN, digest: str = "sha1") -> str:
    """Address and all fields by name, signed with the secret (Twilio's "Webhooks security")."""
    fields = sorted(parse_qsl(body, keep_blank_values=True))
    signed = url + "".join(name + value for name, value in fields)
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), getattr(hashlib, digest)).digest()).decode()


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An account with a WhatsApp sender and an SMS number."""
    environment = {
        "PUBLIC_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_SENDER": "+966115000000",
        "TWILIO_SMS_SENDER": "+18005550100",
        "TWILIO_SMS_TWO_WAY": "true",
        "TWILIO_SMS_RATE": "100",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    read_anew()
    yield monkeypatch
    monkeypatch.undo()
    read_anew()


def read_anew() -> None:
    """The environment has changed."""
    settings.cache_clear()
    twilio_settings.cache_clear()
    forget_client()
    forget_contents()


@pytest_asyncio.fixture
async def api(session: AsyncSession, account: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    """Production with an account, and a server in the place of Twilio's."""
    async with running_api() as running:
        account.setenv("MODE", "production")
        account.setenv("TWILIO_API_URL", running.address)
        read_anew()
        yield running


@pytest_asyncio.fixture
async def web(session: AsyncSession, account: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(make_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as client:
        yield client


@pytest.fixture
def post(web: httpx.AsyncClient) -> Post:
    """Posts a body to a webhook, rightly signed unless headers say otherwise, and lets a worker take up what it says."""

    async def posted(path: str, body: str, **headers: str) -> httpx.Response:
        signed = {"X-Twilio-Signature": signature(PUBLIC + path, body)}
        sent = {"Content-Type": "application/x-www-form-urlencoded", **signed, **{n.replace("_", "-"): v for n, v in headers.items()}}
        answer = await web.post(path, content=body, headers=sent)
        await all_taken_up()
        return answer

    return posted


@pytest.fixture
def receives(post: Post) -> Callable[..., Awaitable[httpx.Response]]:
    """Posts a recorded inbound message, with some of its fields changed."""

    async def received(name: str, *, token: str = "", **changed: str | None) -> httpx.Response:
        headers = {"I_Twilio_Idempotency_Token": token} if token else {}
        return await post("/twilio/messages", payload(f"twilio/{name}", **changed), **headers)

    return received
