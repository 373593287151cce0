"""Cases written as tables: a text, and what must be found in it."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    text: str
    expected: list[str]
    asked: str | None


def loaded(name: str) -> Any:
    with (_FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


def cases(name: str) -> list[Case]:
    """The rows of a table; the name of a test is the text and what was asked."""
    return [
        Case(text, expected if isinstance(expected, list) else [expected], group.get("asked"))
        for group in loaded(name)
        for text, expected in group["cases"].items()
    ]


def label(case: Case) -> str:
    return f"{case.text[:40]} ({case.asked})" if case.asked else case.text[:40]
