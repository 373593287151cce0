"""From a notice (an act to be told) to a message in a conversation or a delivery (a text for a provider)."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts import preferences
from actions.contacts.models import Contact, Notice, NoticeState
from actions.database.engine import transaction
from actions.identity.models import IdentitySession
from actions.profile import subscriptions
from bot.channels.capabilities import of_channel
from bot.conversations.models import Conversation, Language
from bot.conversations.telling import tell
from bot.delivery.answering import MOST_PARTS, with_place
from bot.delivery.priority import Priority
from bot.delivery.putting import put_out
from bot.delivery.segments import segments
from bot.render import render

logger = logging.getLogger(__name__)


async def dispatch_notice(session: AsyncSession, notice: Notice, language: Language | None = None) -> None:
    """Tells the notice in its conversation, and lays it out for its contact where the conversation does not reach the
    person by itself; all in the caller's transaction. Whoever opted out, of all or
    of this kind, is sent nothing that they did not ask for."""
    if notice.unasked and not await subscriptions.wanted(session, notice.act, notice.conversation_id, notice.contact_id):
        notice.state = NoticeState.DEAD
        return
    conversation = await _conversation(session, notice)
    told = conversation is not None and await _tell_there(session, notice, conversation)
    reaches = told and conversation is not None and of_channel(str(conversation.channel)).pushes
    if notice.contact_id is not None and not reaches:
        told |= await _send(session, notice, language or (conversation.language if conversation else None))
    notice.state = NoticeState.DISPATCHED if told else NoticeState.DEAD


async def _conversation(session: AsyncSession, notice: Notice) -> Conversation | None:
    """The notice's conversation, unless somebody else has proved their identity in it since, or the person left it."""
    if notice.conversation_id is None:
        return None
    proved = select(IdentitySession.beneficiary_id).where(
        IdentitySession.conversation_id == notice.conversation_id, IdentitySession.ended_at.is_(None)
    )
    if await session.scalar(proved) != notice.beneficiary_id:
        return None
    return await session.get(Conversation, notice.conversation_id)


async def _tell_there(session: AsyncSession, notice: Notice, conversation: Conversation) -> bool:
    contact = await session.get(Contact, conversation.contact_id) if conversation.contact_id else None
    if notice.unasked and contact is not None and contact.opted_out_at is not None:
        return False
    await tell(session, conversation, notice.act, notice.data, notice.choices, _priority(notice))
    return True


async def _send(session: AsyncSession, notice: Notice, language: Language | None) -> bool:
    contact = await session.get_one(Contact, await _address(session, notice))
    if notice.unasked and contact.opted_out_at is not None:
        return False
    told = await notice_text(session, notice, contact, language or Language(notice.language))
    put_out(session, notice, contact, notice.language, told, priority=_priority(notice))
    return True


def _priority(notice: Notice) -> Priority:
    return Priority.NOTICE if notice.unasked else Priority.REPLY


async def _address(session: AsyncSession, notice: Notice) -> UUID | None:
    """What the person asked for goes where they asked for it (a code to the phone on file); the rest where they want it."""
    if not notice.unasked or notice.beneficiary_id is None:
        return notice.contact_id
    return await preferences.address_for(session, notice.beneficiary_id, notice.contact_id)


async def notice_text(session: AsyncSession, notice: Notice, contact: Contact, language: Language) -> str:
    """What is told of a notice at an address, where it offers nothing to choose. Where nobody can answer, and there is
    something to answer, the text says where."""
    capabilities = of_channel(str(contact.channel))
    message = {"act": notice.act, "data": notice.data}
    rendered = render(message, language.value, capabilities, brief=capabilities.brief)
    told = await with_place(session, notice, contact, language.value, rendered.body)
    if capabilities.brief and segments(told) > MOST_PARTS:
        logger.warning("%s is longer than %s parts of an SMS", notice.act, MOST_PARTS)
    return told


async def dispatch_one_due() -> bool:
    """Dispatches the oldest notice whose time has come and that belongs to no open answer; False when there is none."""
    async with transaction() as session:
        due = (
            select(Notice)
            .where(Notice.state == NoticeState.PENDING, Notice.due_at <= clock.now(), Notice.cause.is_(None))
            .order_by(Notice.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        notice = await session.scalar(due)
        if notice is None:
            return False
        await dispatch_notice(session, notice)
        return True
