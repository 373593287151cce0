"""The simulated providers of a demonstration: what they know and what they sent lies in its database."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from actions.contacts.models import Channel, Contact
from actions.database.engine import transaction
from actions.identity.vault import vault
from actions.settings import settings
from bot.channels.simulator.credentials import credentials
from bot.channels.simulator.models import SimulatedRecord
from bot.channels.simulator.world import Json, Outgoing, World
from bot.conversations.models import SimulatedMessage


def demo_world() -> World:
    """The providers of this demonstration. Our webhooks are reached on this machine, whatever name people know it by."""
    public, here = settings().public_address, f"http://127.0.0.1:{settings().port}"
    return World(
        credentials(),
        sink=keep_sent,
        store=InDatabase(),
        fetches=True,
        reach=lambda url: here + url.removeprefix(public) if url.startswith(public) else url,
    )


async def keep_sent(message: Outgoing) -> None:
    """Keeps a message for `GET /demo/outbox`, under the phone of its receiver."""
    to = await _phone_of(message)
    seen: dict[str, Any] = {"to": to, "text": message.text, "id": message.provider_id}
    if message.choices:
        seen["choices"] = list(message.choices)
    if message.media:
        seen["media"] = list(message.media)
    async with transaction() as session:
        session.add(
            SimulatedMessage(
                channel=message.channel,
                to_fingerprint=vault().fingerprint("phone", to),
                sealed=vault().seal(json.dumps(seen, ensure_ascii=False)),
                at=message.at,
            )
        )


class InDatabase:
    """Known for as long as the demonstration's database."""

    async def put(self, kind: str, key: str, value: Json) -> None:
        sealed = vault().seal(json.dumps(value, ensure_ascii=False))
        row = insert(SimulatedRecord).values(kind=kind, key=key, sealed=sealed)
        async with transaction() as session:
            await session.execute(row.on_conflict_do_update(index_elements=["kind", "key"], set_={"sealed": sealed}))

    async def get(self, kind: str, key: str) -> Json | None:
        async with transaction() as session:
            found = await session.get(SimulatedRecord, (kind, key))
        return None if found is None else _opened(found)

    async def drop(self, kind: str, key: str) -> None:
        async with transaction() as session:
            own = (SimulatedRecord.kind == kind, SimulatedRecord.key == key)
            await session.execute(delete(SimulatedRecord).where(*own))

    async def all(self, kind: str) -> list[Json]:
        async with transaction() as session:
            found = await session.scalars(select(SimulatedRecord).where(SimulatedRecord.kind == kind))
            return [_opened(record) for record in found]


def _opened(record: SimulatedRecord) -> Json:
    value: Json = json.loads(vault().open(record.sealed))
    return value


async def _phone_of(message: Outgoing) -> str:
    """The phone of a Telegram chat where its contact shared one; whoever came through `/demo/inbound` has their phone's
    digits as the number of their chat. On the other channels the address is the phone, or an id in place of one."""
    if message.channel is not Channel.TELEGRAM:
        return message.to
    wanted = vault().fingerprint(f"{Channel.TELEGRAM}_id", message.to)
    known = select(Contact).where(Contact.channel == Channel.TELEGRAM, Contact.provider_id_fingerprint == wanted)
    async with transaction() as session:
        contact = await session.scalar(known)
    if contact is not None and contact.address_sealed is not None:
        return vault().open(contact.address_sealed)
    return f"+{message.to}"
