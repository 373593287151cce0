"""Telegram's Bot API over HTTP: `/bot<token>/<method>`, and the download of files."""

from __future__ import annotations

import hmac
import json
import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from bot.channels.simulator.telegram_methods import Upload, call
from bot.channels.simulator.telegram_rules import BotError, bad
from bot.channels.simulator.world import World

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


def make_router(world: World) -> APIRouter:
    """The routes below `api.telegram.org`."""
    router = APIRouter()

    @router.api_route("/bot{token}/{method}", methods=["GET", "POST"])
    async def method_of(token: str, method: str, request: Request) -> JSONResponse:
        try:
            _known(world, token)
            parameters = dict(request.query_params) | await _posted(request)
            world.calls.append((method, {name: value for name, value in parameters.items() if not isinstance(value, Upload)}))
            return JSONResponse({"ok": True, "result": await call(world, method, parameters)})
        except BotError as error:
            return _no(error)

    @router.get("/file/bot{token}/{path:path}")
    async def download(token: str, path: str) -> Response:
        try:
            _known(world, token)
        except BotError as error:
            return _no(error)
        content = world.files.get(path.removeprefix("files/"))
        if content is None:
            return _no(BotError(404, "Not Found"))
        return Response(content, media_type="application/octet-stream")

    return router


def _known(world: World, token: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise BotError(404, "Not Found")
    if not hmac.compare_digest(token.encode(), world.credentials.bot_token.encode()):
        raise BotError(401, "Unauthorized")


async def _posted(request: Request) -> dict[str, Any]:
    """The parameters, as JSON, a form, or a form with files."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise bad("can't parse JSON object") from None
        return dict(body)
    parameters: dict[str, Any] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            kind = value.content_type or "application/octet-stream"
            parameters[name] = Upload(value.filename or "", kind, await value.read())
        else:
            parameters[name] = value
    return parameters


def _no(error: BotError) -> JSONResponse:
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    headers = {}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
        headers = {"Retry-After": str(error.retry_after)}
    return JSONResponse(body, status_code=error.status, headers=headers)
