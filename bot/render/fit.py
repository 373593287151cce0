"""Making a text fit a channel: its length, and its marks."""

from __future__ import annotations

import re

from bot.channels.capabilities import Capabilities
from bot.render.isolation import plain

_MORE = "\u2026"
_BULLET = re.compile("^\u2022 ", re.MULTILINE)


def fit(text: str, menu: str, capabilities: Capabilities) -> tuple[str, str]:
    """The text and the choices listed under it, together within the channel's length; a cut falls between sentences."""
    shaped = text if capabilities.isolates else plain(text)
    if capabilities.speech:
        shaped = _BULLET.sub("", shaped)
    menu = menu if capabilities.isolates else plain(menu)
    return shortened(shaped, capabilities.text_limit - (len(menu) + 2 if menu else 0)), menu


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut after a line or a word and marked as cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = max(head.rfind("\n"), head.rfind(". "))
    if cut < limit // 2:
        cut = head.rfind(" ")
    head = head[:cut] if cut > 0 else head
    open_marks = head.count("\u2068") - head.count("\u2069")
    return head.rstrip() + "\u2069" * open_marks + _MORE
