"""What the households receive, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from actions.demo.facts import Codes, Counts, Flags, Numbers
from actions.demo.personas import MONTHS
from actions.demo.population.draw import Draw
from actions.demo.population.people import People
from actions.eligibility.codes import IncomeKind as Counting
from actions.people.models import IncomeKind

NEVER = MONTHS
"""As months ago: the income has not changed in what is stored."""


@dataclass(frozen=True, slots=True)
class Incomes:
    """One household a row, SAR a month: `…_before` until `changed` months ago, when it became what it is."""

    earned: Numbers
    unearned: Numbers
    earned_before: Numbers
    unearned_before: Numbers
    changed: Counts
    citizen_account: Numbers
    disability_cash_aid: Numbers
    earned_source: Codes
    unearned_source: Codes

    def earned_in(self, ago: int) -> Numbers:
        """The earned income `ago` months ago."""
        return np.where(ago > self.changed, self.earned_before, self.earned)

    def unearned_in(self, ago: int) -> Numbers:
        """The unearned income `ago` months ago."""
        return np.where(ago > self.changed, self.unearned_before, self.unearned)

    def steady_where(self, rows: Flags) -> Incomes:
        """The same, but without a change in `rows`."""
        same = {field.name: getattr(self, field.name) for field in fields(self)}
        return Incomes(
            **same
            | {
                "earned_before": np.where(rows, self.earned, self.earned_before),
                "unearned_before": np.where(rows, self.unearned, self.unearned_before),
                "changed": np.where(rows, NEVER, self.changed),
            }
        )


def draw_incomes(draw: Draw, people: People, told: Any) -> Incomes:
    """Incomes, of which some have changed in the last half year."""
    earned = np.where(draw.chance(told["earned"]["share"]), draw.amounts(told["earned"]), 0)
    unearned = np.where(draw.chance(told["unearned"]["share"]), draw.amounts(told["unearned"]), 0)
    excluded = told["excluded"]
    citizen, aid = (excluded[kind.value] for kind in (Counting.CITIZEN_ACCOUNT, Counting.DISABILITY_CASH_AID))
    changing, of_earned = draw.chance(told["changed"]), draw.chance(0.6)
    lowest, highest = told["change"]
    factor = draw.rng.uniform(lowest, highest, draw.size)
    step = told["earned"]["step"]
    return Incomes(
        earned=earned,
        unearned=unearned,
        earned_before=np.where(changing & of_earned, np.round(earned * factor / step) * step, earned),
        unearned_before=np.where(changing & ~of_earned, np.round(unearned * factor / step) * step, unearned),
        changed=np.where(changing, draw.between(0, MONTHS // 2 - 1), NEVER),
        citizen_account=np.where(draw.chance(citizen["share"]) & people.saudi, draw.steps(citizen), 0),
        disability_cash_aid=np.where(draw.chance(aid["share"]) & people.disability, draw.steps(aid), 0),
        earned_source=draw.code(told["earned"]["sources"]),
        unearned_source=draw.code(told["unearned"]["sources"]),
    )


def by_month(incomes: Incomes) -> Iterator[tuple[int, int, IncomeKind, str, float]]:
    """Row, months ago, kind, source, amount: one for every month in which something was received."""
    sources = (
        (IncomeKind.EARNED, incomes.earned_source, incomes.earned_in),
        (IncomeKind.UNEARNED, incomes.unearned_source, incomes.unearned_in),
        (IncomeKind.EXCLUDED, _always(Counting.CITIZEN_ACCOUNT, incomes), lambda _ago: incomes.citizen_account),
        (IncomeKind.EXCLUDED, _always(Counting.DISABILITY_CASH_AID, incomes), lambda _ago: incomes.disability_cash_aid),
    )
    for kind, source, amounts_in in sources:
        for ago in range(MONTHS):
            amounts = amounts_in(ago)
            rows = np.flatnonzero(amounts)
            for row, name, amount in zip(rows.tolist(), source[rows].tolist(), amounts[rows].tolist(), strict=True):
                yield row, ago, kind, name, amount


def _always(source: Counting, incomes: Incomes) -> Codes:
    return np.full(len(incomes.earned), source.value)
