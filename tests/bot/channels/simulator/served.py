"""The simulated providers on a port of their own, and the real clients of both pointed at it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

import uvicorn
from fastapi import FastAPI, Request, Response
from telegram import Bot
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response as TwilioResponse
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.channels.simulator.app import TELEGRAM, TWILIO, make_app
from bot.channels.simulator.world import Credentials, Outgoing, World

CREDENTIALS = Credentials("AC" + "0" * 32, "a token of the tests", "123456:" + "a" * 35)


class Port:
    """A port on which one application after the other is served, in this event loop."""

    def __init__(self) -> None:
        self.address = ""
        self.app: Callable[..., Any] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Port]:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(self, log_level="error", lifespan="off"))
        task = asyncio.create_task(server.serve([listener]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield self
        finally:
            server.should_exit = True
            await task


class ToHere(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Twilio's own client; only the name of the host is another."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    async def request(self, method: str, url: str, *args: Any, **more: Any) -> TwilioResponse:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return await super().request(method, f"{self.address}{parts.path}{query}", *args, **more)


@dataclass
class CallBacks:
    """Where the tests take status call-backs: what came, and whether Twilio's validator knows the signature."""

    validator: RequestValidator
    address: str
    came: list[dict[str, str]] = field(default_factory=list)
    signed: list[bool] = field(default_factory=list)
    status: int = 204

    @property
    def url(self) -> str:
        return f"{self.address}/status?from=test"

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/status")
        async def status(request: Request) -> Response:
            pairs = parse_qs((await request.body()).decode(), keep_blank_values=True)
            fields = {name: values[0] for name, values in pairs.items()}
            self.came.append(fields)
            self.signed.append(self.validator.validate(self.url, fields, request.headers["x-twilio-signature"]))
            return Response(status_code=self.status)

        return app

    @property
    def states(self) -> list[str]:
        return [fields["MessageStatus"] for fields in self.came]


@dataclass
class Providers:
    """Everything a test needs to send as we do and to see what a person would."""

    world: World
    address: str
    twilio: Client
    seen: list[Outgoing]
    back: CallBacks

    @cached_property
    def bot(self) -> Bot:
        """python-telegram-bot's own client; made where a test wants it, because it takes a while."""
        here = f"{self.address}{TELEGRAM}"
        return Bot(CREDENTIALS.bot_token, base_url=f"{here}/bot", base_file_url=f"{here}/file/bot")

    @property
    def send(self) -> Callable[..., Any]:
        """Twilio's own `messages.create`, awaited."""
        return self.twilio.messages.create_async


@asynccontextmanager
async def providers(port: Port, back_port: Port) -> AsyncIterator[Providers]:
    """A world of its own at the first port, and whoever hears of states at the second."""
    seen: list[Outgoing] = []

    async def sink(message: Outgoing) -> None:
        seen.append(message)

    world = World(CREDENTIALS, sink=sink, pause=0.0)
    back = CallBacks(RequestValidator(CREDENTIALS.auth_token), back_port.address)
    port.app, back_port.app = make_app(world), back.app()
    here = ToHere(port.address + TWILIO)
    client = Client(CREDENTIALS.account_sid, CREDENTIALS.auth_token, http_client=here)
    async with here:
        yield Providers(world, port.address, client, seen, back)
    await world.settled()
    await world.close()
