"""How fast the rules are: `python -m bench.eligibility [HOUSEHOLDS]`.

One household with its whole explanation, and a population (a million unless told otherwise) as vectors, beside the
same rules written once more as a plain function that a loop calls for every household. Both must come to the same
outcomes and amounts. Prints times, memory, and the ratio of this run: machines differ, ratios less so.

1 when a limit is broken: 5 ms of the processor (median) a household, 10 s and 4 GB a million. Other work on the machine
lengthens the time that passes, not that of the processor; both are printed for the single household.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.eligibility import rules
from actions.eligibility.engine import PopulationAssessment, assess, assess_many, warm_up
from actions.eligibility.facts import HouseholdFacts

TODAY = date(2026, 11, 22)
MILLION = 1_000_000
SECONDS, GIGABYTES, MILLISECONDS = 10.0, 4.0, 5.0
_SINGLE_RUNS = 300

type Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the law that the plain function needs."""

    base: float
    increment: float
    earned: float
    unearned: float
    months: float
    days: int
    exceptions: frozenset[str]
    transferred: frozenset[str]

    @classmethod
    def on(cls, day: date) -> Numbers:
        pension = rules.pension_rules(day)
        return cls(
            base=float(pension.base_minimum),
            increment=float(pension.dependant_increment),
            earned=float(pension.earned_share),
            unearned=float(pension.unearned_share),
            months=float(pension.liquid_asset_divisor),
            days=rules.absence_rule(day).max_days,
            exceptions=frozenset(rules.nationality_exceptions(day)),
            transferred=frozenset(rules.transferred_groups(day)),
        )


def homes(number: int, seed: int = 7) -> Columns:
    """Random households, with everything that the rules tell apart."""
    chance = np.random.default_rng(seed)
    groups = np.array(["none", "elderly_without_income", "unknown"])
    grounds = np.array(["none", "mobility_card_orphan", "unknown"])

    def amounts(share: float, highest: float) -> NDArray[np.float64]:
        return np.where(chance.random(number) < share, np.round(chance.random(number) * highest, 2), 0.0)

    return {
        "role": np.where(chance.random(number) < 0.3, "independent", "head"),
        "saudi": chance.random(number) < 0.96,
        "exception": grounds[chance.choice(3, number, p=[0.3, 0.6, 0.1])],
        "days_abroad": np.where(chance.random(number) < 0.1, chance.integers(0, 200, number), 0),
        "in_shelter": chance.random(number) < 0.01,
        "dependants": chance.integers(0, 9, number),
        "earned_income": np.where(chance.random(number) < 0.02, -1.0, amounts(0.5, 9000)),
        "unearned_income": amounts(0.3, 4000),
        "citizen_account": amounts(0.4, 1500),
        "contested_support": amounts(0.1, 800),
        "liquid_assets": amounts(0.02, 30_000),
        "other_assets": chance.random(number) < 0.02,
        "transferred_group": groups[chance.choice(3, number, p=[0.97, 0.01, 0.02])],
    }


def plain(n: Numbers, home: Mapping[str, Any]) -> tuple[str, float]:
    """Outcome and monthly amount of one household by the rules of the law, written out once more."""
    failed = unknown = False
    if not home["saudi"]:
        failed |= home["exception"] == "none"
        unknown |= home["exception"] not in n.exceptions and home["exception"] != "none"
    failed |= home["days_abroad"] > n.days or home["in_shelter"]
    minimum = round(n.base + min(n.increment, n.base) * home["dependants"], 4)
    earned, unearned = home["earned_income"], home["unearned_income"]
    assets = round(n.unearned * home["liquid_assets"] / n.months, 4)
    certain = round(round(n.earned * max(earned, 0), 4) + round(n.unearned * unearned, 4) + assets, 4)
    contested = round(n.unearned * home["contested_support"], 4)
    waived = home["transferred_group"] in n.transferred
    maybe_waived = home["transferred_group"] == "unknown"
    below = earned >= 0 and round(certain + contested, 4) < minimum
    failed |= certain >= minimum and not waived and not maybe_waived
    unknown |= waived or not below
    unknown |= home["other_assets"] or home["liquid_assets"] > 0
    if failed:
        return "likely_ineligible", 0.0
    if unknown:
        return "needs_study", 0.0
    return "likely_eligible", round(minimum - certain - contested, 4)


def looped(columns: Columns, on: date) -> tuple[list[tuple[str, float]], float]:
    """What the plain function says of every household, and the seconds it took."""
    names = list(columns)
    numbers = Numbers.on(on)
    rows = list(zip(*(columns[name].tolist() for name in names), strict=True))
    began = time.perf_counter()
    found = [plain(numbers, dict(zip(names, row, strict=True))) for row in rows]
    return found, time.perf_counter() - began


def differing(found: PopulationAssessment, told: list[tuple[str, float]]) -> int:
    """In how many households the two disagree."""
    outcomes, amounts = (np.array(values) for values in zip(*told, strict=True))
    return int(((found.outcomes() != outcomes) | (np.abs(found.monthly_amount - amounts) > 1e-6)).sum())


def single() -> tuple[list[float], list[float]]:
    """Milliseconds of one household with its explanation, many times, the shortest first: passed, and computed."""
    facts = HouseholdFacts.recorded(saudi=True, role="head", dependants=2, earned_income=Decimal(6500))
    passed, computed = [], []
    for _ in range(_SINGLE_RUNS):
        began, busy = time.perf_counter(), time.process_time()
        assess(facts, TODAY)
        passed.append((time.perf_counter() - began) * 1000)
        computed.append((time.process_time() - busy) * 1000)
    return sorted(passed), sorted(computed)


def main(number: int) -> int:
    warm_up(TODAY)
    passed, computed = single()
    median = statistics.median(computed)
    for what, taken in (("passed", passed), ("computed", computed)):
        middle, late = statistics.median(taken), taken[int(_SINGLE_RUNS * 0.95) - 1]
        print(f"one household, explained      p50 {middle:.2f} ms   p95 {late:.2f} ms   {what}")

    columns = homes(number)
    began = time.perf_counter()
    found = assess_many(columns, TODAY)
    vectors = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{number:,} households as vectors   {vectors:.2f} s   peak memory of the process {memory:.2f} GB")

    told, loop = looped(columns, TODAY)
    different = differing(found, told)
    print(f"{number:,} households in a loop    {loop:.2f} s   {different} differ")
    print(f"loop / vectors                {loop / vectors:.1f}")
    seconds = vectors * MILLION / max(number, MILLION)
    kept = median <= MILLISECONDS and seconds <= SECONDS and memory <= GIGABYTES and not different
    print("all limits kept" if kept else "a limit is broken")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION))
