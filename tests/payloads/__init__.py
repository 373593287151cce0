"""Providers' payloads as they come, one case a file. People, numbers and texts in them are made up."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

_FOLDER = Path(__file__).parent


def payload(name: str, **changed: str | None) -> str:
    """The body of a recorded form, with these fields changed (None: left out)."""
    fields = dict(_fields(name))
    fields.update({field: value for field, value in changed.items() if value is not None})
    return urlencode({field: value for field, value in fields.items() if changed.get(field, "") is not None})


def recorded(folder: str) -> list[str]:
    """The names of all payloads of a folder, in order."""
    return sorted(f"{folder}/{path.stem}" for path in (_FOLDER / folder).glob("*.txt"))


@cache
def _fields(name: str) -> tuple[tuple[str, str], ...]:
    """One field a line (`Name=value`, not encoded, so that it can be read), lines that begin with # are remarks."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    told = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return tuple((field, value.replace("\\n", "\n")) for field, _, value in told)


def form(body: str) -> dict[str, str]:
    """The fields of a body."""
    return dict(parse_qsl(body, keep_blank_values=True))
