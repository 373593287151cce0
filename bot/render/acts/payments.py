"""What was paid and why it changed; when the next payment comes."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, money


@renders("payment.last")
def last(say: Catalogue, data: Data) -> str:
    amount, previous = data.amount("amount"), data.amount_or_none("previous_amount")
    reasons = [say.of("payment.reason", code) for code in data.texts("reasons")]
    paid = say("payment.last", amount=money(say, amount), day=day(say, data.day("paid_on")))
    return paragraphs(
        lines(paid, _compared(say, data)),
        lines(say("payment.last.reasons"), bullets(say, reasons)) if reasons else None,
        say("payment.last.unexplained") if previous is not None and amount < previous and not reasons else None,
    )


def _compared(say: Catalogue, data: Data) -> str | None:
    amount, previous = data.amount("amount"), data.amount_or_none("previous_amount")
    if previous is None:
        return None
    if amount == previous:
        return say("payment.last.same")
    difference, before = money(say, abs(amount - previous)), money(say, previous)
    return say(
        "payment.last.more" if amount > previous else "payment.last.less",
        difference=difference,
        previous=before,
    )


@renders("payment.next")
def coming(say: Catalogue, data: Data) -> str:
    on = data.day("date")
    return paragraphs(
        lines(
            say("payment.next", day=day(say, on), when=from_now(say, on)),
            say("payment.next.may_shift") if data.flag("may_shift") else None,
        ),
        None if data.flag("personal") else say("payment.next.general"),
    )


@renders("payment.none")
def none(say: Catalogue, data: Data) -> str:
    return say.of("payment.none", data.text_or_none("status") or "none")
