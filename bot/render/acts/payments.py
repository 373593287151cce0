"""What was paid and why it changed; when the next payment comes."""

from __future__ import annotations

from bot.render.acts.differences import causes
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, money

_STOPPED = ("suspended", "ineligible")


@renders("payment.last")
def last(say: Catalogue, data: Data) -> str:
    amount, previous = data.amount("amount"), data.amount_or_none("previous_amount")
    fell = previous is not None and amount < previous
    why = _why(say, data)
    paid = say("payment.last", amount=money(say, amount), day=day(say, data.day("paid_on")))
    return paragraphs(
        lines(paid, _compared(say, data)),
        lines(say("payment.last.reasons"), bullets(say, why)) if why else None,
        say("payment.last.unexplained") if fell and not why else None,
        say("payment.last.if_wrong") if fell and why else None,
        say("payment.last.stopped") if data.text_or_none("status") in _STOPPED else None,
    )


def _why(say: Catalogue, data: Data) -> list[str]:
    """The causes as the rules find them in the record; where they do not, the reasons stored with the payment."""
    if data.has("difference"):
        return causes(say, data.part("difference"), "payment.cause", money)
    return [say.of("payment.reason", code) for code in data.texts("reasons")]


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
    on, pension = data.day("date"), data.amount_or_none("pension")
    return paragraphs(
        lines(
            say("payment.next", day=day(say, on), when=from_now(say, on)),
            say("payment.next.pension", amount=money(say, pension)) if pension is not None else None,
            say("payment.next.may_shift") if data.flag("may_shift") else None,
        ),
        None if data.flag("personal") else say("payment.next.general"),
    )


@renders("payment.none")
def none(say: Catalogue, data: Data) -> str:
    return say.of("payment.none", data.text_or_none("status") or "none")
