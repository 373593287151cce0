"""What to do after a status or a payment was shown, and what the record says to who disputes it."""

from __future__ import annotations

from actions.clock import today
from bot.render.acts.prescreen import change
from bot.render.catalogue import Catalogue
from bot.render.codes import NEXT_STEPS
from bot.render.data import Data
from bot.render.law import law_holes
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, money

_FOR_GOOD = frozenset({"waiver", "death", "transferred_group"})


@renders("eligibility.next_steps")
def next_steps(say: Catalogue, data: Data) -> str:
    match data.text("status"):
        case "eligible":
            on = data.day("next_payment")
            return paragraphs(
                say("eligibility.next_steps.eligible", day=day(say, on), when=from_now(say, on)),
                say("payment.last.if_wrong") if data.flag("fell") else None,
            )
        case "under_review":
            holes = law_holes(say, ("decision_days",), today())
            return say("eligibility.next_steps.under_review", day=day(say, data.day("decide_by")), **holes)
        case status:
            asks_when = data.text_or_none("asked") == "return"
            return paragraphs(
                say.of("eligibility.next_steps.return", status) if asks_when else None,
                _steps(say, data),
                change(say, data),
                _update(say, data),
                _way(say, data),
            )


def _steps(say: Catalogue, data: Data) -> str | None:
    codes = [reason.text("code") for reason in data.parts("reasons")]
    told = [say.of("eligibility.next_step", code, **law_holes(say, NEXT_STEPS[code], today())) for code in codes]
    return bullets(say, told) if len(told) > 1 else told[0] if told else None


def _update(say: Catalogue, data: Data) -> str | None:
    """How the study begins anew; where nobody wrote whether it can, nothing is promised."""
    codes = {reason.text("code") for reason in data.parts("reasons")}
    if codes and codes <= _FOR_GOOD:
        return None
    return say("eligibility.next_steps.update", **law_holes(say, ("result_day",), today()))


def _way(say: Catalogue, data: Data) -> str:
    match data.text("way"):
        case "objection":
            until = data.day("can_object_until")
            if data.flag("late"):
                return say("eligibility.next_steps.objection.late")
            return say("eligibility.next_steps.objection", day=day(say, until), when=from_now(say, until))
        case "open":
            return say("eligibility.next_steps.open", reference=data.text("reference"))
    return say("eligibility.next_steps.complaint")


@renders("record.disputed")
def disputed(say: Catalogue, data: Data) -> str:
    return paragraphs(lines(say("record.disputed"), _on_file(say, data)), _next(say, data))


def _on_file(say: Catalogue, data: Data) -> str | None:
    file, about = data.part("on_file"), data.text_or_none("about")
    if about == "absence" and file.has("days_abroad"):
        return say("record.disputed.absence", days=say.plural("count.days", int(file.amount("days_abroad"))))
    if about == "people" and file.has("dependants"):
        return say("record.disputed.people", number=f"{file.amount('dependants'):,.0f}")
    if not file.has("earned_income"):
        return None
    earned, unearned = money(say, file.amount("earned_income")), money(say, file.amount("unearned_income"))
    if data.text("of") == "payment":
        return say("record.disputed.income.payment", earned=earned, unearned=unearned)
    return say("record.disputed.income", earned=earned, unearned=unearned)


def _next(say: Catalogue, data: Data) -> str:
    if data.text("of") == "payment":
        until = data.part("guidance").day_or_none("act_before") if data.has("guidance") else None
        if until is not None and until >= today():
            return say("record.disputed.complaint.until", day=day(say, until))
        return say("record.disputed.complaint")
    match data.text("way"):
        case "objection" if data.flag("late"):
            return say("record.disputed.objection.late")
        case "objection":
            return say("record.disputed.objection", day=day(say, data.day("can_object_until")))
        case "open":
            return say("record.disputed.open", reference=data.text("reference"))
    return say("record.disputed.closed")
