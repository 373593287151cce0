"""A small server that speaks the Bot API as its documentation has it: it keeps the calls and fails where a test wants it to."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "7012345678:AAF-a-token-that-opens-nothing-0123456"
BOT = {"id": 7012345678, "is_bot": True, "first_name": "Mueen", "username": "mueen_demo_bot", "can_join_groups": False}
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Call:
    """One call: its method and its parameters, those that were JSON read."""

    method: str
    told: dict[str, Any]


@dataclass
class BotApi:
    """`failures`: for a method, the answers of the next calls (status, description, parameters) in place of its result."""

    address: str = ""
    calls: list[Call] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    failures: dict[str, list[tuple[int, str, dict[str, Any]]]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=lambda: {"url": "", "pending_update_count": 0, "has_custom_certificate": False})
    numbers: Any = field(default_factory=lambda: itertools.count(900))

    def of(self, method: str) -> list[dict[str, Any]]:
        return [call.told for call in self.calls if call.method == method]

    def fails(self, method: str, status: int, description: str, **parameters: Any) -> None:
        self.failures.setdefault(method, []).append((status, description, parameters))

    async def call(self, request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return _refused(401, "Unauthorized")
        method, told = request.path_params["method"], await _parameters(request)
        self.calls.append(Call(method, told))
        if self.failures.get(method):
            status, description, parameters = self.failures[method].pop(0)
            return _refused(status, description, parameters)
        return JSONResponse({"ok": True, "result": self._result(method, told)})

    async def file(self, request: Request) -> Response:
        return Response(self.files[request.path_params["path"]])

    def _result(self, method: str, told: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "getWebhookInfo":
                return self.webhook
            case "setWebhook":
                self.webhook |= {"url": told["url"]}
                return True
            case "getUpdates":
                first = int(told.get("offset", 0))
                return [update for update in self.updates if update["update_id"] >= first]
            case "getFile":
                content = self.files[told["file_id"]]
                return {"file_id": told["file_id"], "file_unique_id": "u", "file_size": len(content), "file_path": told["file_id"]}
            case "sendMessage" | "sendPhoto" | "sendDocument" | "sendVoice" | "sendAudio":
                chat = {"id": int(told["chat_id"]), "type": "private"}
                return {"message_id": next(self.numbers), "date": 1795330900, "chat": chat, "from": BOT, "text": told.get("text", "")}
        return True


async def _parameters(request: Request) -> dict[str, Any]:
    form = await request.form()
    return {name: await _value(value) for name, value in form.multi_items()}


async def _value(value: UploadFile | str) -> Any:
    if isinstance(value, UploadFile):
        return {"name": value.filename, "content": await value.read()}
    try:
        return json.loads(value)
    except ValueError:
        return value


def _refused(status: int, description: str, parameters: dict[str, Any] | None = None) -> Response:
    told = {"ok": False, "error_code": status, "description": description}
    return JSONResponse(told | ({"parameters": parameters} if parameters else {}), status_code=status)


@asynccontextmanager
async def running_api() -> AsyncIterator[BotApi]:
    """Runs it on a free port for the block."""
    api = BotApi()
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", api.call, methods=["POST", "GET"]),
            Route("/file/bot{token}/{path:path}", api.file),
        ]
    )
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        api.address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([bound]))
        while not server.started:
            await asyncio.sleep(0.005)
        try:
            yield api
        finally:
            server.should_exit = True
            await serving
