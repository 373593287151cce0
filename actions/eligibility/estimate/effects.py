"""What a supposed event does to a household: the facts it changes, or the question it leaves open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from actions.eligibility.codes import NationalityException, Question, Role
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.prescreen.correction import NUMBERS
from actions.eligibility.rules import absence_rule
from nlu.arabic.whatif import Event

# Who leaves a home by marrying; anybody else who marries brings somebody in.
_OF_THE_HOUSE = frozenset({"son", "daughter", "brother", "sister", "grandson", "granddaughter"})


@dataclass(frozen=True, slots=True)
class Open:
    """An event whose effect nobody can know without an answer to this question."""

    question: Question


type Changes = Mapping[str, Any]
type Effect = Changes | Open


def effect_of(events: Sequence[Event], facts: HouseholdFacts, on: date) -> Effect:
    """The facts that the events change, one after the other; Open where one of them cannot be worked out.

    An income is SAR a month of the whole household. What is taken away is never more than there is.
    """
    changes: dict[str, Any] = {}
    somebody_left = False
    for event in events:
        if event.kind == "leaves" and not event.people and somebody_left:
            continue  # "my daughter marries and moves out" is one daughter
        effect = _EFFECTS[event.kind](event, facts.but(**changes), on)
        if isinstance(effect, Open):
            return effect
        now = effect.get("dependants")
        somebody_left = somebody_left or (now is not None and now < (facts.counted_dependants or 0))
        changes |= effect
    return changes if _can_be(changes) else Open(_question(changes))


def _starts_work(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    if event.amount is None:
        return Open(Question.EARNED_INCOME)
    return {"earned_income": _income(facts, "earned_income") + event.amount}


def _stops_work(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    if event.amount is not None:
        return {"earned_income": _less(_income(facts, "earned_income"), event.amount)}
    if event.relation is not None:
        return Open(Question.EARNED_INCOME)
    return {"earned_income": Decimal(0)}


def _retires(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    if event.amount is None:
        return Open(Question.UNEARNED_INCOME)
    pension = {"unearned_income": _income(facts, "unearned_income") + event.amount}
    return pension if event.relation is not None else pension | {"earned_income": Decimal(0)}


def _rises(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return _moves(event, facts, lambda income, amount: income + amount)


def _falls(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return _moves(event, facts, _less)


def _becomes(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    if event.amount is None:
        return {}
    return {_name(event, facts): event.amount}


def _moves(event: Event, facts: HouseholdFacts, by: Callable[[Decimal, Decimal], Decimal]) -> Effect:
    name = _name(event, facts)
    if event.share is not None:
        names = (name,) if event.income in ("earned", "unearned") else ("earned_income", "unearned_income")
        return {one: _income(facts, one) * event.share for one in names}
    if event.amount is not None:
        return {name: event.amount if event.is_target else by(_income(facts, name), event.amount)}
    if event.names_people and event.people:
        return _with_people(facts, int(by(Decimal(facts.counted_dependants or 0), Decimal(event.people))))
    return Open(Question.UNEARNED_INCOME if name == "unearned_income" else Question.EARNED_INCOME)


def _one_more(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return _with_people(facts, (facts.counted_dependants or 0) + max(event.people, 1))


def _one_less(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return _with_people(facts, max((facts.counted_dependants or 0) - max(event.people, 1), 0))


def _comes(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    """Children, or an income that there was not."""
    if event.amount is not None or event.income is not None:
        return _rises(event, facts, on)
    return _one_more(event, facts, on)


def _marries(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    """A husband or wife is presumed to bring no income; a son or daughter leaves."""
    return _one_less(event, facts, on) if event.relation in _OF_THE_HOUSE else _one_more(event, facts, on)


def _divorces(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    """Nobody but the family knows who stays with whom."""
    return {} if event.relation in _OF_THE_HOUSE else Open(Question.DEPENDENTS)


def _dies(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return _one_less(event, facts, on) if event.relation is not None else {}


def _alone(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    return {"role": str(Role.INDEPENDENT), "dependants": 0, "separate_dwelling": True}


def _returns(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    """Who stays in the Kingdom is after some time within the days that one may be away (regulation art. 6)."""
    return {"days_abroad": min(facts.days_abroad or 0, absence_rule(on).max_days)}


def _travels(event: Event, facts: HouseholdFacts, on: date) -> Effect:
    if event.days is None:
        return Open(Question.DAYS_ABROAD)
    return {"days_abroad": min((facts.days_abroad or 0) + event.days, NUMBERS["elig_days_abroad"].most)}


def _sets(**changes: Any) -> Callable[[Event, HouseholdFacts, date], Effect]:
    return lambda event, facts, on: changes


_EFFECTS: Mapping[str, Callable[[Event, HouseholdFacts, date], Effect]] = {
    "starts_work": _starts_work,
    "stops_work": _stops_work,
    "retires": _retires,
    "rises": _rises,
    "falls": _falls,
    "becomes": _becomes,
    "birth": _one_more,
    "comes": _comes,
    "joins": _one_more,
    "leaves": _one_less,
    "marries": _marries,
    "divorces": _divorces,
    "dies": _dies,
    "alone": _alone,
    "returns": _returns,
    "travels": _travels,
    "leaves_shelter": _sets(in_shelter=False),
    "enters_shelter": _sets(in_shelter=True),
    "buys": _sets(other_assets=True),
    "sells": _sets(other_assets=False),
    "citizenship": _sets(saudi=True, exception=str(NationalityException.NONE)),
}


def _name(event: Event, facts: HouseholdFacts) -> str:
    """The income that is meant; one without a name is the wage, unless there is only another."""
    if event.income == "unearned":
        return "unearned_income"
    only_other = not facts.earned_income and bool(facts.unearned_income)
    return "unearned_income" if event.income != "earned" and event.relation is None and only_other else "earned_income"


def _income(facts: HouseholdFacts, name: str) -> Decimal:
    income: Decimal | None = getattr(facts, name)
    return income or Decimal(0)


def _less(income: Decimal, amount: Decimal) -> Decimal:
    return max(income - amount, Decimal(0))


def _with_people(facts: HouseholdFacts, number: int) -> dict[str, Any]:
    return {"dependants": number, "role": str(Role.HEAD) if number else facts.role}


_ASKS = {
    "dependants": (Question.DEPENDENTS, NUMBERS["elig_dependents"]),
    "earned_income": (Question.EARNED_INCOME, NUMBERS["elig_earned_income"]),
    "unearned_income": (Question.UNEARNED_INCOME, NUMBERS["elig_unearned_income"]),
}


def _question(changes: Changes) -> Question:
    return next(question for name, (question, limits) in _ASKS.items() if name in changes and not limits.allow(changes[name]))


def _can_be(changes: Changes) -> bool:
    return all(name not in changes or limits.allow(changes[name]) for name, (_, limits) in _ASKS.items())
