"""The page behind a link to go on with: it names the channels that are set up, and looking at it uses nothing up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.contacts import continuing
from actions.contacts.models import Continuation
from bot.web import going_on
from bot.web.app import make_app
from tests.bot.channels.twilio.conftest import read_anew


@pytest_asyncio.fixture
async def web(session: AsyncSession, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setenv("TWILIO_WHATSAPP_SENDER", "+966115000000")
    monkeypatch.setattr(going_on, "_known_name", "mueen_bot")
    read_anew()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app()), base_url="http://inside") as client:
        yield client
    monkeypatch.undo()
    read_anew()


async def test_the_page_leads_to_whatsapp_and_telegram_with_the_token(session: AsyncSession, web: httpx.AsyncClient) -> None:
    token = await continuing.begin(session, now=now(), conversation=uuid4())
    await session.commit()
    page = await web.get(f"/g/{token}")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert f"https://t.me/mueen_bot?start={token}" in page.text
    assert "https://wa.me/966115000000?text=" in page.text
    assert token in page.text
    assert 'dir="rtl"' in page.text
    assert 'dir="ltr"' in (await web.get(f"/g/{token}", headers={"accept-language": "en-GB"})).text
    assert await session.scalar(select(Continuation.used_at)) is None


async def test_a_link_that_was_made_up_leads_nowhere(web: httpx.AsyncClient) -> None:
    page = await web.get("/g/m-abcdefghijklmnopq")
    assert page.status_code == 404
    assert "wa.me" not in page.text
