"""Telling somebody, by an approved text, that there is news for them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact, Notice
from bot.channels.ways import has_template
from bot.conversations.models import Delivery, DeliveryState, Language, Message
from bot.delivery.templates import template_content
from bot.render import catalogue

# Several pieces of news at once are announced once.
_ANEW_AFTER = timedelta(hours=24)
_BEFORE_ALL = -1
_PENDING = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ)


async def announced(session: AsyncSession, delivery: Delivery, contact: Contact) -> bool:
    """Whether the contact was, or now will be, told that something waits; False where no approved text says it."""
    act, language = await _about(session, delivery)
    content = template_content(act, language)
    if not has_template(contact.channel, content):
        return False
    if await _told_lately(session, contact):
        return True
    session.add(
        Delivery(
            message_id=delivery.message_id,
            notice_id=delivery.notice_id,
            contact_id=contact.id,
            channel=contact.channel,
            text=catalogue(language).of("template", content["template"]),
            content=dict(content),
            priority=delivery.priority,
            rank=_BEFORE_ALL,
        )
    )
    return True


async def language_of(session: AsyncSession, delivery: Delivery) -> str:
    """The language of what a delivery tells."""
    return (await _about(session, delivery))[1]


async def _told_lately(session: AsyncSession, contact: Contact) -> bool:
    told = select(Delivery.id).where(
        Delivery.contact_id == contact.id,
        Delivery.content["kind"].as_string() == "template",
        Delivery.state.in_(_PENDING),
        Delivery.created_at > func.now() - _ANEW_AFTER,
    )
    return await session.scalar(told.limit(1)) is not None


async def _about(session: AsyncSession, delivery: Delivery) -> tuple[str, str]:
    """The act of what waits, and its language."""
    if delivery.notice_id is not None:
        notice = await session.get_one(Notice, delivery.notice_id)
        return notice.act, notice.language
    message = await session.get_one(Message, delivery.message_id)
    return message.act or "", str(message.language or Language.ARABIC)
