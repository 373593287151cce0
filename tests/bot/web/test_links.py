"""Links to single files: they open that file, for a while, for whoever has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.settings import settings
from bot.conversations.service import open_on_web
from bot.media.links import LIFETIME, link_to
from bot.media.store import keep
from bot.web.app import make_app


@pytest_asyncio.fixture
async def web(session: AsyncSession) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app()), base_url="http://test") as client:
        yield client


@pytest.fixture
async def link(session: AsyncSession) -> str:
    kept = await keep(session, (await open_on_web(session)).id, b"\x89PNG picture", "image/png")
    await session.commit()
    return link_to(kept["id"]).removeprefix(settings().public_address)


async def test_a_link_opens_its_file(web: httpx.AsyncClient, link: str) -> None:
    answer = await web.get(link)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"\x89PNG picture", "image/png")


async def test_a_link_ends(web: httpx.AsyncClient, link: str, clock: FrozenClock) -> None:
    clock.advance(LIFETIME - timedelta(seconds=1))
    assert (await web.get(link)).status_code == 200
    clock.advance(timedelta(seconds=2))
    assert (await web.get(link)).status_code == 404


@pytest.mark.parametrize("part", [1, 2, 3])
async def test_a_changed_link_opens_nothing(web: httpx.AsyncClient, link: str, part: int) -> None:
    pieces = link.strip("/").split("/")
    changed = {1: "7a1c2f3e-0000-4000-8000-000000000001", 2: str(int(pieces[2]) + 60), 3: "x" * len(pieces[3])}
    pieces[part] = changed[part]
    assert (await web.get("/" + "/".join(pieces))).status_code == 404
