"""`POST /telegram`: an update that Telegram brings. Proved by the secret header, committed, and answered."""

from __future__ import annotations

import hmac
import json
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse

from actions.settings import settings
from bot.channels.telegram.arriving import CallbackAnswer, arrived

router = APIRouter()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1024 * 1024


@router.post("/telegram")
async def webhook(request: Request) -> JSONResponse:
    """403 without the secret, or where none is set; 400 for what is no update at all."""
    if not _is_telegram(request.headers.get(HEADER, "")):
        raise HTTPException(403, "forbidden")
    kept = await arrived(await _body(request))
    if kept.new:
        request.app.state.bell.ring()
    return JSONResponse(_method(kept.answer))


def _is_telegram(given: str) -> bool:
    secret = settings().telegram_secret_token
    return secret is not None and hmac.compare_digest(given.encode(), secret.get_secret_value().encode())


def _method(answer: CallbackAnswer | None) -> dict[str, Any]:
    """The answer to the webhook may carry one call of the Bot API: the tapped button is let go without another request."""
    if answer is None:
        return {}
    said = {"text": answer.text} if answer.text else {}
    return {"method": "answerCallbackQuery", "callback_query_id": answer.query, **said}


async def _body(request: Request) -> dict[str, Any]:
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > _LARGEST:
            raise HTTPException(413, "too_large")
    try:
        told = json.loads(read)
    except ValueError:
        raise HTTPException(400, "malformed") from None
    if not isinstance(told, dict) or not isinstance(told.get("update_id"), int):
        raise HTTPException(400, "malformed")
    return told
