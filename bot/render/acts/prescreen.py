"""The estimate of entitlement: its questions and its result. An estimate says that it is one."""

from __future__ import annotations

from typing import Any

from bot.render.acts.explanation import explained, sources, step_told
from bot.render.acts.suppositions import compared, supposed
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, listed, rounded_money

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
    problem = data.text_or_none("problem")
    retry = ".retry" if data.has("retry") else ""
    return lines(
        say("eligibility.ask.supposing") if data.flag("supposing") else None,
        say.of("eligibility.problem", problem) if problem else None,
        say(f"eligibility.ask.{question}{retry}"),
    )


@renders("eligibility.result")
def result(say: Catalogue, data: Data) -> Said:
    if data.text("outcome") not in _OUTCOMES:
        raise MissingData(f"eligibility.result: {data.text('outcome')!r}")
    steps = [step_told(say, step) for step in data.parts("steps")]
    if data.flag("explained"):
        return Said(explained(say, data, _ending(say, data)), {"steps": steps})
    text = paragraphs(
        say("eligibility.basis.record") if data.text_or_none("basis") == "record" else None,
        supposed(say, data),
        _difference(say, data) if data.has("difference") else _outcome(say, data, steps),
        _beside(say, data),
        change(say, data),
        sources(say, data.texts("citations")),
        _ending(say, data),
    )
    return Said(text, {"steps": steps} if data.has("steps") else {})


def change(say: Catalogue, data: Data) -> str | None:
    """The nearest change that would turn the outcome; told only where it would help."""
    if not data.has("change"):
        return None
    told = data.part("change")
    kind, target = told.text("kind"), told.amount_or_none("target")
    if target is None:
        number = ""
    elif kind in _MONEY_CHANGES:
        number = rounded_money(say, target)
    else:
        number = f"{target:,.0f}"
    text = say.of("eligibility.change", kind, target=number)
    until = told.day_or_none("until")
    return text if until is None else lines(text, say("eligibility.change.until", day=day(say, until)))


def _outcome(say: Catalogue, data: Data, steps: list[dict[str, Any]]) -> str:
    """The outcome with its amount, its reasons and its sum."""
    return paragraphs(
        _headline(say, data),
        _amount(say, data),
        _reasons(say, data),
        lines(say("eligibility.result.steps"), bullets(say, (told["text"] for told in steps))) if steps else None,
    )


def _difference(say: Catalogue, data: Data) -> str:
    """How it differs from before; the outcome again only where it turned."""
    if data.part("compared_to").text("outcome") == data.text("outcome"):
        return compared(say, data)
    return paragraphs(_headline(say, data), _amount(say, data), _reasons(say, data), compared(say, data))


def _headline(say: Catalogue, data: Data) -> str:
    """The outcome; one that only lacks an answer is no matter for a study yet."""
    return say("eligibility.result.incomplete") if data.texts("missing") else say.of("eligibility.result", data.text("outcome"))


def _reasons(say: Catalogue, data: Data) -> str | None:
    told = [say.of("eligibility.reason", code) for code in data.texts("reasons")]
    told += [say.of("eligibility.unmet", code) for code in data.texts("unmet")]
    return lines(say("eligibility.result.reasons"), bullets(say, told)) if told else None


def _beside(say: Catalogue, data: Data) -> str | None:
    """What was presumed, what nobody could tell, and what else must be known of the amount."""
    presumed = [say.of("eligibility.presumed", code) for code in data.texts("presumed")]
    missing = [say.of("eligibility.missing", code) for code in data.texts("missing")]
    most = data.amount_or_none("at_most")
    back = data.day_or_none("back_until")
    return paragraphs(
        say("eligibility.result.presumed", facts=listed(say, presumed)) if presumed else None,
        say("eligibility.result.missing", facts=listed(say, missing)) if missing else None,
        say("eligibility.result.at_most", amount=rounded_money(say, most)) if most is not None else None,
        lines(*(say.of("eligibility.note", code) for code in data.texts("notes"))),
        say("eligibility.change.until", day=day(say, back)) if back is not None else None,
    )


def _ending(say: Catalogue, data: Data) -> str:
    """That it is an estimate, and whether a rule behind it should have been verified again by now; after the first one,
    that one may ask what would change it."""
    may_ask = not data.has("difference") and not data.flag("explained") and data.text("outcome") != "needs_study"
    return lines(
        say("eligibility.result.estimate"),
        say("eligibility.result.overdue") if data.flag("overdue") else None,
        say("eligibility.result.what_if") if may_ask else None,
    )


def _amount(say: Catalogue, data: Data) -> str | None:
    between = data.part("amount_range") if data.has("amount_range") else None
    if between is not None:
        low, high = between.amount("lowest"), between.amount("highest")
        return say("eligibility.result.range", low=rounded_money(say, low), high=rounded_money(say, high))
    amount = data.amount_or_none("monthly_amount")
    return None if amount is None else say("eligibility.result.amount", amount=rounded_money(say, amount))
