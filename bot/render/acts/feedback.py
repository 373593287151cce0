"""Thanks for saying how a task went."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import renders


@renders("rating.thanks")
def thanks(say: Catalogue, data: Data) -> str:
    return say("rating.thanks.good") if data.flag("content") else say("rating.thanks.bad")
