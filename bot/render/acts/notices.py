"""Notices on and off, and the notices themselves: short, and nothing in them that others may not read."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, from_now

# What is told of anybody's file at all; the day of payment and of the results are the same for all.
_FOR_ALL = ("payment", "results")
_ALL = (*_FOR_ALL, "card", "case", "appointment")


@renders("subscription.changed")
def subscription_changed(say: Catalogue, data: Data) -> str:
    kinds = data.texts("kinds") if data.has("kinds") else []
    if not data.flag("subscribed"):
        if not kinds:
            return say("subscription.off")
        return lines(say("subscription.off.some"), bullets(say, (say.of("notice", kind) for kind in kinds)))
    personal = data.flag("personal")
    told = [kind for kind in kinds or _ALL if personal or kind in _FOR_ALL]
    promised = bullets(say, (say.of("notice.when", kind) for kind in told))
    return paragraphs(
        lines(say("subscription.on.promised"), promised) if told else None,
        None if personal else say("subscription.on.unknown" if told else "subscription.on.unknown.only"),
        say("subscription.on.here") if data.flag("here_only") and told else None,
        say("subscription.on.stop") if told else None,
    )


@renders("payment.paid")
def paid(say: Catalogue, data: Data) -> str:
    return lines(say("payment.paid", day=day(say, data.day("paid_on"))), say("payment.paid.how_much"))


@renders("payment.day")
def payment_day(say: Catalogue, data: Data) -> str:
    told = say("payment.day", day=day(say, data.day("date")))
    return lines(told, say("payment.next.may_shift") if data.flag("may_shift") else None)


@renders("results.out")
def results_out(say: Catalogue, data: Data) -> str:
    return lines(say("results.out", day=day(say, data.day("date"))), say("results.out.how"))


@renders("card.expiring")
def card_expiring(say: Catalogue, data: Data) -> str:
    ends = data.day("expires_on")
    return say("card.expiring", day=day(say, ends), when=from_now(say, ends))
