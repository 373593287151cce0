"""Who looks by itself, and who waits to be told."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot import worker
from bot.delivery.signals import Signals

CHANNEL = "somewhere"


class Pile:
    """Work that lies there, and who took of it."""

    def __init__(self) -> None:
        self.left, self.looks = 0, 0

    async def take_one(self) -> bool:
        self.looks += 1
        await asyncio.sleep(0)
        self.left -= (took := self.left > 0)
        return took


async def at_work(signals: Signals, pile: Pile, seconds: float, *, looks: bool) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(worker.work(signals, CHANNEL, pile.take_one, looks=looks), seconds)


@pytest.fixture(autouse=True)
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY", 0.02)


def test_one_looks_now_and_then_and_the_others_wait_to_be_told() -> None:
    async def run() -> tuple[int, int]:
        signals, looking, waiting = Signals((CHANNEL,)), Pile(), Pile()
        await asyncio.gather(at_work(signals, looking, 0.3, looks=True), at_work(signals, waiting, 0.3, looks=False))
        return looking.looks, waiting.looks

    looked, waited = asyncio.run(run())
    assert looked > 3
    assert waited == 1


def test_what_is_told_is_done_by_those_that_wait() -> None:
    async def run() -> Pile:
        signals, pile = Signals((CHANNEL,)), Pile()
        task = asyncio.create_task(at_work(signals, pile, 0.3, looks=False))
        await asyncio.sleep(0.05)
        pile.left = 3
        signals.wake(CHANNEL)
        await task
        return pile

    assert asyncio.run(run()).left == 0


def test_whoever_finds_what_nobody_announced_calls_the_others() -> None:
    async def run() -> int:
        signals, found, other = Signals((CHANNEL,)), Pile(), Pile()
        tasks = asyncio.gather(at_work(signals, found, 0.4, looks=True), at_work(signals, other, 0.4, looks=False))
        await asyncio.sleep(0.05)
        found.left = 1
        await tasks
        return other.looks

    assert asyncio.run(run()) == 2
