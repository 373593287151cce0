"""Webhooks under load: `python -m tests.load.webhooks [MESSAGES]` starts an assistant of its own and prints what it measures.

A backlog keeps all workers busy; meanwhile a steady stream of webhooks, a fifth of them twice and in random order, is brought
and the time until each is acknowledged is taken. In the end every message must have had one effect and one answer.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import psycopg

from bot.channels.simulator import inbound
from bot.channels.simulator.credentials import SMS_SENDER, WHATSAPP_SENDER, made_of
from bot.channels.simulator.credentials import environment as simulated
from bot.channels.simulator.world import World
from deploy.run.parts import free_port
from tests.channels import database_of
from tests.stack import ROOT, TELEGRAM_SECRET, TWILIO_TOKEN, Stack, running_stack

OURS = made_of(b"a secret of the measurement", TWILIO_TOKEN)
PROVIDERS = f"http://127.0.0.1:{free_port()}"
PEOPLE = 100
BACKLOG = 200
"""Messages that wait already when the measured ones begin: far more than workers take at once."""
A_SECOND = 20
AT_ONCE = 8
_PATIENCE = 900.0
_updates = count(int(time.time() * 10))


@dataclass(frozen=True)
class Post:
    """One webhook: `key` is the provider's id of the message."""

    key: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def posts(stack: Stack, number: int) -> list[Post]:
    """So many messages of a hundred people, a third on each channel."""
    world = World(OURS)
    bot = world.credentials.bot_token.partition(":")[0]
    made = []
    for place in range(number):
        who = place % PEOPLE
        if place % 3 == 2:
            update = inbound.telegram_message(world, 966_598_000_000 + who, text="السلام عليكم")
            update["update_id"] = next(_updates)
            secret_header = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
            made.append(Post(f"{bot}:{update['update_id']}", "/telegram", secret_header, update))
            continue
        prefix, ours = ("whatsapp:", WHATSAPP_SENDER) if place % 3 else ("", SMS_SENDER)
        form = inbound.twilio_message(world, f"{prefix}+966597{who:06d}", prefix + ours, "السلام عليكم")
        headers = inbound.twilio_headers(world, f"{stack.address}/twilio/messages", form)
        made.append(Post(form["MessageSid"], "/twilio/messages", headers, form))
    return made


async def bring(web: httpx.AsyncClient, post: Post) -> float:
    """The milliseconds until it was acknowledged."""
    began = time.perf_counter()
    told = {"json": post.body} if post.path == "/telegram" else {"data": post.body}
    answer = await web.post(post.path, headers=post.headers, **told)
    answer.raise_for_status()
    return (time.perf_counter() - began) * 1000


async def burst(web: httpx.AsyncClient, made: list[Post]) -> list[float]:
    """All of them, eight at once, as fast as they are taken."""
    waiting, taken = iter(made), list[float]()

    async def client() -> None:
        for post in waiting:
            taken.append(await bring(web, post))

    await asyncio.gather(*(client() for _ in range(AT_ONCE)))
    return taken


async def stream(web: httpx.AsyncClient, made: list[Post]) -> list[float]:
    """So many a second, whatever the others take."""
    began, running = time.perf_counter(), []
    for place, post in enumerate(made):
        await asyncio.sleep(max(0.0, began + place / A_SECOND - time.perf_counter()))
        running.append(asyncio.create_task(bring(web, post)))
    return list(await asyncio.gather(*running))


def told(name: str, taken: list[float]) -> None:
    taken = sorted(taken)
    shares = "   ".join(f"p{share} {taken[int(len(taken) * share / 100) - 1]:7.1f} ms" for share in (50, 95, 99))
    print(f"{name:44} {shares}   most {taken[-1]:7.1f} ms   n {len(taken)}")


def waiting(database: psycopg.Connection[Any]) -> int:
    """What is acknowledged and not answered."""
    row = database.execute(
        "SELECT (SELECT count(*) FROM messages WHERE state = 'pending')"
        " + (SELECT count(*) FROM inbound_payloads WHERE taken_at IS NULL)"
    ).fetchone()
    assert row is not None
    return int(row[0])


def leaving(database: psycopg.Connection[Any]) -> int:
    row = database.execute("SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')").fetchone()
    assert row is not None
    return int(row[0])


def check(database: psycopg.Connection[Any], made: list[Post]) -> None:
    """Each message is there once, answered, and each answer has left once."""
    rows = database.execute(
        "SELECT i.provider_message_id, i.state, count(DISTINCT m.id), count(d.id), count(DISTINCT d.provider_sid)"
        " FROM messages i LEFT JOIN messages m ON m.in_reply_to = i.id LEFT JOIN deliveries d ON d.message_id = m.id"
        " WHERE i.direction = 'in' GROUP BY i.id"
    ).fetchall()
    seen = Counter(row[0] for row in rows)
    print(f"messages {len(made)}   taken {len(seen)}   twice {sum(n > 1 for n in seen.values())}")
    print(f"states {dict(Counter(row[1] for row in rows))}   answers {dict(Counter(row[2] for row in rows))}")
    sent = httpx.get(f"{PROVIDERS}/sent").raise_for_status().json()
    print(f"deliveries {sum(row[3] for row in rows)}   numbers of providers {sum(row[4] for row in rows)}   arrived {sent}")
    assert set(seen) == {post.key for post in made}
    assert set(seen.values()) == {1}


async def measure(stack: Stack, number: int) -> None:
    made, chance = posts(stack, number), random.Random(6)
    backlog, measured = made[:BACKLOG], made[BACKLOG:]
    brought = measured + chance.sample(measured, len(measured) // 5)
    chance.shuffle(brought)
    with psycopg.connect(database_of(stack), autocommit=True) as database:
        async with httpx.AsyncClient(base_url=stack.address, timeout=30) as web:
            began = time.perf_counter()
            told(f"burst, {AT_ONCE} at once", await burst(web, backlog))
            print(f"waiting when the stream begins: {waiting(database)}")
            told(f"stream, {A_SECOND} a second, all workers busy", await stream(web, brought))
            print(f"waiting when the stream ends: {waiting(database)}")
            while waiting(database) and time.perf_counter() - began < _PATIENCE:
                await asyncio.sleep(0.2)
            print(f"{number / (time.perf_counter() - began):.1f} messages answered a second")
            while leaving(database) and time.perf_counter() - began < _PATIENCE:
                await asyncio.sleep(0.2)
        check(database, made)


@contextmanager
def providers() -> Iterator[None]:
    """In a process of their own: on a real server they are on other machines."""
    own = {
        "TWILIO_ACCOUNT_SID": OURS.account_sid,
        "TWILIO_AUTH_TOKEN": OURS.auth_token,
        "TELEGRAM_BOT_TOKEN": OURS.bot_token,
    }
    command = [sys.executable, "-m", "bot.channels.simulator", PROVIDERS.rpartition(":")[2]]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def pointed_there(port: int) -> dict[str, str]:
    """The environment of an assistant that sends to them."""
    return {
        **simulated({}),
        "TWILIO_ACCOUNT_SID": OURS.account_sid,
        "TWILIO_AUTH_TOKEN": OURS.auth_token,
        "TWILIO_API_URL": f"{PROVIDERS}/twilio",
        "TELEGRAM_BOT_TOKEN": OURS.bot_token,
        "TELEGRAM_API_URL": f"{PROVIDERS}/telegram",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


if __name__ == "__main__":
    with providers(), running_stack(households=50, more=pointed_there) as started:
        asyncio.run(measure(started, int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
