"""Who answers: while a person does, or is on the way, the assistant says nothing."""

from __future__ import annotations

from bot.conversations.models import AnsweredBy
from bot.pipeline.context import Answered, Turn


async def stay_silent_for_a_person(turn: Turn) -> None:
    if turn.conversation.answered_by is not AnsweredBy.ASSISTANT:
        raise Answered
