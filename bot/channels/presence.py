"""Showing a person that their message is being answered, where the channel can."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

from actions.contacts.models import Channel
from bot.channels.telegram import activity as telegram
from bot.conversations.models import AnsweredBy, Conversation, Message

type AtWork = Callable[[UUID, str | None], AbstractAsyncContextManager[None]]

_SHOWN: dict[Channel, AtWork] = {Channel.TELEGRAM: telegram.at_work}


@asynccontextmanager
async def shown_at_work(conversation: Conversation, message: Message) -> AsyncIterator[None]:
    """For as long as the block lasts the person sees that somebody is writing; where a person of the staff answers, not."""
    show = _SHOWN.get(conversation.channel)
    if show is None or conversation.contact_id is None or conversation.answered_by is not AnsweredBy.ASSISTANT:
        yield
        return
    async with show(conversation.contact_id, message.choice):
        yield
