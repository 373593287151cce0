from decimal import Decimal

import numpy as np
import pytest

from actions.eligibility.codes import Outcome, Reason
from actions.eligibility.engine import assess, assess_many
from tests.actions.eligibility.households import TODAY, household

COLUMNS = {
    "role": np.array(["head", "independent", "head", "head", "head", "unknown"]),
    "saudi": np.array([True, True, True, False, True, True]),
    "exception": np.array(["none", "none", "none", "mobility_card_orphan", "none", "none"]),
    "days_abroad": np.array([0, 0, 121, 0, 0, 0]),
    "in_shelter": np.zeros(6, dtype=bool),
    "dependants": np.array([3, 0, 4, 2, 1, -1]),
    "earned_income": np.array([2000.0, 4000.0, 0.0, 0.0, 500.0, np.nan]),
    "unearned_income": np.array([0.0, 0.0, 1000.0, 1200.0, 0.0, 0.0]),
    "other_assets": np.array([False, False, False, False, True, False]),
    "transferred_group": np.full(6, "none"),
}


def test_a_population_is_assessed_as_its_households_are():
    many = assess_many(COLUMNS, TODAY)

    assert list(many.outcomes()) == [
        "likely_eligible",
        "likely_ineligible",
        "likely_ineligible",
        "likely_eligible",
        "needs_study",
        "needs_study",
    ]
    assert list(many.monthly_amount) == [2300, 0, 0, 1440, 0, 0]
    assert list(many.minimum) == [3300, 1320, 3960, 2640, 1980, 0]
    assert [many.reasons_of(row) for row in range(6)] == [
        (),
        (Reason.INCOME_ABOVE_MINIMUM,),
        (Reason.ABSENCE_FROM_KINGDOM,),
        (),
        (Reason.ASSETS,),
        (),
    ]
    assert list(many.is_outcome(Outcome.LIKELY_ELIGIBLE)) == [True, False, False, True, False, False]


def test_random_households_come_out_alike_alone_and_together():
    chance = np.random.default_rng(7)
    number = 200
    columns = {
        "role": np.full(number, "head"),
        "saudi": np.ones(number, dtype=bool),
        "days_abroad": chance.integers(80, 100, number),
        "in_shelter": chance.random(number) < 0.05,
        "dependants": chance.integers(0, 8, number),
        "earned_income": np.round(chance.random(number) * 9000, 2),
        "unearned_income": np.round(chance.random(number) * 3000, 2),
        "other_assets": chance.random(number) < 0.1,
        "transferred_group": np.full(number, "none"),
    }
    many = assess_many(columns, TODAY)

    for row in range(number):
        facts = household(**{name: values[row].item() for name, values in columns.items()})
        one = assess(facts, TODAY)
        assert one.outcome == many.outcomes()[row]
        assert one.reasons == many.reasons_of(row)
        assert (one.monthly_amount or 0) == pytest.approx(Decimal(str(many.monthly_amount[row])))


def test_a_column_that_no_fact_has_is_refused():
    with pytest.raises(KeyError, match="shoe_size"):
        assess_many({"shoe_size": np.array([42])}, TODAY)


def test_a_fact_without_a_column_is_unknown():
    many = assess_many({"dependants": np.array([1, 2])}, TODAY)

    assert list(many.outcomes()) == ["needs_study", "needs_study"]
    assert list(many.minimum) == [1980, 2640]
