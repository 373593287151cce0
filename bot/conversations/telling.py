"""Saying something in a conversation that answers no message of the person: a person of the staff, a reminder, an offer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from bot.channels.capabilities import of_channel
from bot.conversations.models import Choice, Conversation, Direction, Message, MessageState
from bot.delivery.priority import Priority
from bot.delivery.putting import put_out
from bot.pipeline.send import OUTBOX_CHANNEL, REPLY_CHANNEL
from bot.render import render
from bot.render.choices import RenderedChoice


async def tell(
    session: AsyncSession,
    conversation: Conversation,
    act: str,
    data: Mapping[str, Any],
    choices: Sequence[Mapping[str, Any]] = (),
    priority: Priority = Priority.REPLY,
) -> None:
    """An act with its choices, rendered for the conversation's channel and language."""
    message = {"act": act, "data": dict(data), "choices": list(choices)}
    rendered = render(message, conversation.language.value, of_channel(str(conversation.channel)))
    await store(session, conversation, act, rendered.data, rendered.body, rendered.choices, rendered.menu, priority)


async def store(
    session: AsyncSession,
    conversation: Conversation,
    act: str,
    data: Mapping[str, Any],
    words: str,
    choices: Sequence[RenderedChoice] = (),
    menu: str = "",
    priority: Priority = Priority.REPLY,
) -> None:
    """Words as they are, with the choices listed under them; whoever reads along is woken at the commit."""
    values = [secrets.token_urlsafe(9) for _ in choices]
    message = Message(
        conversation_id=conversation.id,
        direction=Direction.OUT,
        state=MessageState.SENT,
        text=f"{words}\n\n{menu}" if menu else words,
        act=act,
        data=dict(data),
        choices=[{"title": option.title, "value": value} for option, value in zip(choices, values, strict=True)],
        language=conversation.language,
    )
    session.add(message)
    await session.flush()
    session.add_all(
        Choice(
            value=value,
            message_id=message.id,
            conversation_id=conversation.id,
            position=position,
            title=option.title,
            payload=dict(option.request),
        )
        for position, (option, value) in enumerate(zip(choices, values, strict=True), start=1)
    )
    if of_channel(str(conversation.channel)).pushes and conversation.contact_id is not None:
        contact = await session.get_one(Contact, conversation.contact_id)
        titles = [option.title for option in choices]
        put_out(session, message, contact, str(conversation.language), words, menu, titles, priority=priority)
    notify = text("SELECT pg_notify(:replies, :conversation), pg_notify(:outbox, '')")
    names = {"replies": REPLY_CHANNEL, "conversation": str(conversation.id), "outbox": OUTBOX_CHANNEL}
    await session.execute(notify, names)
