"""A small server in the place of Twilio's: it keeps what the real client asked of it and answers what a test tells it to."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qs

type Answer = tuple[int, Any]


@dataclass
class Asked:
    method: str
    path: str
    user: str
    form: dict[str, list[str]]
    body: Any = None

    def one(self, name: str) -> str | None:
        values = self.form.get(name)
        return values[0] if values else None


@dataclass
class Api:
    """`answers` gives status and body for what was asked; by default every message is taken."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: Callable[[Asked], Answer | bytes] | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def refuses(self, status: int, code: int | None) -> None:
        """Answers every request with an error, as Twilio words it."""
        body = {"code": code, "message": "refused", "more_info": "", "status": status}
        self.answers = lambda _: (status, body)

    def made(self) -> Answer:
        return 201, {"sid": f"SM{next(self._numbers):032x}", "status": "queued", "error_code": None}

    @property
    def messages(self) -> list[Asked]:
        return [one for one in self.asked if one.path.endswith("/Messages.json")]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                request, *lines = head.decode().split("\r\n")
                method, path, _ = request.split(" ")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
                content = await reader.readexactly(int(headers.get("content-length", 0)))
                user = base64.b64decode(headers.get("authorization", "Basic Og==").split(" ")[1]).decode()
                asked = Asked(method, path, user, {})
                if headers.get("content-type", "").startswith("application/json"):
                    asked.body = json.loads(content)
                else:
                    asked.form = parse_qs(content.decode(), keep_blank_values=True)
                self.asked.append(asked)
                answer = self.answers(asked) if self.answers else self.made()
                status, body = (200, answer) if isinstance(answer, bytes) else answer
                sent = body if isinstance(body, bytes) else json.dumps(body).encode()
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n".encode() + sent)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client closed its connection
        finally:
            writer.close()


@asynccontextmanager
async def running_api() -> AsyncIterator[Api]:
    """Runs it on a free port."""
    api = Api()
    server = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    api.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield api
    finally:
        server.close()
