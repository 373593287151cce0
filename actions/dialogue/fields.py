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
from nlu.arabic.questions import is_question, is_request

# Understood with at least this confidence, another intent is a question or a request of its own, not an answer.
INTERRUPTS = 0.5
# Leaving, hearing again, a person and danger are heard at once, also where any text is an answer.
ALWAYS_HEARD = frozenset(
    {"stop", "restart", "repeat", "help", "talk_to_agent", "report_danger", "change_language", "speak_slower"}
)
# What is told of these answers no question of ours ("a message asks me for my code").
_TOLD_NOT_ANSWERED = frozenset({"scams"})
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
    # What a field remembers without being answered yet.
    wishes: list[EventType] = field(default_factory=list)


class Field(ABC):
    """`slot` keeps the answer; `resets` are later answers that no longer hold once this one changes."""

    slot: ClassVar[str]
    resets: ClassVar[tuple[str, ...]] = ()
    # Any words can be the answer: then only a short, certain question is taken for an interruption.
    free_text: ClassVar[bool] = False

    # Entities that can only be an answer to this question; see `recognises`.
    entities: ClassVar[tuple[str, ...]] = ()

    def recognises(self, turn: Turn) -> bool:
        """Whether the message plainly holds an answer of this field: then, unless it asks something, it is one."""
        return any(turn.value(entity) is not None for entity in self.entities)

    def settles(self, turn: Turn) -> bool:
        """Whether the message answers this question even though it is put as a question ("what else is there?")."""
        return False

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        """Whether the question still has to be asked, given the other answers."""
        return values.get(self.slot) is None

    @abstractmethod
    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        """The question as a semantic message."""

    @abstractmethod
    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        """The answer in the message; `asked` tells whether this question was the one standing open."""


def interrupts(turn: Turn, asked: Field | None, task: str, *, recognised: bool) -> bool:
    """Whether the message is a question or request of its own in the middle of a form.

    `recognised`: some field of the form finds an answer in it.
    """
    if turn.known_answer is not None and turn.intent in ("nlu_fallback", "out_of_scope") and not (asked and asked.free_text):
        # Nothing understood it, but an entry answers it: a question about the world around the task.
        return is_question(turn.text)
    if turn.intent in ANSWERS or turn.intent == task:
        return False
    if turn.chosen:
        return True
    if turn.confidence < INTERRUPTS:
        return False
    if turn.intent == "report_danger":
        return True
    if asked is not None and asked.free_text:
        return _is_short(turn) and _asks_for_itself(turn)
    if recognised and not is_question(turn.text):
        return False
    if turn.intent == "out_of_scope" and len(turn.text.split()) <= _BARE_WORDS and not _asks_for_itself(turn):
        # A word that means nothing here ("book" where a number is asked for) is a failed answer, not another matter.
        return turn.value("body") is not None
    if turn.intent == "faq":
        # A statement about a topic ("I have not travelled") is an attempt at an answer, a question about it is not.
        return is_question(turn.text) or not turn.text or turn.topic in _TOLD_NOT_ANSWERED
    if turn.intent == "out_of_scope" and turn.value("body") is None:
        # Words that fit nothing are an answer that was not understood; a question about the wide world is not.
        return is_question(turn.text) or is_request(turn.text)
    return not turn.is_bare_value


def _is_short(turn: Turn) -> bool:
    """Whoever tells their story writes more than this; a question in between is shorter."""
    return len(turn.text.split()) <= _SHORT


def _asks_for_itself(turn: Turn) -> bool:
    """Where any words can be the answer, only what is put as a question or a request is taken for one."""
    if turn.intent == "talk_to_agent":
        return is_request(turn.text)
    if turn.intent in ALWAYS_HEARD or is_question(turn.text):
        return True
    if turn.intent == _TAKES_BACK:  # an order («اسحبوه») that would else be kept in the very file that is to be withdrawn
        return turn.confidence >= _CERTAIN and len(turn.text.split()) <= _BARE_ORDER
    return is_request(turn.text) and turn.confidence >= _CERTAIN


_SHORT = 10
_BARE_WORDS = 2
_CERTAIN = 0.85
_TAKES_BACK, _BARE_ORDER = "withdraw_case", 4


class LastWord(Field):
    """The question before anything is done: nothing happens without a yes. A no together with a changed answer is a
    correction, and the question is asked anew."""

    def words_of_a_correction(self, turn: Turn) -> bool:
        """Whether a no came with more than itself."""
        return len(turn.text.split()) > _BARE_NO

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if not asked or context.changed:
            return None
        yes = ("affirm", *self.affirming)
        if turn.intent in yes or (turn.intent == "nlu_fallback" and turn.likeliest in yes):
            return Answer(True) if turn.chosen or turn.share_of(yes) >= _SURE_YES else None
        if turn.intent != "deny":
            return None
        if self.words_of_a_correction(turn):
            return self.corrected(context)
        return Ended([SemanticMessage("cancelled", {"task": self.task_name(context)})])

    # Intents that say yes here beside a plain yes ("book it").
    affirming: ClassVar[tuple[str, ...]] = ()

    def corrected(self, context: FormContext) -> FieldReading:
        """What a no with more words changes; by default it is asked again."""
        return None

    @abstractmethod
    def task_name(self, context: FormContext) -> str:
        """The task that a no leaves."""


_BARE_NO = 3
_SURE_YES = 0.5
