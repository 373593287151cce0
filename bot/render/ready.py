"""Everything that rendering needs is looked at once, at the start: a fault shows then, not in front of a person."""

from __future__ import annotations

from bot.render.catalogue import LANGUAGES, catalogue
from bot.render.drawing import check_drawing


def prepare() -> None:
    """Loads the catalogues and checks that Arabic can be drawn; raises what is missing, in one sentence."""
    for language in LANGUAGES:
        catalogue(language)
    check_drawing()
