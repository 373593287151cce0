"""Webhooks as they came, sealed, once each: the keys of the table say whether one was here before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from actions.identity.vault import vault
from bot.conversations.models import InboundPayload

KEPT_FOR = timedelta(days=30)


async def keep_payload(
    session: AsyncSession, provider: str, provider_id: str, fields: Mapping[str, Any], token: str | None = None
) -> int | None:
    """Keeps what came and returns its row; None where this message, or this very delivery of it, was here before."""
    row = insert(InboundPayload).values(
        provider=provider,
        provider_id=provider_id,
        idempotency_token=token,
        sealed=vault().seal(json.dumps(fields, ensure_ascii=False)),
    )
    made = await session.execute(row.on_conflict_do_nothing().returning(InboundPayload.id))
    return made.scalar_one_or_none()


async def belongs_to(session: AsyncSession, payload: int, contact: Contact, message: int | None) -> None:
    """Whose it was, and which message was made of it."""
    whose = {"contact_id": contact.id, "message_id": message}
    await session.execute(update(InboundPayload).where(InboundPayload.id == payload).values(whose))


def opened(payload: InboundPayload) -> dict[str, Any]:
    """The fields as they came."""
    return dict(json.loads(vault().open(payload.sealed)))


async def forget_old_payloads(session: AsyncSession, now: datetime) -> int:
    """Deletes what has been kept long enough; how many rows went."""
    old = delete(InboundPayload).where(InboundPayload.created_at < now - KEPT_FOR)
    return len((await session.execute(old.returning(InboundPayload.id))).all())
