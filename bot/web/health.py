"""Whether a message can be answered right now, part by part."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import httpx
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import text

from actions.database.engine import transaction
from actions.settings import settings
from bot.delivery.signals import WORKER_LOCK

router = APIRouter()

_PATIENCE = 2.0


@router.get("/healthz")
async def healthz() -> JSONResponse:
    """200 only when every part that a message passes through answers; each part says how it is."""
    names = ("database", "worker", "rasa", "actions")
    checks = (
        _database(),
        _worker(),
        _answers(f"{settings().rasa_address}/webhooks/mueen/"),
        _answers(f"{settings().actions_address}/health"),
    )
    states = await asyncio.gather(*(_guarded(check) for check in checks))
    parts = dict(zip(names, states, strict=True))
    healthy = all(state == "ok" for state in states)
    return JSONResponse({"status": "ok" if healthy else "starting", **parts}, status_code=200 if healthy else 503)


async def _guarded(check: Awaitable[bool]) -> str:
    try:
        return "ok" if await asyncio.wait_for(check, _PATIENCE) else "down"
    except Exception as error:
        return f"down ({type(error).__name__})"


async def _database() -> bool:
    async with transaction() as session:
        return bool(await session.scalar(text("SELECT 1")))


async def _worker() -> bool:
    """Some worker holds the workers' lock; the database lets go of it the moment the worker dies."""
    held = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted"
        " AND classid = :high AND objid = :low AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    async with transaction() as session:
        count = await session.scalar(held, {"high": WORKER_LOCK >> 32, "low": WORKER_LOCK & 0xFFFFFFFF})
        return bool(count)


async def _answers(url: str) -> bool:
    async with httpx.AsyncClient(timeout=_PATIENCE) as client:
        return bool((await client.get(url)).is_success)
