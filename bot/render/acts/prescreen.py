"""The estimate of entitlement: its questions and its result. An estimate says that it is one."""

from __future__ import annotations

from typing import Any

from bot.render.catalogue import Catalogue
from bot.render.citations import cited
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, rounded_money

_OUTCOMES = ("likely_eligible", "likely_ineligible", "needs_study")
# Money lines of the change that would turn the outcome; the others count persons or days.
_MONEY_CHANGES = (
    "earned_income_below",
    "unearned_income_below",
    "earned_income_at_least",
    "unearned_income_at_least",
)


@renders("eligibility.ask")
def ask(say: Catalogue, data: Data) -> str:
    question = data.text("question")
    retry = ".retry" if data.has("retry") else ""
    return say(f"eligibility.ask.{question}{retry}")


@renders("eligibility.result")
def result(say: Catalogue, data: Data) -> Said:
    outcome = data.text("outcome")
    if outcome not in _OUTCOMES:
        raise MissingData(f"eligibility.result: {outcome!r}")
    reasons = [say.of("eligibility.reason", code) for code in data.texts("reasons")]
    steps = [_step(say, step) for step in data.parts("steps")]
    text = paragraphs(
        say.of("eligibility.result", outcome),
        _amount(say, data),
        lines(say("eligibility.result.reasons"), bullets(say, reasons)) if reasons else None,
        lines(say("eligibility.result.steps"), bullets(say, (told["text"] for told in steps))) if steps else None,
        _change(say, data),
        say("eligibility.result.estimate"),
    )
    return Said(text, {"steps": steps} if data.has("steps") else {})


def _amount(say: Catalogue, data: Data) -> str | None:
    between = data.part("amount_range") if data.has("amount_range") else None
    if between is not None:
        low, high = between.amount("lowest"), between.amount("highest")
        return say("eligibility.result.range", low=rounded_money(say, low), high=rounded_money(say, high))
    amount = data.amount_or_none("monthly_amount")
    return None if amount is None else say("eligibility.result.amount", amount=rounded_money(say, amount))


def _step(say: Catalogue, step: Data) -> dict[str, Any]:
    """A line of the sum in words; an unknown label keeps its own."""
    label, amount = step.text("label"), rounded_money(say, step.amount("amount"))
    named = say.of("eligibility.step", label) if say.has(f"eligibility.step.{label}") else label
    citation = cited(say, step.text_or_none("citation"))
    told = say("eligibility.step", label=named, amount=amount)
    return {**step.as_json(), "text": told, "citation": citation}


def _change(say: Catalogue, data: Data) -> str | None:
    """The nearest change that would turn the outcome; told only where it would help."""
    if not data.has("change"):
        return None
    change = data.part("change")
    kind = change.text("kind")
    target = change.amount_or_none("target")
    if target is None:
        told = ""
    elif kind in _MONEY_CHANGES:
        told = rounded_money(say, target)
    else:
        told = f"{target:,.0f}"
    text = say.of("eligibility.change", kind, target=told)
    until = change.day_or_none("until")
    return text if until is None else lines(text, say("eligibility.change.until", day=day(say, until)))
