"""A link with which somebody goes on elsewhere: begun on the web or read in an SMS, continued on WhatsApp or Telegram.

The token says where to go on, never who somebody is. It can be forwarded, read over a shoulder or found in a history; so it
works once, for a short time, and opens what was said and proved only on the account of the phone it is bound to: the
phone on file, which a code would have been sent to. Anywhere else it brings the language and the task along, no answers.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import phones
from actions.contacts.models import Contact, ContactHolder, Continuation, HolderSource
from actions.database.audit import record
from actions.identity.vault import vault

LIFETIME = timedelta(minutes=30)
"""From a conversation: as long as a proof of identity holds."""
NOTICE_LIFETIME = timedelta(days=2)
"""From a notice, which is often read the next day."""
TOKEN = re.compile(r"(?<![A-Za-z-])m-([A-Za-z]{17})(?![A-Za-z])")
"""A token as it stands in a message or in Telegram's start parameter. Letters alone: digits would be taken for a number
that has to be hidden."""

_TRIED_AGAIN = timedelta(minutes=1)
# 64 bits to guess, of which one use within days is of use; the signature keeps guesses away from the database.
_ID_BYTES, _TAG_BYTES = 8, 4
_ALPHABET = string.ascii_letters
_LENGTH = 17


@dataclass(frozen=True, slots=True)
class Source:
    """What is gone on with. `whole`: on an account that may see everything, not only the language and the task."""

    conversation: UUID | None
    notice: UUID | None
    beneficiary: UUID | None
    whole: bool


async def begin(
    session: AsyncSession,
    *,
    now: datetime,
    conversation: UUID | None = None,
    notice: UUID | None = None,
    beneficiary: UUID | None = None,
    phone: UUID | None = None,
) -> str:
    """A token for going on with a conversation or a notice. With the `phone` of the `beneficiary` (a contact on file, or the
    one a notice went to) all of it goes on at the account of that number."""
    token, identity = _made()
    bound = await session.get(Contact, phone) if phone and beneficiary else None
    session.add(
        Continuation(
            token_hash=_hash(identity),
            conversation_id=conversation,
            notice_id=notice,
            beneficiary_id=beneficiary if bound else None,
            bound_to=bound.address_fingerprint if bound else None,
            expires_at=now + (NOTICE_LIFETIME if notice else LIFETIME),
        )
    )
    await session.flush()
    return token


def address(public_address: str, token: str) -> str:
    """The page that leads on, on the web server of `public_address`."""
    return f"{public_address}/g/{token}"


def longest_address(public_address: str) -> int:
    """The characters of every such address."""
    return len(address(public_address, f"m-{'x' * _LENGTH}"))


def token_in(text: str) -> str | None:
    """The first token of a text that is one of ours; one that is made up is none."""
    return next((found[0] for found in TOKEN.finditer(text) if _identity(found[0]) is not None), None)


async def arrive(
    session: AsyncSession, token: str, contact: Contact, now: datetime, *, sender_is_sure: bool
) -> Source | None:
    """What the token goes on with at this contact, once; None when it was used, is too old, or is none of ours. Asked
    again from the same contact within the minute it answers the same: the message that brought it may be tried again.

    `sender_is_sure`: the channel itself vouches for the sender (an SMS does not); their number is the channel's, or one
    that they proved there.
    """
    identity = _identity(token)
    if identity is None:
        return None
    wanted = select(Continuation).where(Continuation.token_hash == _hash(identity)).with_for_update()
    found = await session.scalar(wanted)
    if found is None or found.expires_at <= now or _is_spent(found, contact, now):
        return None
    found.used_at, found.used_by = found.used_at or now, contact.id
    whole = sender_is_sure and found.bound_to is not None and found.bound_to == await phones.number_of(session, contact)
    if whole and found.beneficiary_id is not None:
        whole = await _still_on_file(session, found.beneficiary_id, found.bound_to)
    await record(
        session,
        actor=f"contact:{contact.id}",
        kind="conversation.continued",
        subject=found.beneficiary_id if whole else None,
        data={"from": found.conversation_id, "notice": found.notice_id, "whole": whole},
    )
    beneficiary = found.beneficiary_id if whole else None
    return Source(found.conversation_id, found.notice_id, beneficiary, whole)


def _is_spent(found: Continuation, contact: Contact, now: datetime) -> bool:
    return found.used_at is not None and (found.used_by != contact.id or found.used_at + _TRIED_AGAIN < now)


async def _still_on_file(session: AsyncSession, beneficiary: UUID, number: bytes | None) -> bool:
    """Whether the number is on file now: it may have been changed since the link was made."""
    on_file = (
        select(Contact.id)
        .join(ContactHolder, ContactHolder.contact_id == Contact.id)
        .where(
            ContactHolder.beneficiary_id == beneficiary,
            ContactHolder.source == HolderSource.FILE,
            Contact.address_fingerprint == number,
        )
    )
    return await session.scalar(on_file.limit(1)) is not None


def _made() -> tuple[str, bytes]:
    """A token, and the part of it that is looked up."""
    identity = secrets.token_bytes(_ID_BYTES)
    number = int.from_bytes(identity + _tag(identity))
    letters = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    return f"m-{letters}", identity


def _identity(token: str) -> bytes | None:
    """The part that is looked up, if the signature is ours."""
    found = TOKEN.fullmatch(token)
    if found is None:
        return None
    number = 0
    for letter in reversed(found[1]):
        number = number * len(_ALPHABET) + _ALPHABET.index(letter)
    if number >= 1 << 8 * (_ID_BYTES + _TAG_BYTES):
        return None
    content = number.to_bytes(_ID_BYTES + _TAG_BYTES)
    identity, tag = content[:_ID_BYTES], content[_ID_BYTES:]
    return identity if hmac.compare_digest(tag, _tag(identity)) else None


def _tag(identity: bytes) -> bytes:
    return vault().fingerprint("continuation", identity.hex())[:_TAG_BYTES]


def _hash(identity: bytes) -> bytes:
    return hashlib.sha256(identity).digest()
