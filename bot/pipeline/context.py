"""What travels through the stages of one message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.capabilities import Capabilities
from bot.conversations.models import Conversation, Language, Message

type Semantic = dict[str, Any]


@dataclass(slots=True)
class Turn:
    """One inbound message and what is answered to it; everything in it commits together, or nothing does."""

    session: AsyncSession
    conversation: Conversation
    message: Message
    now: datetime
    capabilities: Capabilities
    language: Language
    # A choice that was tapped or typed: then there is nothing to understand.
    request: Semantic | None = None
    # The intent that the dialogue took the message for; None where it was not asked, or had answered before.
    understood: str | None = None
    replies: list[Semantic] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)


class Answered(Exception):
    """The turn has its replies: what is left of understanding it is skipped, sending is not."""


class DialogueUnavailable(Exception):
    """Rasa or the action server could not take the turn; nothing happened, it may be tried again.

    `is_fault`: they are there, but fail on this message; there is little use in trying often.
    """

    def __init__(self, reason: str, *, is_fault: bool = False) -> None:
        super().__init__(reason)
        self.is_fault = is_fault
