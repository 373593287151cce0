"""The estimate as a semantic message: the sum step by step, what would turn it, and how it differs from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.eligibility.assessment import Assessment
from actions.eligibility.codes import ConditionCode, PaymentReason, Verdict
from actions.eligibility.difference import Difference, difference
from actions.eligibility.engine import assess
from actions.eligibility.estimate.kept import Basis
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.rules import pension_rules

type Json = dict[str, Any]

AS_IT_WAS = Choice("choice.what_if.all", Request("estimate_amount", (("what_if", "all"),)))
HOW = Choice("choice.what_if.how", Request("estimate_amount", (("what_if", "how"),)))
MORE_EXACTLY = intent_choice("check_eligibility")


def estimate_data(assessment: Assessment) -> Json:
    """What the contract says of an estimate, with what would turn it and what is missing."""
    data: Json = {
        "outcome": str(assessment.outcome),
        "monthly_amount": number(assessment.monthly_amount),
        "minimum": number(assessment.minimum),
        "counted_income": number(assessment.counted_income),
        "reasons": [str(reason) for reason in assessment.reasons],
        "steps": [
            {"label": str(step.label_key), "amount": float(step.amount), "citation": str(step.citation)}
            for step in assessment.steps
        ],
    }
    data["citations"] = cited(assessment)
    if assessment.overdue:
        data["overdue"] = True
    between = assessment.amount_range
    if between is not None:
        data["amount_range"] = {"lowest": float(between.lowest), "highest": float(between.highest)}
    return data | nearest_change(assessment) | _missing(assessment) | _unmet(assessment)


def cited(assessment: Assessment) -> list[str]:
    """What the estimate rests on: the rule of each condition that failed, else those of the sum; each once."""
    failed = [condition.citation for condition in assessment.conditions if condition.result is Verdict.FAILED]
    return list(dict.fromkeys(str(citation) for citation in failed or [step.citation for step in assessment.steps]))


def explained(assessment: Assessment, basis: Basis, extra: Json | None = None) -> SemanticMessage:
    """The estimate with all that it was judged by: each condition with its rule, each line of the sum with what it was
    taken from."""
    conditions = [
        {"code": str(condition.code), "result": str(condition.result), "citation": str(condition.citation)}
        for condition in assessment.conditions
        if condition.code is not ConditionCode.STOP_CASES or condition.result is Verdict.FAILED
    ]
    steps = [
        {
            "label": str(step.label_key),
            "amount": float(step.amount),
            "citation": str(step.citation),
            "of": number(step.of),
            "rate": number(step.rate),
            "count": step.count,
        }
        for step in assessment.steps
    ]
    return message(assessment, basis, {**(extra or {}), "explained": True, "conditions": conditions, "steps": steps})


def nearest_change(assessment: Assessment) -> Json:
    """The change that would turn the outcome, where there is one."""
    change = assessment.nearest_change
    if change is None:
        return {}
    until = change.until.isoformat() if change.until else None
    return {"change": {"kind": str(change.kind), "target": number(change.target), "by": number(change.by), "until": until}}


def compared(before: Assessment, after: Assessment) -> Json:
    """How an estimate differs from the one before it."""
    data = {"outcome": str(before.outcome), "monthly_amount": number(before.monthly_amount)}
    return {"compared_to": data, "difference": difference_data(difference(before, after), after.on)}


def difference_data(found: Difference, on: date) -> Json:
    """Amounts before and after, SAR a month (null where none was due), with the causes, the strongest first.

    `on` is a day of the month whose shares count.
    """
    rules = pension_rules(on.replace(day=1))
    shares = {"earned": rules.earned_share, "unearned": rules.unearned_share}
    causes = [
        {
            "reason": str(cause.reason),
            "before": _plain(cause.before),
            "after": _plain(cause.after),
            "effect": float(cause.effect),
            "share": number(shares.get(str(cause.reason).split("_")[0])),
        }
        for cause in found.causes
        if cause.reason is not PaymentReason.SUSPENDED
    ]
    return {"before": number(found.before), "after": number(found.after), "change": float(found.change), "causes": causes}


def assumed(base: HouseholdFacts, now: HouseholdFacts) -> list[Json]:
    """The facts that are supposed to be other than they are."""
    return [
        {"fact": name, "before": _plain(getattr(base, name)), "after": _plain(getattr(now, name))}
        for name in _TELLABLE
        if getattr(base, name) != getattr(now, name)
    ]


def choices(basis: Basis, *, supposed: bool) -> Sequence[Choice]:
    back = (AS_IT_WAS,) if supposed else ()
    if basis is Basis.RECORD:
        return (*back, intent_choice("ask_my_status"), intent_choice("report_change"), PERSON, MENU)
    if basis is Basis.SENTENCE:
        return (*back, MORE_EXACTLY, intent_choice("faq/income_counted"), PERSON, MENU)
    return (*back, intent_choice("faq/registration_steps"), intent_choice("faq/income_counted"), PERSON, MENU)


def message(assessment: Assessment, basis: Basis, extra: Json | None = None) -> SemanticMessage:
    """The estimate as the contract has it, with its sum step by step."""
    data = estimate_data(assessment) | {"basis": str(basis)} | (extra or {})
    offered = choices(basis, supposed=bool(data.get("assumed")))
    return SemanticMessage("eligibility.result", data, offered if data.get("explained") else (HOW, *offered))


def _missing(assessment: Assessment) -> Json:
    """What nobody could tell, and the most that the pension could be."""
    if not assessment.missing:
        return {}
    most = assess(assessment.facts.presumed(), assessment.on)
    return {"missing": [str(question) for question in assessment.missing], "at_most": number(most.monthly_amount)}


def _unmet(assessment: Assessment) -> Json:
    """A failed condition for which there is no code among the reasons: being a family or an independent."""
    failed = assessment.condition(ConditionCode.FAMILY).result is Verdict.FAILED
    return {"unmet": [str(ConditionCode.FAMILY)]} if failed else {}


# In the order in which they are told. What follows from another (the role from the number of people) is left out.
_TELLABLE = (
    "saudi",
    "days_abroad",
    "in_shelter",
    "dependants",
    "earned_income",
    "unearned_income",
    "other_assets",
)
assert set(_TELLABLE) <= {field.name for field in fields(HouseholdFacts)}


def number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
