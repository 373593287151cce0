"""What `python -m bot.conversations.export` wrote: messages without names and numbers, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from nlu.workbench.errors import BenchError


class Told(NamedTuple):
    """An act of the assistant, the question it asked, the labels it offered."""

    act: str
    question: str | None
    candidates: tuple[str, ...]


class Said(NamedTuple):
    """A message. `text` is None where it was withheld or a choice was tapped: then `chosen` is its intent."""

    conversation: int
    turn: int
    day: str
    channel: str
    text: str | None
    chosen: str | None
    before: Told | None
    answers: tuple[Told, ...]

    @property
    def acts(self) -> set[str]:
        return {told.act for told in self.answers}


def read_conversations(path: Path) -> list[list[Said]]:
    """Conversations with their messages in order. BenchError says which line cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read: {error}.") from error
    found = [_said(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return [list(said) for _, said in groupby(found, key=lambda one: one.conversation)]


def _said(path: Path, number: int, line: str) -> Said:
    try:
        values = json.loads(line)
        before = values.pop("before")
        answers = tuple(_told(told) for told in values.pop("answers"))
        return Said(**values, before=None if before is None else _told(before), answers=answers)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        made = "python -m bot.conversations.export"
        raise BenchError(f"{path}, line {number} is not of an export; make the file with `{made}`.") from error


def _told(values: dict[str, object]) -> Told:
    candidates: Iterable[str] = values["candidates"]  # type: ignore[assignment]
    return Told(str(values["act"]), values["question"], tuple(candidates))  # type: ignore[arg-type]
