"""What the simulated providers know: their customer's credentials, what was sent, and what outlives a restart."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import httpx

from actions import clock
from actions.contacts.models import Channel
from bot.channels.simulator.magic import Plan

type Json = dict[str, Any]

_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Credentials:
    """With what our side knows itself to the providers, and they to us. `key` is an API key (its id and secret) that
    opens Twilio as the token does; `bot_name` the bot's @name without the @."""

    account_sid: str
    auth_token: str
    bot_token: str
    bot_name: str = "mueen_demo_bot"
    key: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as its receiver sees it: `to` without the channel's prefix (a phone, or a chat's id), `choices` the
    buttons or list entries, `media` what is attached."""

    channel: Channel
    to: str
    text: str
    choices: tuple[Json, ...] = ()
    media: tuple[Json, ...] = ()
    provider_id: str = ""
    at: datetime = field(default_factory=clock.now)


class Store(Protocol):
    """What a provider still knows after a restart: content templates, files, settings."""

    async def put(self, kind: str, key: str, value: Json) -> None: ...

    async def get(self, kind: str, key: str) -> Json | None: ...

    async def drop(self, kind: str, key: str) -> None: ...

    async def all(self, kind: str) -> list[Json]: ...


class InMemory:
    """Known until the process ends; for tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Json] = {}

    async def put(self, kind: str, key: str, value: Json) -> None:
        self._kept[kind, key] = value

    async def get(self, kind: str, key: str) -> Json | None:
        return self._kept.get((kind, key))

    async def drop(self, kind: str, key: str) -> None:
        self._kept.pop((kind, key), None)

    async def all(self, kind: str) -> list[Json]:
        return [value for (of, _), value in self._kept.items() if of == kind]


async def _nowhere(_: Outgoing) -> None:
    """Nobody looks at what was sent."""


def _as_named(url: str) -> str:
    return url


@dataclass
class World:
    """One customer's corner of both providers.

    `sink` sees every message that was taken, before its sender hears so. `reach` turns the address that our side named
    for its webhooks into one that can be reached from here. `plan` is how the states of messages are told unless their
    number says otherwise, `pause` the seconds before each state, `closed_window` whether WhatsApp refuses free text to
    whoever has not written within a day through `inbound`, `fetches` whether attached files are fetched as Twilio does.
    """

    credentials: Credentials
    sink: Callable[[Outgoing], Awaitable[None]] = _nowhere
    store: Store = field(default_factory=InMemory)
    reach: Callable[[str], str] = _as_named
    plan: Plan = field(default_factory=Plan)
    pause: float = 0.3
    closed_window: bool = False
    fetches: bool = False
    messages: OrderedDict[str, Json] = field(default_factory=OrderedDict)
    wrote_at: dict[str, datetime] = field(default_factory=dict)
    failed: Counter[int] = field(default_factory=Counter)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    alerts: OrderedDict[str, Json] = field(default_factory=OrderedDict)
    files: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    chat_messages: OrderedDict[tuple[str, int], Json] = field(default_factory=OrderedDict)
    queries: OrderedDict[str, None] = field(default_factory=OrderedDict)
    updates: list[Json] = field(default_factory=list)
    update_came: asyncio.Event = field(default_factory=asyncio.Event)
    last_update: int = 0
    last_message: int = 0
    _client: httpx.AsyncClient | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def client(self) -> httpx.AsyncClient:
        """With which webhooks are posted; made at the first."""
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=15.0)
        return self._client

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Lets something happen after the answer has gone out."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Waits until everything that was to happen later has happened."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()


def remember[K, V](kept: OrderedDict[K, V], key: K, value: V) -> None:
    """Keeps it, and forgets the oldest beyond what a demonstration needs."""
    kept[key] = value
    while len(kept) > _MOST_KEPT:
        kept.popitem(last=False)


def sid(prefix: str) -> str:
    """A provider's id: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)
