"""A small HTTP server in the place of Rasa: it keeps what it was asked and answers what a test tells it to."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx

from actions.settings import settings
from bot.pipeline import dialogue

type Body = dict[str, Any]
type Answer = Callable[[Body], Awaitable[tuple[int, Any]]]

SILENCE: Body = {"ok": True, "messages": []}


def said(*acts: str | Body, intent: str = "greet") -> Body:
    """The answer of a turn that succeeded, with these acts, and what the message was taken for."""
    messages = [act if isinstance(act, dict) else {"act": act, "data": {}} for act in acts]
    return {"ok": True, "messages": messages, "understood": {"intent": {"name": intent, "confidence": 0.9}}}


class Rasa:
    """`answers` gets the body of each turn and gives status and body; by default every turn is answered with a greeting."""

    def __init__(self) -> None:
        self.turns: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.answers: Answer = self._greets

    def always(self, status: int, body: Any) -> None:
        async def answers(_: Body) -> tuple[int, Any]:
            return status, body

        self.answers = answers

    @staticmethod
    async def _greets(_: Body) -> tuple[int, Any]:
        return 200, said("goodbye")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().split("\r\n")[1:]
                headers = {n.lower(): v for n, _, v in (line.partition(": ") for line in lines if line)}
                body = json.loads(await reader.readexactly(int(headers["content-length"])))
                self.turns.append(body)
                self.headers.append(headers)
                status, answer = await self.answers(body)
                content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass  # the client closed its connection
        finally:
            writer.close()


@asynccontextmanager
async def running_rasa() -> AsyncIterator[Rasa]:
    """Runs it on a free port, and lets the pipeline ask it there."""
    rasa = Rasa()
    server = await asyncio.start_server(rasa.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        async with asking(f"http://127.0.0.1:{port}"):
            yield rasa
    finally:
        server.close()


@asynccontextmanager
async def asking(address: str) -> AsyncIterator[None]:
    """Lets the pipeline ask Rasa at this address."""
    os.environ["RASA_URL"] = address
    settings.cache_clear()
    before, dialogue._client = dialogue._client, None
    try:
        yield
    finally:
        made: httpx.AsyncClient | None = dialogue._client
        if made is not None:
            await made.aclose()
        dialogue._client = before
        del os.environ["RASA_URL"]
        settings.cache_clear()
