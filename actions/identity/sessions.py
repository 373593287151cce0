"""Who has proved who they are in a conversation: a session of thirty minutes, ended early by whoever leaves or somebody else who
comes. The limits are the operator's, not the law's (design, "Identity and privacy")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import linking, wishes
from actions.database.audit import record
from actions.identity.models import IdentityLevel, IdentitySession
from actions.mandates import acting
from actions.mandates.acting import Acting, Standing
from actions.people.models import Beneficiary

SESSION_LIFETIME = timedelta(minutes=30)
SHARED_LIFETIME = timedelta(minutes=10)
"""Without a word, at an address that several people use: whoever writes after that may be another of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whose file is spoken of: whoever proved their identity in this conversation, or the person for whom they act;
    then `carer` is who proved it. `shares_phone`: others have proved theirs at the same address."""

    beneficiary: UUID
    name: str
    given_name: str
    carer: UUID | None = None
    shares_phone: bool = False


async def proved_person(session: AsyncSession, conversation: UUID, now: datetime) -> Person | None:
    """Who has proved their identity in this conversation at this moment, whoever's file they speak of."""
    found = await _open(session, conversation, now)
    return None if found is None else person_of(found[1])


async def current_person(session: AsyncSession, conversation: UUID, now: datetime) -> Person | None:
    """Whose file may be spoken of in this conversation at this moment; asked of the database every time.

    It is the file of whoever proved their identity, or of the person for whom they act: then only where the mandate
    allows what this transaction does (`acting.begin`).
    """
    found = await _open(session, conversation, now)
    if found is None:
        return None
    proof, proved = found
    if proof.mandate_id is None:
        contact = await linking.contact_of(session, conversation)
        shares = contact is not None and await linking.is_shared(session, contact)
        return replace(person_of(proved), shares_phone=shares)
    under = await acting.acting(session, proof.mandate_id, proved, now)
    return person_of(under.person, carer=proved.id) if under.standing is Standing.WITHIN else None


async def acting_in(session: AsyncSession, conversation: UUID, now: datetime) -> Acting | None:
    """Under which mandate this conversation acts, and what it is worth for what this transaction does."""
    found = await _open(session, conversation, now)
    if found is None or found[0].mandate_id is None:
        return None
    return await acting.acting(session, found[0].mandate_id, found[1], now)


async def act_for(session: AsyncSession, conversation: UUID, mandate: UUID | None, now: datetime) -> None:
    """From now on this conversation speaks of the file that the mandate opens; None: of one's own again."""
    found = await _open(session, conversation, now)
    if found is not None:
        found[0].mandate_id = mandate
        await session.flush()


async def _open(
    session: AsyncSession, conversation: UUID, now: datetime
) -> tuple[IdentitySession, Beneficiary] | None:
    row = await session.execute(
        select(IdentitySession, Beneficiary)
        .join(Beneficiary, IdentitySession.beneficiary_id == Beneficiary.id)
        .where(
            IdentitySession.conversation_id == conversation,
            IdentitySession.ended_at.is_(None),
            IdentitySession.expires_at > now,
        )
    )
    found = row.first()
    return None if found is None else (found[0], found[1])


def person_of(found: Beneficiary, carer: UUID | None = None) -> Person:
    return Person(found.id, found.name_ar, found.given_name, carer)


async def open_session(session: AsyncSession, beneficiary: UUID, conversation: UUID, now: datetime) -> None:
    """Opens a session in place of whatever was open in this conversation."""
    proof = IdentitySession(level=IdentityLevel.ONE_TIME_CODE, expires_at=now + SESSION_LIFETIME)
    await _replace(session, conversation, beneficiary, proof, now)
    contact = await linking.proved(session, beneficiary, conversation, now)
    if contact is not None:
        await wishes.follow(session, beneficiary, contact, now)
    await record(session, actor=f"conversation:{conversation}", kind="identity.verified", subject=beneficiary)


async def carry_session(session: AsyncSession, beneficiary: UUID, source: UUID, target: UUID, now: datetime) -> bool:
    """Lets the proof of identity of one conversation hold in another one of the same person, until it would have ended
    anyway, for the same file (their own, or the one they have a mandate for); whether there was one."""
    proof = await session.scalar(
        select(IdentitySession).where(
            IdentitySession.conversation_id == source,
            IdentitySession.beneficiary_id == beneficiary,
            IdentitySession.ended_at.is_(None),
            IdentitySession.expires_at > now,
        )
    )
    if proof is None:
        return False
    carried = IdentitySession(level=proof.level, mandate_id=proof.mandate_id, expires_at=proof.expires_at)
    await _replace(session, target, beneficiary, carried, now)
    data = {"from": source}
    await record(session, actor=f"conversation:{target}", kind="identity.carried", subject=beneficiary, data=data)
    return True


async def _replace(
    session: AsyncSession, conversation: UUID, beneficiary: UUID, proof: IdentitySession, now: datetime
) -> None:
    """The proof holds in the conversation from now on, and what was open there does not."""
    await end_session(session, conversation, now)
    proof.conversation_id, proof.beneficiary_id, proof.started_at = conversation, beneficiary, now
    session.add(proof)


async def end_when_passed_on(
    session: AsyncSession, conversation: UUID, contact: UUID, last_word: datetime, now: datetime
) -> bool:
    """Ends the proof of identity where nobody has written for a while from a phone that several people use; whether it did."""
    if now - last_word < SHARED_LIFETIME or not await linking.is_shared(session, contact):
        return False
    return await end_session(session, conversation, now)


async def end_session(session: AsyncSession, conversation: UUID, now: datetime) -> bool:
    """Ends the proof of identity in this conversation; whether there was one."""
    ended = await session.execute(
        update(IdentitySession)
        .where(IdentitySession.conversation_id == conversation, IdentitySession.ended_at.is_(None))
        .values(ended_at=now)
        .returning(IdentitySession.id)
    )
    return ended.first() is not None
