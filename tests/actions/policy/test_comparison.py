from datetime import date
from decimal import Decimal

import pytest

from actions.eligibility.engine import assess
from actions.eligibility.system import system
from actions.policy.comparison import Range, compare
from actions.policy.reform import with_values
from tests.actions.eligibility.households import household
from tests.actions.policy.homes import population

JANUARY = date(2027, 1, 1)
BASE, SHARE, CAP = "pension.base_minimum_monthly", "pension.earned_income_counted_share", "pension.household_cap_monthly"


def reform(changes, start=JANUARY):
    return with_values(system(), {name: {start: value} for name, value in changes.items()})


def test_costs_are_the_sum_of_what_the_rules_give_each_household():
    homes = population(dependants=[0, 2, 4], earned_income=[0, 2000, 3000])
    found = compare(homes, reform({BASE: 1500}), JANUARY, months=12)

    assert found.cost.before == 12 * (1320 + 1640 + 2460)
    assert found.cost.after == 12 * (1500 + 1820 + 2640)
    assert found.difference == 12 * 3 * 180


def test_each_household_costs_what_its_own_assessment_says():
    incomes = [0, 500.5, 2639.99, 5280, 9000]
    homes = population(earned_income=incomes)
    higher = reform({BASE: 1501})
    found = compare(homes, higher, JANUARY, months=1)

    for rules, told in ((None, found.cost.before), (higher, found.cost.after)):
        single = [assess(household(earned_income=income), JANUARY, rules).monthly_amount or 0 for income in incomes]
        assert Decimal(str(round(told, 4))) == sum(single)


def test_a_reform_costs_nothing_before_it_begins():
    found = compare(population(earned_income=[0]), reform({BASE: 1500}), date(2026, 11, 1), months=4)

    assert [one.month for one in found.months] == [date(2026, 11, 1), date(2026, 12, 1), JANUARY, date(2027, 2, 1)]
    assert [one.cost.after - one.cost.before for one in found.months] == [0, 0, 180, 180]


def test_who_gains_and_who_loses_a_pension_is_told():
    homes = population(earned_income=[5280, 5279, 5400], unearned_income=[0, 0, 0])
    more, less = compare(homes, reform({BASE: 1400}), JANUARY), compare(homes, reform({BASE: 1300}), JANUARY)

    assert (more.changes.gained, more.changes.lost) == (2, 0)
    assert (less.changes.gained, less.changes.lost) == (0, 1)
    assert (more.changes.more, more.changes.less, more.changes.same) == (3, 0, 0)


def test_averages_are_over_the_recipients_and_over_the_changed():
    homes = population(earned_income=[0, 0, 1000, 9000])
    found = compare(homes, reform({SHARE: 0.4}), JANUARY)

    assert found.changes.average_of_changed == 100
    assert found.changes.average == pytest.approx(100 / 3)
    assert (found.changes.same, found.changes.more) == (2, 1)


def test_the_spread_tells_below_what_each_share_of_the_recipients_lies():
    homes = population(earned_income=[0] * 9 + [1000])
    found = compare(homes, reform({SHARE: 0.4}), JANUARY)

    assert dict(found.changes.shares) == {0.1: 0, 0.25: 0, 0.5: 0, 0.75: 0, 0.9: 0}
    assert list(found.changes.amounts) == [100]


def test_groups_add_up_to_the_whole():
    homes = population(
        earned_income=[0, 1000, 2000, 6000],
        region=["riyadh", "riyadh", "asir", ""],
        category=["able_to_work", "rehabilitable", "", ""],
    )
    found = compare(homes, reform({BASE: 1500}), JANUARY)

    for groups in (found.regions, found.categories):
        assert sum(group.cost.before for group in groups) == found.last.cost.before
        assert sum(group.cost.after for group in groups) == found.last.cost.after
        assert sum(group.households for group in groups) == 4
    assert [group.code for group in found.regions] == ["riyadh", "asir", ""]
    assert {group.code for group in found.categories} == {"able_to_work", "rehabilitable", ""}


def test_a_weight_counts_a_row_so_many_times():
    found = compare(population(earned_income=[0, 1000], weight=[10, 1]), reform({BASE: 1500}), JANUARY, months=1)

    assert found.cost.before == 10 * 2640 + 2140
    assert found.last.recipients.before == 11
    assert found.changes.average == pytest.approx(180)


def test_a_population_can_stand_for_a_larger_one():
    homes = population(earned_income=[0, 1000]).standing_for(2_000_000)

    assert homes.households == 2_000_000
    assert compare(homes, system(), JANUARY, months=1).last.recipients.before == 2_000_000


def test_households_that_need_a_study_stand_apart():
    homes = population(earned_income=[0, 0], other_assets=[True, False])
    found = compare(homes, reform({BASE: 1500}), JANUARY, months=1)

    assert (found.cost.before, found.last.recipients.before) == (2640, 1)
    assert (found.open.before, found.open_at_most.before, found.open_at_most.after) == (1, 2640, 2820)


def test_contested_income_gives_a_range():
    homes = population(earned_income=[0, 0], contested_support=[0, 300])
    found = compare(homes, reform({BASE: 1500}), JANUARY, months=1)

    assert found.cost.before == 2640 + 2340
    assert found.cost_range.before.highest == 2640 + 2640
    assert found.cost_range.before.lowest <= found.cost.before


def test_a_contested_parameter_gives_a_range():
    large = population(dependants=[2, 9])  # 2,640 and 7,260, or the cap that one source tells
    found = compare(large, reform({BASE: 1500}), JANUARY, months=1)

    assert found.cost.before == 2640 + 7260
    assert found.cost_range.before == Range(2640 + 5000, 2640 + 7260)
    assert found.difference_range == Range(180, 360)
    assert [dict(one.values) for one in found.scenarios] == [{CAP: 5000}]


def test_a_reform_that_sets_the_contested_value_may_change_nothing():
    large = population(dependants=[9])
    found = compare(large, reform({CAP: 5000}), date(2026, 11, 1), months=4)

    assert found.difference == -2 * 2260
    assert found.difference_range == Range(-2 * 2260, 0)


def test_a_range_holds_the_main_figure():
    homes = population(dependants=[2, 9, 10], contested_support=[0, 300, 5000], earned_income=[100, 200, 300])
    found = compare(homes, reform({SHARE: 0.3}), JANUARY)

    assert found.cost_range.before.lowest <= found.cost.before <= found.cost_range.before.highest
    assert found.cost_range.after.lowest <= found.cost.after <= found.cost_range.after.highest
    assert found.difference_range.lowest <= found.difference <= found.difference_range.highest
    assert len(found.scenarios) == 3


def test_no_change_changes_nothing():
    found = compare(population(earned_income=[0, 1000, 9000]), system(), JANUARY)

    assert found.difference == 0
    assert (found.changes.more, found.changes.less, found.changes.same) == (0, 0, 2)
    assert found.changes.amounts.size == 0


def test_nobody_who_receives_leaves_the_averages_at_zero():
    found = compare(population(earned_income=[9000]), reform({BASE: 1400}), JANUARY)

    assert (found.changes.average, found.changes.average_of_changed) == (0, 0)
    assert found.regions[0].average_change == 0
