"""The file between `mine` and `suggest`: sentences that wait for a label. Plain sentences, one a line, will do as well."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from nlu.arabic.normaliser import normalise
from nlu.workbench.errors import BenchError


class Unlabelled(NamedTuple):
    """A sentence to be labelled, with what its writer revealed."""

    text: str
    kind: str | None
    revealed: str | None
    by: str | None


def write_unlabelled(path: Path, groups: Iterable[Iterable[Unlabelled]]) -> None:
    """One JSON object a line, group by group."""
    with path.open("w", encoding="utf-8") as file:
        for number, group in enumerate(groups, 1):
            for one in group:
                file.write(json.dumps({"group": number, **one._asdict()}, ensure_ascii=False) + "\n")


def read_unlabelled(path: Path) -> list[Unlabelled]:
    """The same sentence once, the one whose meaning was revealed first. BenchError for what cannot be read."""
    try:
        written = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read: {error}.") from error
    apart: dict[str, Unlabelled] = {}
    for line in filter(str.strip, written):
        one = _unlabelled(line)
        key = normalise(one.text).text
        if key not in apart or (one.revealed and not apart[key].revealed):
            apart[key] = one
    return list(apart.values())


def _unlabelled(line: str) -> Unlabelled:
    if not line.startswith("{"):
        return Unlabelled(line.strip(), None, None, None)
    try:
        values = json.loads(line)
        return Unlabelled(values["text"], values["kind"], values["revealed"], values["by"])
    except (KeyError, ValueError) as error:
        raise BenchError(f"This line is not of `mine --out`: {line[:60]}") from error
