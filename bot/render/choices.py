"""Choices: what is written on them, and how they are listed where they cannot be tapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.render import values
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.isolation import plain

TITLE_LENGTH = 24
"""Characters that every channel's list shows in full (WhatsApp's is the shortest)."""

LABELS_OF_DATA = frozenset({"choice.slot", "choice.appointment", "choice.clinic", "choice.item", "choice.case", "choice.member"})
"""Labels without a text of their own: a time, a clinic, a title, a name or a reference of the data is written instead."""


@dataclass(frozen=True, slots=True)
class RenderedChoice:
    """`title` has no marks of direction, so that what is typed can be compared with it; `request` goes to Rasa."""

    title: str
    request: Mapping[str, Any]


def rendered_choices(say: Catalogue, choices: Sequence[Mapping[str, Any]]) -> tuple[RenderedChoice, ...]:
    """The choices with titles in words; two that would read the same are told apart by their place."""
    titles = [_title(say, choice) for choice in choices]
    return tuple(
        RenderedChoice(plain(_with_place(say, title, choice) if titles.count(title) > 1 else title), choice["request"])
        for title, choice in zip(titles, choices, strict=True)
    )


def _title(say: Catalogue, choice: Mapping[str, Any]) -> str:
    label, data = choice["label"], Data(choice.get("data") or {}, choice["label"])
    match label:
        case "choice.slot" | "choice.appointment":
            return values.slot(say, data.moment("starts_at"))
        case "choice.clinic":
            return data.text_or_none(f"name_{say.language}") or data.text("name")
        case "choice.item":
            return data.text_or_none(f"title_{say.language}") or data.text("title")
        case "choice.member":
            return data.text("name")
        case "choice.case":
            return data.text("reference")
    return say(label)


def _with_place(say: Catalogue, title: str, choice: Mapping[str, Any]) -> str:
    data = Data(choice.get("data") or {}, choice["label"])
    if not data.has("clinic"):
        return title
    return say("choice.with_place", title=plain(title), place=say.of("city", data.part("clinic").text("city")))
