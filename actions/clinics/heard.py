"""What somebody says about a consultation in words that are no entities: phone or video, with whom, for whom, when not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.dialogue.turn import Turn
from nlu.arabic.appointment_times import Span, TimeTold, time_told
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


def told_of_time(turn: Turn) -> TimeTold:
    """What the words tell of the time, beside the days and hours in them."""
    return time_told(turn.text, tuple(sorted(span for _, span in named_times(turn))))


def wanted(turn: Turn, entity: str) -> list[Any]:
    """The values of an entity that are not refused («مو جدة، مكة»), in order."""
    refused = set(unwanted(turn, entity))
    return [value for value in turn.values(entity) if value not in refused]


def unwanted(turn: Turn, entity: str) -> list[Any]:
    """Those that are."""
    named = list(named_times(turn, entity))
    refused = time_told(turn.text, tuple(sorted(span for _, span in named))).refused
    return [value for value, span in named if span in refused]


def named_times(turn: Turn, *entities: str) -> Iterator[tuple[str, Span]]:
    """Each day and hour (or value of other entities) with its place in the text; a tapped or kept one has none."""
    for entity in entities or ("date", "time"):
        for value, start, end in turn.spans(entity):
            yield value, (start, end)


def refused_days(turn: Turn) -> tuple[str, ...]:
    """The days that the message will not have; those of a request that had to wait are kept with it."""
    refused = told_of_time(turn).refused
    days = [value for value, span in named_times(turn, "date") if span in refused]
    return tuple(dict.fromkeys([*days, *turn.values("not_date")]))


def all_said(turn: Turn) -> list[tuple[str, Any]]:
    """Everything of this kind, to be kept with a request that has to wait: its words are not."""
    kept = [(name, said(turn, name)) for name in _KEPT if turn.value(name) is None and said(turn, name) is not None]
    kept += [("not_date", day) for day in refused_days(turn) if day not in turn.values("not_date")]
    relation = for_whom(turn)
    return kept if relation is None else [*kept, ("for_relation", relation)]
