"""Words behind a slash, in both languages: what each asks for (`commands.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlu.arabic.normaliser import normalise

_COMMAND = re.compile(r"/(?P<name>[^\s@/]{1,64})(?:@\w+)?(?:\s+(?P<rest>.+))?\s*", re.DOTALL)
_LATIN = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@\w+)?")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: it stands for a `request` of the dialogue, or has an `act` as its answer. `listed`: shown in the menu."""

    name: str
    request: dict[str, Any] | None
    act: str | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A command as it was written, with what stood behind it."""

    command: Command
    rest: str


def called(text: str) -> Called | None:
    """The command of a message; None for one that is none of ours: then it is words like any others."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return None
    command = _by_word().get(_folded(found["name"]))
    return Called(command, (found["rest"] or "").strip()) if command is not None else None


def unknown(text: str) -> Called | None:
    """A command of another bot, or a slip of ours (one Latin word behind a slash): the services are listed, in the language
    that is spoken here. None for words."""
    return Called(_commands()["help"], "") if _LATIN.fullmatch(text.strip()) else None


def command(name: str) -> Command | None:
    """The command of this name, as links carry it."""
    return _commands().get(name)


def listed() -> tuple[str, ...]:
    """The names of the menu, in its order."""
    return tuple(one.name for one in _commands().values() if one.listed)


def names() -> tuple[str, ...]:
    """Every command."""
    return tuple(_commands())


@lru_cache(maxsize=1)
def _told() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return told


@lru_cache(maxsize=1)
def _commands() -> dict[str, Command]:
    return {name: _command(name, one) for name, one in _told().items()}


def _command(name: str, told: dict[str, Any]) -> Command:
    entities = [{"entity": entity, "value": value} for entity, value in told.get("entities", {}).items()]
    request = {"intent": told["intent"], "entities": entities} if "intent" in told else None
    return Command(name, request, told.get("act"), told.get("listed", True))


@lru_cache(maxsize=1)
def _by_word() -> dict[str, Command]:
    return {_folded(word): _commands()[name] for name, told in _told().items() for word in (name, *told.get("also", ()))}


def _folded(word: str) -> str:
    return normalise(word.replace("_", " ")).text
