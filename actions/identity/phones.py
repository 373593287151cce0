"""That somebody holds a phone, proved by a one-time code to it: whoever they are, where the channel tells no phone of theirs.

Anybody could have codes sent to anybody's phone in this way, so there are few an hour and a day, of a phone and of a
conversation.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import phones
from actions.contacts.models import Channel, Contact
from actions.contacts.service import Phone, contact_at
from actions.identity.codes import Expired, Limit, Locked, Proof, TooManyCodes, Wrong, issue, judge
from actions.identity.models import OneTimeCode, Purpose
from actions.identity.vault import vault

CODES_AN_HOUR, CODES_A_DAY = 5, 10
"""Of one phone, and of one conversation."""


async def send_code(
    session: AsyncSession, number: str, conversation: UUID, now: datetime, cause: int
) -> Phone | Locked | TooManyCodes:
    """Sends a code to this number (E.164); an older one of this conversation is void from now on. `cause` is the id of the
    message that asked."""
    contact = await contact_at(session, Channel.SMS, number)
    phone = Phone(contact.id, vault().mask("phone", number))
    limits = (*_limits(OneTimeCode.sent_to == contact.id), *_limits(OneTimeCode.conversation_id == conversation))
    return await issue(session, _proof(number, conversation), phone, now, cause, *limits) or phone


async def check_code(
    session: AsyncSession, number: str, conversation: UUID, code: str, now: datetime
) -> Wrong | Expired | Locked | None:
    """Whether the code is the one that went to this number; None: it is, and the phone belongs to this conversation's
    contact from now on."""
    refused = await judge(session, _proof(number, conversation), code, now)
    if refused is None:
        await _keep(session, await contact_at(session, Channel.SMS, number), conversation, now)
    return refused


async def has_read_code(session: AsyncSession, phone: UUID, conversation: UUID) -> bool:
    """Whether a code that went to this phone was typed in this conversation: then whoever writes holds it."""
    used = select(OneTimeCode.id).where(
        OneTimeCode.sent_to == phone, OneTimeCode.conversation_id == conversation, OneTimeCode.used_at.is_not(None)
    )
    return await session.scalar(used.limit(1)) is not None


async def keep_proved(session: AsyncSession, phone: UUID, conversation: UUID, now: datetime) -> bool:
    """Keeps a phone that is proved already; False where it is not."""
    if not await has_read_code(session, phone, conversation):
        return False
    await _keep(session, await session.get_one(Contact, phone), conversation, now)
    return True


async def _keep(session: AsyncSession, phone: Contact, conversation: UUID, now: datetime) -> None:
    contact = await phones.hiding_phone(session, conversation)
    if contact is not None:
        await phones.keep(session, contact, phone.id, conversation, now)


def _limits(of: ColumnElement[bool]) -> tuple[Limit, Limit]:
    proves = of & (OneTimeCode.purpose == Purpose.PHONE)
    return Limit(proves, CODES_AN_HOUR), Limit(proves, CODES_A_DAY, timedelta(days=1))


def _proof(number: str, conversation: UUID) -> Proof:
    return Proof(Purpose.PHONE, conversation, vault().fingerprint("phone", number), None)
