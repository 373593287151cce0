"""Where a conversation shows that a message was not understood, and what the person did next that tells what they meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from nlu.arabic.references import REF
from nlu.understanding.readings import NOTHING_CLAIMED, Reading
from nlu.understanding.understanding import Understanding
from nlu.workbench.conversations import Said

UNSURE = 0.5
_STEERING = frozenset({"help", "repeat", "restart", "stop", "speak_slower", "change_language", "talk_to_agent", "frustration"})
_BARE = frozenset({"affirm", "deny", "inform", "greet", "thank", "goodbye", "chitchat"})
_SURE = 0.7  # of what the next words mean, to take them for what was meant before


class Kind(str, Enum):
    """What went wrong, in the order in which it counts where several hold."""

    REPHRASED = "fallback, then said another way"
    FALLBACK = "not understood"
    CLARIFY = "two readings were close"
    ASKED_AGAIN = "an answer that was not read: the question came again"
    DENIED = "denied when it was read back"
    HANDOFF = "a person was asked for right after"
    OUTSIDE = "sent to another body"
    UNSURE = "answered, but unsure of the reading"


class Trouble(NamedTuple):
    """A message that was not understood well: how it is read now, and the label that the person's next tap or words reveal, with
    how they revealed it."""

    kind: Kind
    said: Said
    reading: Reading
    revealed: str | None
    by: str | None

    @property
    def text(self) -> str:
        return self.said.text or ""


def troubles(model: Understanding, conversation: Sequence[Said]) -> Iterator[Trouble]:
    """The messages of one conversation in order, each at most once. Only messages whose text may be read."""
    for at, said in enumerate(conversation):
        if not said.text or not any(char.isalpha() for char in REF.sub("", said.text)):
            continue
        following = conversation[at + 1] if at + 1 < len(conversation) else None
        understood = model.read(said.text, 2)
        kind = _kind(said, following, understood.intent)
        if kind is not None:
            yield Trouble(kind, said, understood.ranking[0], *_revealed(model, kind, said, following))


def _kind(said: Said, following: Said | None, reading: Reading) -> Kind | None:
    gives_up = following is not None and "handoff.queued" in following.acts and "handoff.queued" not in said.acts
    if "fallback" in said.acts and not gives_up:
        rephrased = following is not None and bool(following.text) and "fallback" not in following.acts
        return Kind.REPHRASED if rephrased else Kind.FALLBACK
    if "clarify" in said.acts:
        return Kind.CLARIFY
    asked = said.before is not None and said.before.question is not None
    if asked and said.before in said.answers and "resumed" not in said.acts:
        return Kind.ASKED_AGAIN
    if following is not None and _is_denied(said, following):
        return Kind.DENIED
    if gives_up:
        return Kind.HANDOFF
    if "out_of_scope" in said.acts:
        return Kind.OUTSIDE
    unsure = reading.label == NOTHING_CLAIMED or reading.confidence < UNSURE
    return Kind.UNSURE if unsure and not asked else None


def _is_denied(said: Said, following: Said) -> bool:
    """Whether what was read back to the person was refused with the next message."""
    read_back = any(act.endswith(".confirm") for act in said.acts)
    return read_back and (following.chosen == "deny" or "cancelled" in following.acts)


def _revealed(model: Understanding, kind: Kind, said: Said, following: Said | None) -> tuple[str | None, str | None]:
    """What the next tap or words say was meant; nothing where they say nothing."""
    if following is None or kind in (Kind.ASKED_AGAIN, Kind.DENIED, Kind.HANDOFF):
        return None, None
    if following.chosen is not None:
        tells = following.chosen not in _STEERING | _BARE
        return (following.chosen, "the choice they tapped next") if tells else (None, None)
    if not following.text or kind not in (Kind.REPHRASED, Kind.CLARIFY):
        return None, None
    intent = model.read(following.text, 1).intent
    offered = {label for told in said.answers for label in told.candidates}
    tells = intent.label in offered if offered else intent.label not in _STEERING | _BARE | {NOTHING_CLAIMED}
    return (intent.label, f"their next words: {following.text}") if tells and intent.confidence >= _SURE else (None, None)
