"""Webhooks as they came, sealed, once each: the keys of the table say whether one was here before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.engine import at_once
from actions.identity.vault import vault
from bot.conversations.models import InboundPayload

KEPT_FOR = timedelta(days=30)


async def keep(
    provider: str, provider_id: str, fields: Mapping[str, Any], *, party: str | None = None, token: str | None = None
) -> bool:
    """Commits what came: from now on it cannot be lost, and may be acknowledged. False where this message, or this very
    delivery of it, was here before. `party` is the provider's name of whom it came from."""
    row = insert(InboundPayload).values(
        provider=provider,
        provider_id=provider_id,
        idempotency_token=token,
        party=None if party is None else vault().fingerprint(f"{provider}_party", party),
        sealed=vault().seal(json.dumps(fields)),
    )
    return bool(await at_once(row.on_conflict_do_nothing().returning(InboundPayload.id)))


def opened(payload: InboundPayload) -> dict[str, Any]:
    """The fields as they came."""
    return dict(json.loads(vault().open(payload.sealed)))


async def forget_old_payloads(session: AsyncSession, now: datetime) -> int:
    """Deletes what has been kept long enough; how many rows went."""
    old = delete(InboundPayload).where(InboundPayload.created_at < now - KEPT_FOR)
    return len((await session.execute(old.returning(InboundPayload.id))).all())
