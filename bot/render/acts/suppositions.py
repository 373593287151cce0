"""What an estimate supposes or puts right, and what difference that makes."""

from __future__ import annotations

from bot.render.acts.differences import causes
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs
from bot.render.values import bullets, rounded_money

_ELIGIBLE = "likely_eligible"
_MONEY = ("earned_income", "unearned_income")
_NUMBERS = ("dependants", "days_abroad")


def supposed(say: Catalogue, data: Data) -> str | None:
    """The facts that are supposed, or that were put right."""
    assumed = [_fact(say, fact) for fact in data.parts("assumed")]
    corrected = [_fact(say, fact) for fact in data.parts("corrected")]
    return paragraphs(
        lines(say("eligibility.corrected"), bullets(say, corrected)) if corrected else None,
        lines(say("eligibility.assumed"), bullets(say, assumed)) if assumed and not corrected else None,
    )


def compared(say: Catalogue, data: Data) -> str:
    """The difference to the estimate before, and why."""
    difference, was = data.part("difference"), data.part("compared_to")
    both = difference.has("before") and difference.has("after")
    told = causes(say, difference, "eligibility.cause", rounded_money) if both else []
    return paragraphs(
        _sentence(say, data, difference, was.text("outcome")),
        lines(say("eligibility.difference.why"), bullets(say, told)) if told else None,
    )


def _sentence(say: Catalogue, data: Data, difference: Data, was: str) -> str:
    before, after = difference.amount_or_none("before"), difference.amount_or_none("after")
    if data.text("outcome") != was:
        if before is not None:
            return say("eligibility.difference.was_amount", before=rounded_money(say, before))
        return say.of("eligibility.difference.was", was)
    if data.texts("missing"):
        return say("eligibility.result.incomplete")
    if was != _ELIGIBLE or before is None or after is None:
        return say.of("eligibility.difference.still", was)
    if before == after:
        return say("eligibility.difference.same", amount=rounded_money(say, after))
    amounts = {"before": before, "after": after, "difference": abs(after - before)}
    told = {name: rounded_money(say, amount) for name, amount in amounts.items()}
    return say("eligibility.difference.more" if after > before else "eligibility.difference.less", **told)


def _fact(say: Catalogue, fact: Data) -> str:
    name = fact.text("fact")
    if name not in (*_MONEY, *_NUMBERS):
        return say.of("eligibility.fact", f"{name}.{'yes' if fact.flag('after') else 'no'}")
    after = _told(say, fact, name, "after")
    if not fact.has("before"):
        return say.of("eligibility.fact", f"{name}.new", after=after)
    return say.of("eligibility.fact", name, after=after, before=_told(say, fact, name, "before"))


def _told(say: Catalogue, fact: Data, name: str, when: str) -> str:
    amount = fact.amount(when)
    return rounded_money(say, amount) if name in _MONEY else f"{amount:,.0f}"
