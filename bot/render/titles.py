"""Titles as narrow as a channel shows them."""

from __future__ import annotations

BUTTON, ROW = 20, 24
"""Characters of a WhatsApp quick reply, and of a row of its lists."""
_MORE = "…"


def cut(title: str, limit: int) -> str:
    """The title in at most `limit` characters, marked where something is missing."""
    return title if len(title) <= limit else title[: limit - 1].rstrip() + _MORE


def cut_titles(title: str) -> tuple[str, ...]:
    """The title as it is shown where it is cut."""
    return cut(title, BUTTON), cut(title, ROW)
