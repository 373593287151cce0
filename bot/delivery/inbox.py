"""Taking messages from the inbox: one of a conversation at a time, in order, and never losing one.

A message is taken by locking its conversation's row for the time of the turn. A worker that dies gives the lock back
with its transaction, and the message is there as if nothing had happened.
"""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from sqlalchemy import exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from actions import clock
from actions.database.engine import DatabaseDown, transaction
from bot.channels.capabilities import of_channel
from bot.conversations.models import Conversation, Message, MessageState
from bot.pipeline import runner, send
from bot.pipeline.context import DialogueUnavailable, Turn

logger = logging.getLogger(__name__)

# How long a message is tried again before the person is told; less than the half minute that a page waits.
PATIENCE = timedelta(seconds=24)
# A fault of our own is seldom cured by time: the person hears soon that something is wrong.
PATIENCE_WITH_FAULTS = timedelta(seconds=2)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.4, 4.0


async def answer_one() -> bool:
    """Answers the oldest message that nobody else is answering; False when there is none."""
    message_id: int | None = None
    try:
        async with transaction() as session:
            turn = await _claim(session)
            if turn is None:
                return False
            message_id = turn.message.id
            await runner.run(turn)
    except Exception as error:
        if message_id is None:
            raise
        if not isinstance(error, DialogueUnavailable):
            where = "".join(traceback.format_tb(error.__traceback__)[-4:])
            logger.error("message %s could not be answered: %s\n%s", message_id, type(error).__name__, where)
        await _put_back(message_id, error)
    return True


async def _claim(session: AsyncSession) -> Turn | None:
    earlier = aliased(Message)
    oldest = (
        select(Message, Conversation)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            Message.state == MessageState.PENDING,
            Message.not_before <= func.now(),
            ~exists().where(
                earlier.conversation_id == Message.conversation_id,
                earlier.state == MessageState.PENDING,
                earlier.id < Message.id,
            ),
        )
        .order_by(Message.id)
        .limit(1)
        # No key update: the actions' own rows may refer to the conversation meanwhile.
        .with_for_update(of=Conversation, key_share=True, skip_locked=True)
    )
    row = (await session.execute(oldest)).first()
    if row is None:
        return None
    message, conversation = row
    await session.refresh(message)
    await session.refresh(conversation)
    if message.state is not MessageState.PENDING:
        return await _claim(session)
    return Turn(
        session, conversation, message, clock.now(), of_channel(str(conversation.channel)), conversation.language
    )


async def _put_back(message_id: int, error: Exception) -> None:
    """Tries the message again a little later; when patience is over, says so and keeps the message."""
    async with transaction() as session:
        message = await session.get_one(Message, message_id)
        away = isinstance(error, DialogueUnavailable | DatabaseDown) and not getattr(error, "is_fault", False)
        if message.created_at + (PATIENCE if away else PATIENCE_WITH_FAULTS) <= clock.now():
            await _apologise(session, message)
            return
        pause = min(_FIRST_PAUSE * 2**message.attempts, _LONGEST_PAUSE)
        logger.warning("message %s waits %.1f s: %s", message_id, pause, type(error).__name__)
        later = func.now() + timedelta(seconds=pause)
        await session.execute(
            update(Message)
            .where(Message.id == message_id)
            .values(attempts=Message.attempts + 1, not_before=later)
        )


async def _apologise(session: AsyncSession, message: Message) -> None:
    conversation = await session.get_one(Conversation, message.conversation_id, with_for_update={"key_share": True})
    capabilities = of_channel(str(conversation.channel))
    turn = Turn(session, conversation, message, clock.now(), capabilities, conversation.language)
    turn.replies.append({"act": "apology", "data": {}, "choices": _WAYS_ON})
    await send.render_and_store(turn)
    await send.finish(turn)
    message.state = MessageState.FAILED
    logger.error("message %s was answered with an apology", message.id)


_WAYS_ON = [
    {"label": f"choice.{intent}", "data": {}, "request": {"intent": intent, "entities": []}}
    for intent in ("help", "talk_to_agent")
]
