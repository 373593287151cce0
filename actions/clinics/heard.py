"""What somebody says about a consultation in words that are no entities: phone or video, with whom, for whom."""

from __future__ import annotations

from typing import Any

from actions.dialogue.turn import Turn
from nlu.arabic.consultations import is_for, spoken_of

_KEPT = ("medium", "mode", "same_specialist", "other_specialist", "next_week")


def said(turn: Turn, name: str) -> Any:
    """A tapped or kept value, else what the words say; None for nothing."""
    told = turn.value(name)
    return told if told is not None else spoken_of(turn.text).get(name)


def for_whom(turn: Turn) -> str | None:
    """The relation of the dependant it is for; None where no one is named, or only mentioned."""
    kept: str | None = turn.value("for_relation")
    return kept or next((relation for relation, start in turn.found("relation") if is_for(turn.text, start)), None)


def all_said(turn: Turn) -> list[tuple[str, Any]]:
    """Everything of this kind, to be kept with a request that has to wait: its words are not."""
    kept = [(name, said(turn, name)) for name in _KEPT if turn.value(name) is None and said(turn, name) is not None]
    relation = for_whom(turn)
    return kept if relation is None else [*kept, ("for_relation", relation)]
