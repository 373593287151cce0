"""A file that was posted and cannot be taken: the person hears why at once."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from bot.channels.capabilities import of_channel
from bot.conversations.intake import Incoming, take_in
from bot.conversations.models import AnsweredBy, Conversation, Message
from bot.pipeline import send
from bot.pipeline.context import Turn
from bot.web.posted import Posted


async def reject_upload(session: AsyncSession, conversation: Conversation, posted: Posted, reason: str) -> int:
    """Answers at once that the file was not taken and why; the words beside it are not lost."""
    incoming = Incoming(text=posted.text or "", client_id=posted.client_id)
    message = await session.get_one(Message, await take_in(session, conversation, incoming))
    if message.attempts or message.state != "pending":
        return message.id
    if conversation.answered_by is not AnsweredBy.ASSISTANT:
        return message.id  # a person answers here, or is on the way
    capabilities = of_channel(str(conversation.channel))
    turn = Turn(session, conversation, message, clock.now(), capabilities, conversation.language)
    turn.replies.append({"act": "attachment.rejected", "data": {"reason": reason}})
    await send.render_and_store(turn)
    await send.finish(turn)
    return message.id
