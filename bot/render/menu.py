"""Choices listed in a text: by number, a page at a time, or without numbers where a number is itself the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.channels.capabilities import Capabilities
from bot.render.catalogue import Catalogue

NUMBER_QUESTIONS = frozenset({"dependents", "days_abroad", "earned_income", "unearned_income", "age"})
"""Questions that are answered with a number of something."""


def counts(question: object, requests: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a bare number answers the question rather than picking a row."""
    listed = (entity["entity"] for request in requests for entity in request.get("entities") or ())
    return question in NUMBER_QUESTIONS or "count" in listed


def pages(rows: int, capabilities: Capabilities) -> int:
    """How many pages a menu of so many rows has."""
    return -(-rows // capabilities.page) if capabilities.page else 1


def listed(say: Catalogue, titles: Sequence[str], capabilities: Capabilities, *, numbers: bool, before: int = 0) -> str:
    """The first page with a word on how to answer; empty where the choices are buttons, or there are none. `before`: the rows
    that menus above it in the same answer have, from where the numbers go on."""
    if not titles or not capabilities.numbered_menu or len(titles) <= capabilities.buttons:
        return ""
    if not numbers:
        return "\n".join([say("menu.or_write"), *(say("menu.bullet", title=title) for title in titles)])
    hint = say("menu.say_number") if capabilities.speech else say("menu.send_number")
    return "\n".join([hint, *_first_page(say, titles, capabilities, before)])


def _first_page(say: Catalogue, titles: Sequence[str], capabilities: Capabilities, before: int) -> list[str]:
    """Its rows, and how to see the next."""
    size = capabilities.page or len(titles)
    rows = [say("menu.row", number=before + n, title=title) for n, title in enumerate(titles[:size], 1)]
    return [*rows, say("menu.more")] if size < len(titles) else rows
