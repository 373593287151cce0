"""All that an estimate was judged by: its conditions, its sum line by line, and the rules behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.render.catalogue import Catalogue
from bot.render.citations import cited, cited_together
from bot.render.data import Data
from bot.render.registry import lines, paragraphs
from bot.render.values import bullets, listed, rounded_money


def explained(say: Catalogue, data: Data, ending: str) -> str:
    """Each condition with its rule, then each line of the sum with what it was taken from."""
    conditions = [_condition(say, one) for one in data.parts("conditions")]
    small_sums = [_step(say, one) for one in data.parts("steps")]
    return paragraphs(
        lines(say("eligibility.explained.conditions"), bullets(say, conditions)),
        lines(say("eligibility.explained.sum"), bullets(say, small_sums)) if small_sums else None,
        sources(say, [step.text_or_none("citation") for step in data.parts("steps")]),
        ending,
    )


def sources(say: Catalogue, citations: Iterable[str | None]) -> str | None:
    """The rules that an estimate rests on, each once."""
    named = cited_together(say, citations)
    return say("eligibility.result.sources", sources=listed(say, named)) if named else None


def step_told(say: Catalogue, step: Data) -> dict[str, Any]:
    """A line of the sum in words; an unknown label keeps its own."""
    told = say("eligibility.step", label=_label(say, step), amount=rounded_money(say, step.amount("amount")))
    return {**step.as_json(), "text": told, "citation": cited(say, step.text_or_none("citation"))}


def _condition(say: Catalogue, condition: Data) -> str:
    name = say.of("eligibility.condition", condition.text("code"))
    told = say.of("eligibility.condition.result", condition.text("result"), condition=name)
    rule = cited(say, condition.text_or_none("citation"))
    return say("eligibility.condition.cited", told=told, rule=rule) if rule else told


def _step(say: Catalogue, step: Data) -> str:
    """The line with its own small sum, where it has one: so many times so much, or a share of an income."""
    amount, count, rate, of = (
        step.amount("amount"), *(step.amount_or_none(name) for name in ("count", "rate", "of"))
    )  # fmt: skip
    shown = {"label": _label(say, step), "amount": rounded_money(say, amount)}
    if count is not None and rate is not None:
        return say("eligibility.explained.times", count=f"{count:,.0f}", rate=rounded_money(say, rate), **shown)
    if of is not None and rate is not None and 0 < rate <= 1:
        return say("eligibility.explained.share", share=f"{rate * 100:,.0f}", of=rounded_money(say, of), **shown)
    return say("eligibility.step", **shown)


def _label(say: Catalogue, step: Data) -> str:
    label = step.text("label")
    return say.of("eligibility.step", label) if say.has(f"eligibility.step.{label}") else label
