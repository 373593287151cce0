"""What was decided and paid: whatever the rules say of the drawn households."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from actions.benefits.models import DecisionStatus, PaymentReasonCode
from actions.demo.dates import month
from actions.demo.facts import Assessed, Codes, Counts, Facts, Flags, Numbers, assess
from actions.demo.personas import MONTHS
from actions.demo.population.draw import Draw
from actions.demo.population.homes import Homes
from actions.demo.population.incomes import NEVER, Incomes
from actions.demo.population.people import People
from actions.people.models import Category


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One person a row. `accepted`: how many months ago the first acceptance was, -1 where there was none.

    `now` is what the rules say today, `then` what they said before a stop. `paid` is SAR by months ago (the current
    month first), 0 where nothing was paid.
    """

    ids: list[UUID]
    earlier_ids: list[UUID]
    status: Codes
    since: NDArray[Any]
    category: Codes
    accepted: Counts
    now: Assessed
    then: Assessed
    paid: list[Numbers]

    def where(self, status: DecisionStatus) -> Flags:
        """The rows with this status."""
        rows: Flags = self.status == status.value
        return rows


def facts_of(people: People, homes: Homes, incomes: Incomes, ago: int) -> Facts:
    """The stored facts of a month."""
    return Facts(
        role=np.where(people.independent, "independent", "head"),
        saudi=people.saudi,
        exception=homes.exception,
        days_abroad=homes.days_abroad,
        in_shelter=homes.in_shelter,
        dependants=homes.dependants,
        other_assets=homes.other_assets,
        transferred_group=homes.transferred_group,
        earned_income=incomes.earned_in(ago),
        unearned_income=incomes.unearned_in(ago),
        citizen_account=incomes.citizen_account,
        disability_cash_aid=incomes.disability_cash_aid,
    )


def at_home(facts: Facts) -> Facts:
    """The same households before they went abroad or into a shelter."""
    return facts.but(days_abroad=np.zeros_like(facts.days_abroad), in_shelter=np.zeros_like(facts.in_shelter))


def believable(people: People, homes: Homes, incomes: Incomes, today: date) -> Incomes:
    """`incomes`, changed only where the household was and stays eligible: payments then differ by them alone."""
    changed = incomes.changed < NEVER
    before = assess(facts_of(people, homes, incomes, MONTHS), month(today, MONTHS - 1)).eligible
    return incomes.steady_where(changed & ~(before & assess(facts_of(people, homes, incomes, 0), today).eligible))


def decide(draw: Draw, people: People, homes: Homes, incomes: Incomes, today: date, told: Any) -> Outcomes:
    """Run the rules over the population and draw when it was decided."""
    rules = told["decisions"]
    facts = facts_of(people, homes, incomes, 0)
    now, then = assess(facts, today), assess(at_home(facts), today)
    stopped = now.ineligible & then.eligible & draw.chance(rules["suspended_after_payments"])
    lately = draw.chance(rules["applied_lately"]) & ~stopped
    status = np.select(
        [lately | ~(now.eligible | now.ineligible), stopped, now.eligible],
        [DecisionStatus.UNDER_REVIEW.value, DecisionStatus.SUSPENDED.value, DecisionStatus.ELIGIBLE.value],
        DecisionStatus.INELIGIBLE.value,
    )
    # Whose income changed was paid before it did, so they were accepted before all that is stored.
    shortest = np.where(incomes.changed < NEVER, MONTHS, 0)
    accepted = np.where(stopped | (status == DecisionStatus.ELIGIBLE), np.maximum(_months(draw, rules), shortest), -1)
    since = _since(draw, status, lately, accepted, today, rules)
    return Outcomes(
        ids=draw.uuids(),
        earlier_ids=draw.uuids(),
        status=status,
        since=since,
        category=np.where(accepted >= 0, _categories(draw, people, told["categories"]), ""),
        accepted=accepted,
        now=now,
        then=then,
        paid=list(_payments(people, homes, incomes, accepted, stopped, since, today)),
    )


def payment_reasons(outcomes: Outcomes, incomes: Incomes, ago: int) -> Iterator[tuple[int, PaymentReasonCode]]:
    """Row and reason of every payment `ago` months ago that differs from the one before it."""
    if ago + 1 >= MONTHS:
        return
    paid, before = outcomes.paid[ago], outcomes.paid[ago + 1]
    differs = (paid > 0) & (before > 0) & (paid != before)
    sources = (
        (incomes.earned_in, PaymentReasonCode.EARNED_INCOME_ROSE, PaymentReasonCode.EARNED_INCOME_FELL),
        (incomes.unearned_in, PaymentReasonCode.UNEARNED_INCOME_ROSE, PaymentReasonCode.UNEARNED_INCOME_FELL),
    )
    for income_in, rose, fell in sources:
        change = income_in(ago) - income_in(ago + 1)
        for rows, code in ((differs & (change > 0), rose), (differs & (change < 0), fell)):
            for row in np.flatnonzero(rows).tolist():
                yield row, code


def _months(draw: Draw, rules: Any) -> Counts:
    return draw.between(*rules["eligible_months"])


def _since(draw: Draw, status: Codes, lately: Flags, accepted: Counts, today: date, rules: Any) -> NDArray[Any]:
    first = (np.datetime64(today, "M") - np.maximum(accepted, 0).astype("timedelta64[M]")).astype("datetime64[D]")
    days = np.select(
        [lately, status == DecisionStatus.UNDER_REVIEW, status == DecisionStatus.SUSPENDED],
        [
            draw.between(1, rules["applied_lately_days"]),
            draw.between(1, rules["needs_study_days"]),
            draw.between(*rules["suspended_days"]),
        ],
        draw.between(*rules["ineligible_days"]),
    )
    return np.where(status == DecisionStatus.ELIGIBLE, first, np.datetime64(today, "D") - days.astype("timedelta64[D]"))


def _categories(draw: Draw, people: People, told: Any) -> Codes:
    kinds = [category.value for category in Category]
    groups = [np.array(kinds)[draw.index(told[name])] for name in ("old", "disability", "others")]
    return np.select([people.ages >= told["old_from"], people.disability], groups[:2], groups[2])


def _payments(
    people: People, homes: Homes, incomes: Incomes, accepted: Counts, stopped: Flags, since: NDArray[Any], today: date
) -> Iterator[Numbers]:
    """From the month after the acceptance on; of the stopped until the stop."""
    for ago in range(MONTHS):
        on = month(today, ago)
        due = (accepted > ago) & ~(stopped & (np.datetime64(on, "D") >= since))
        yield np.where(due, assess(at_home(facts_of(people, homes, incomes, ago)), on).pension, 0)
