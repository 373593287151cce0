"""The chat page's own texts."""

from __future__ import annotations

from bot.render.catalogue import catalogue


def ui_strings(language: str) -> dict[str, str]:
    """Every text of the page by its key; the page fills the holes itself."""
    return {key: forms[0] for key, forms in catalogue(language).texts.items() if key.startswith("ui.")}
