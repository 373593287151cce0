"""A phone that several people use: after a while without a word, whoever writes proves anew who they are."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts import linking
from actions.contacts.models import Channel
from actions.contacts.service import contact_at
from actions.identity.models import IdentityLevel, IdentitySession
from actions.identity.sessions import SHARED_LIFETIME, current_person
from bot.channels.capabilities import of_channel
from bot.conversations.models import Conversation, Direction, Message, MessageState
from bot.conversations.service import of_contact
from bot.pipeline.context import Turn
from bot.pipeline.passed_on import forget_who
from tests.actions.people import PHONE, person


@pytest.fixture
async def thread(session: AsyncSession, clock: FrozenClock) -> Conversation:
    """A conversation on WhatsApp whose last word was just now."""
    made = await of_contact(session, await contact_at(session, Channel.WHATSAPP, PHONE))
    made.last_seen_at = clock.now()
    return made


async def proves(session: AsyncSession, thread: Conversation, beneficiary: UUID, clock: FrozenClock) -> None:
    until = clock.now() + timedelta(minutes=30)
    proof = IdentitySession(
        conversation_id=thread.id,
        beneficiary_id=beneficiary,
        level=IdentityLevel.ONE_TIME_CODE,
        started_at=clock.now(),
        expires_at=until,
    )
    session.add(proof)
    await linking.proved(session, beneficiary, thread.id, clock.now())
    await session.commit()


async def is_known_after(session: AsyncSession, thread: Conversation, clock: FrozenClock, pause: timedelta) -> bool:
    clock.advance(pause)
    message = Message(conversation_id=thread.id, direction=Direction.IN, state=MessageState.PENDING, text="سلام")
    session.add(message)
    await session.commit()
    await forget_who(Turn(session, thread, message, clock.now(), of_channel("whatsapp"), thread.language))
    return await current_person(session, thread.id, clock.now()) is not None


async def test_ones_own_phone_is_known_until_the_proof_is_over(
    session: AsyncSession, clock: FrozenClock, thread: Conversation
) -> None:
    await proves(session, thread, await person(session), clock)
    assert await is_known_after(session, thread, clock, SHARED_LIFETIME * 2)


@pytest.mark.parametrize(("pause", "known"), [(SHARED_LIFETIME - timedelta(seconds=1), True), (SHARED_LIFETIME, False)])
async def test_on_a_shared_phone_a_pause_ends_the_proof(
    session: AsyncSession, clock: FrozenClock, thread: Conversation, pause: timedelta, known: bool
) -> None:
    husband = await person(session, "1920220223", "+966500000002")
    await linking.proved(session, husband, thread.id, clock.now())
    await proves(session, thread, await person(session), clock)
    assert await is_known_after(session, thread, clock, pause) is known


async def test_a_phone_on_file_for_two_is_shared_on_every_channel(
    session: AsyncSession, clock: FrozenClock, thread: Conversation
) -> None:
    await person(session, "1920220223", PHONE)
    noura = await person(session)
    await proves(session, thread, noura, clock)
    spoken_of = await current_person(session, thread.id, clock.now())
    assert spoken_of is not None
    assert (spoken_of.beneficiary, spoken_of.shares_phone) == (noura, True)
    assert not await is_known_after(session, thread, clock, SHARED_LIFETIME)
