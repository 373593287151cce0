"""The digital card."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, renders
from bot.render.values import day


@renders("card.status")
def status(say: Catalogue, data: Data) -> str:
    state, expires = data.text("status"), data.day_or_none("expires_on")
    dated = None
    if expires is not None:
        dated = say("card.expired_on" if state == "expired" else "card.expires_on", day=day(say, expires))
    return lines(say.of("card.status", state), dated if state in ("active", "expired") else None, _next_step(say, state))


def _next_step(say: Catalogue, state: str) -> str | None:
    match state:
        case "suspended":
            return say("card.suspended.next")
        case "expired":
            return say("card.expired.next")
        case "not_issued":
            return say("card.not_issued.next")
    return None
