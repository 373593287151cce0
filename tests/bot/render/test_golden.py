"""All texts side by side, to be read by people; `UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.channels.capabilities import SMS
from bot.render import render
from tests.bot.render.samples import samples

GOLDEN = Path(__file__).parent / "golden"


def told(language: str) -> str:
    parts = []
    for message in samples():
        told_data = [f"{key}={value}" for key, value in message["data"].items() if isinstance(value, str | int | float)]
        text = render(message, language, SMS, strict=True).text
        parts.append(f"── {message['act']}  {' '.join(told_data)}".rstrip() + f"\n{text}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_texts_are_those_that_were_read(language: str) -> None:
    path = GOLDEN / f"{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told(language), encoding="utf-8")
    assert told(language) == path.read_text(encoding="utf-8")
