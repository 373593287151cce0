"""Parsing for the demonstration: redacted like a live message, but with values and places of what was written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from bot.conversations.intake import as_typed
from nlu.arabic import sensitive

type Post = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]
# Entities of our own that the contract does not name.
_INTERNAL = frozenset({"malformed_id", "mode", "danger", "body"})
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text whose sensitive values are references, with the way back: (start, end) here to (start, end, value) there."""

    text: str
    pieces: tuple[tuple[int, int, int, int, str], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in what was written for a place in the redacted text; a part of a reference stands for all of it."""
        return self._start(start), self._end(end)

    def _start(self, place: int) -> int:
        shift = 0
        for here_start, here_end, there_start, there_end, _ in self.pieces:
            if place < here_start:
                break
            if place < here_end:
                return there_start
            shift = there_end - here_end
        return place + shift

    def _end(self, place: int) -> int:
        shift = 0
        for here_start, here_end, _, there_end, _ in self.pieces:
            if place <= here_start:
                break
            if place < here_end:
                return there_end
            shift = there_end - here_end
        return place + shift

    def value(self, reference: str) -> str | None:
        return next((v for s, e, _, _, v in self.pieces if self.text[s:e] == reference), None)


def redacted(written: str) -> Redacted:
    """The text with references of this call alone: nothing goes into the vault."""
    written = as_typed(written)
    numbers = count()
    text, pieces, at = "", [], 0
    for found in sensitive.find(written):
        text += written[at : found.start]
        reference = f"[{found.kind}:{_key(next(numbers))}]"
        pieces.append((len(text), len(text) + len(reference), found.start, found.end, found.value))
        text += reference
        at = found.end
    return Redacted(text + written[at:], tuple(pieces))


async def parsed_as_written(texts: list[str], now: str | None, post: Post) -> list[dict[str, Any]]:
    hidden = [redacted(text) for text in texts]
    answer = await post("/webhooks/mueen/parse", {"texts": [one.text for one in hidden], "now": now})
    return [_result(one, result) for one, result in zip(hidden, answer["results"], strict=True)]


def _result(hidden: Redacted, result: dict[str, Any]) -> dict[str, Any]:
    intent = result["intent"]
    name = f"{intent['name']}/{intent['topic']}" if intent.get("topic") else intent["name"]
    return {
        "intent": {"name": name, "confidence": intent["confidence"]},
        "ranking": result["intent_ranking"][:5],
        "further": [request["intent"] for request in result.get("further") or []],
        "entities": [_entity(hidden, found) for found in result["entities"] if found["entity"] not in _INTERNAL],
    }


def _entity(hidden: Redacted, found: dict[str, Any]) -> dict[str, Any]:
    start, end = hidden.original(found["start"], found["end"])
    value = found["value"]
    if isinstance(value, str) and value.startswith("["):
        value = hidden.value(value) or value
    return {"entity": found["entity"], "value": value, "start": start, "end": end}


def _key(number: int) -> str:
    digits = ""
    for _ in range(8):
        number, digit = divmod(number, 32)
        digits += _ALPHABET[digit]
    return digits
