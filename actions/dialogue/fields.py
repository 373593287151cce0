"""One question of a form: how it is asked, and how an answer to it is read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from rasa_sdk.events import EventType
from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.messages import SemanticMessage
from actions.dialogue.turn import Turn
from nlu.arabic.questions import is_question

# Understood with at least this confidence, another intent is a question or a request of its own, not an answer.
INTERRUPTS = 0.5
# Leaving, hearing again, a person and danger are heard at once, also where any text is an answer.
ALWAYS_HEARD = frozenset(
    {"stop", "restart", "repeat", "help", "talk_to_agent", "report_danger", "change_language", "speak_slower"}
)
ANSWERS = frozenset({"inform", "affirm", "deny", "nlu_fallback"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field read: a value, with what else changes in the dialogue."""

    value: Any
    events: Sequence[EventType] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """The message answers the question, but the answer cannot stand: this is said, and the question stays open."""

    message: SemanticMessage
    events: Sequence[EventType] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The task cannot go on: these are the last words of the form."""

    messages: Sequence[SemanticMessage]
    events: Sequence[EventType] = ()


type FieldReading = Answer | Refused | Ended | None


@dataclass(slots=True)
class FormContext:
    """What a form works with: the transaction, the turn, the time, and what has been answered so far."""

    session: AsyncSession
    turn: Turn
    now: datetime
    values: dict[str, Any]
    tries: int = 0
    changed: set[str] = field(default_factory=set)


class Field(ABC):
    """`slot` keeps the answer; `resets` are later answers that no longer hold once this one changes."""

    slot: ClassVar[str]
    resets: ClassVar[tuple[str, ...]] = ()
    # Any words can be the answer: then only a short, certain question is taken for an interruption.
    free_text: ClassVar[bool] = False

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        """Whether the question still has to be asked, given the other answers."""
        return values.get(self.slot) is None

    @abstractmethod
    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        """The question as a semantic message."""

    @abstractmethod
    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        """The answer in the message; `asked` tells whether this question was the one standing open."""


def interrupts(turn: Turn, asked: Field | None, task: str) -> bool:
    """Whether the message is a question or request of its own in the middle of a form."""
    if turn.intent in ANSWERS or turn.intent == task:
        return False
    if turn.chosen:
        return True
    if turn.confidence < INTERRUPTS:
        return False
    if asked is not None and asked.free_text:
        return turn.intent == "report_danger" or (_is_short(turn) and (turn.intent in ALWAYS_HEARD or is_question(turn.text)))
    return turn.intent in ALWAYS_HEARD or not turn.is_bare_value


def _is_short(turn: Turn) -> bool:
    """Whoever tells their story writes more than this; a question in between is shorter."""
    return len(turn.text.split()) <= _SHORT


_SHORT = 10
