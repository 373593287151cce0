"""Reading the lexicon files: what a speaker edits, compiled once at import."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "lexicon"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text: `yes`, `on` and `12` are words here


def table(name: str) -> dict[str, Any]:
    """A YAML file of the lexicon, all keys and values text."""
    with (_FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, Loader=_LOADER)
    return loaded


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Rows of a tab-separated file; lines that start with # and empty lines are for readers."""
    with (_FOLDER / f"{name}.tsv").open(encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield tuple(cell.strip() for cell in line.rstrip("\n").split("\t"))


def words(name: str) -> frozenset[str]:
    """A plain list of words."""
    with (_FOLDER / f"{name}.txt").open(encoding="utf-8") as file:
        return frozenset(word for line in file if not line.startswith("#") for word in line.split())
