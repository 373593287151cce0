"""Semantic messages: what is to be said, as names and data. Sentences are made at the edge, by `bot.render`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

type Json = Any


@dataclass(frozen=True, slots=True)
class Request:
    """What a tapped choice asks for: an intent with its entities, as if it had been understood with certainty.

    `text` are the words of a request that a person made and that waits for its turn.
    """

    intent: str
    entities: tuple[tuple[str, Json], ...] = ()
    text: str = ""

    def as_json(self) -> dict[str, Json]:
        entities = [{"entity": name, "value": value} for name, value in self.entities]
        return {"intent": self.intent, "entities": entities, **({"text": self.text} if self.text else {})}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tap. `label` is a key of the catalogue; `data` fills the holes of its text."""

    label: str
    request: Request
    data: Mapping[str, Json] = field(default_factory=dict)

    def as_json(self) -> dict[str, Json]:
        return {"label": self.label, "data": dict(self.data), "request": self.request.as_json()}


@dataclass(frozen=True, slots=True)
class Media:
    """Something to draw or make for the person at the edge: `kind` is `card`, `appointment` (a calendar
    file) or `slip` (a picture of an appointment), `id` its record."""

    kind: str
    id: str

    def as_json(self) -> dict[str, Json]:
        return {"kind": self.kind, "id": self.id}


@dataclass(frozen=True, slots=True)
class SemanticMessage:
    """One message to a person: an act of the contract with its data."""

    act: str
    data: Mapping[str, Json] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    media: Sequence[Media] = ()

    def as_json(self) -> dict[str, Json]:
        return {
            "act": self.act,
            "data": dict(self.data),
            "choices": [choice.as_json() for choice in self.choices],
            "media": [item.as_json() for item in self.media],
        }


def intent_choice(intent: str, *entities: tuple[str, Json]) -> Choice:
    """A choice that asks for an intent by the name that people know it by."""
    return Choice(f"choice.{intent}", Request(intent, entities))


def value_choice(label: str, entity: str, value: Json, **data: Json) -> Choice:
    """A choice that answers the question just asked."""
    return Choice(label, Request("inform", ((entity, value),)), data)


def yes_or_no() -> tuple[Choice, Choice]:
    return (Choice("choice.yes", Request("affirm")), Choice("choice.no", Request("deny")))


PERSON = intent_choice("talk_to_agent")
MENU = intent_choice("help")
