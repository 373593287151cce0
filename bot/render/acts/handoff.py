"""A person takes over, and gives back."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import renders


@renders("handoff.queued")
def queued(say: Catalogue, data: Data) -> str:
    position = data.number_or_none("position")
    if position is None:
        return say("handoff.queued")
    return say("handoff.queued.next") if position <= 1 else say("handoff.queued.place", position=position)


@renders("handoff.joined")
def joined(say: Catalogue, data: Data) -> str:
    return say("handoff.joined", agent=data.text("agent"))


@renders("handoff.ended")
def ended(say: Catalogue, data: Data) -> str:
    return say("handoff.ended")
