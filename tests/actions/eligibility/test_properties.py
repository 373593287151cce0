from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.eligibility.benefits import Dependant, benefits
from actions.eligibility.codes import (
    Entitlement,
    IncomeKind,
    NationalityException,
    Outcome,
    Role,
    StopCase,
    TransferredGroup,
)
from actions.eligibility.comprehensive import comprehensive_service
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts, OtherIncome
from tests.actions.eligibility.households import TODAY

amounts = st.decimals(0, 9000, places=2)
maybe = st.none() | st.booleans()
other_incomes = st.lists(st.builds(OtherIncome, st.sampled_from(list(IncomeKind)), amounts), max_size=3).map(tuple)
households = st.builds(
    HouseholdFacts,
    role=st.sampled_from([None, Role.HEAD, Role.INDEPENDENT]),
    saudi=maybe,
    exception=st.none() | st.sampled_from([code for code in NationalityException if code != "unknown"]),
    days_abroad=st.none() | st.integers(0, 366),
    in_shelter=maybe,
    dependants=st.none() | st.integers(0, 12),
    earned_income=st.none() | amounts,
    unearned_income=st.none() | amounts,
    other_assets=maybe,
    transferred_group=st.none() | st.sampled_from([code for code in TransferredGroup if code != "unknown"]),
    age=st.none() | st.integers(0, 110),
    separate_dwelling=maybe,
    other_income=other_incomes,
    stop_case=st.none() | st.sampled_from(list(StopCase)),
)
plain = st.builds(
    HouseholdFacts.recorded,
    saudi=st.just(True),
    role=st.just(Role.HEAD),
    dependants=st.integers(0, 12),
    earned_income=amounts,
    unearned_income=amounts,
    other_income=other_incomes,
)
ORDER = list(Outcome)


def pension(facts):
    return assess(facts, TODAY).monthly_amount or Decimal(0)


@settings(deadline=None)
@given(plain, amounts, st.sampled_from(["earned_income", "unearned_income"]))
def test_more_income_never_raises_the_pension(facts, more, kind):
    richer = facts.but(**{kind: getattr(facts, kind) + more})

    assert pension(richer) <= pension(facts)


@settings(deadline=None)
@given(plain)
def test_one_dependant_more_never_lowers_the_pension(facts):
    assert pension(facts.but(dependants=facts.dependants + 1)) >= pension(facts)


@settings(deadline=None)
@given(plain)
def test_the_pension_of_the_eligible_is_positive_and_at_most_the_minimum(facts):
    assessment = assess(facts, TODAY)

    if assessment.outcome is Outcome.LIKELY_ELIGIBLE:
        assert 0 < assessment.monthly_amount <= assessment.minimum


@settings(deadline=None)
@given(plain, st.permutations(range(3)))
def test_the_order_of_the_incomes_does_not_matter(facts, order):
    shuffled = tuple(facts.other_income[index] for index in order if index < len(facts.other_income))

    before, after = assess(facts, TODAY), assess(facts.but(other_income=shuffled), TODAY)
    assert (after.outcome, after.monthly_amount, after.steps) == (before.outcome, before.monthly_amount, before.steps)


@settings(deadline=None)
@given(plain)
def test_the_range_holds_what_comes_out_when_the_contested_counts_and_when_not(facts):
    assessment = assess(facts, TODAY)
    if assessment.amount_range is None:
        return
    without = facts.but(other_income=())
    contested = assessment.amount_range.highest - max(assessment.amount_range.lowest, Decimal(0))
    counted = without.but(unearned_income=facts.unearned_income + contested)

    assert pension(without) == assessment.amount_range.highest
    assert pension(counted) == assessment.amount_range.lowest


@settings(deadline=None)
@given(households)
def test_any_household_gets_an_answer_that_keeps_the_contract(facts):
    assessment = assess(facts, TODAY)

    assert (assessment.monthly_amount is not None) == (assessment.outcome is Outcome.LIKELY_ELIGIBLE)
    if assessment.outcome is not Outcome.NEEDS_STUDY:
        assert assessment.missing == ()
    if assessment.outcome is Outcome.LIKELY_ELIGIBLE:
        assert assessment.reasons == ()
    assert all(change.leads_to is not assessment.outcome for change in assessment.changes)


@settings(deadline=None)
@given(households)
def test_a_settled_outcome_stays_whatever_the_unknown_turns_out_to_be(facts):
    assessment = assess(facts, TODAY)
    if assessment.outcome is not Outcome.LIKELY_INELIGIBLE:
        return
    for answer in (facts.presumed(), facts.but(saudi=True if facts.saudi is None else facts.saudi)):
        assert assess(answer, TODAY).outcome is Outcome.LIKELY_INELIGIBLE


ages = st.none() | st.integers(0, 12 * 30)
dependants = st.lists(st.builds(Dependant, ages, maybe, maybe, maybe), max_size=4)
eligibility = st.none() | st.booleans()
RIGHTS = list(Entitlement)


def rights(eligible, family):
    return [RIGHTS.index(one.entitled) for one in benefits(eligible, family, TODAY)]


@settings(deadline=None)
@given(dependants)
def test_nobody_has_more_benefits_for_not_being_eligible(family):
    yes, open_, no = (rights(eligible, family) for eligible in (True, None, False))

    assert all(least <= less <= most for least, less, most in zip(no, open_, yes, strict=True))
    assert max(no) < RIGHTS.index(Entitlement.YES)


@settings(deadline=None)
@given(eligibility, dependants, st.builds(Dependant, ages, maybe, maybe, maybe))
def test_one_dependant_more_takes_no_benefit_away(eligible, family, another):
    before, after = rights(eligible, family), rights(eligible, [*family, another])

    assert all(least <= most for least, most in zip(before, after, strict=True))


@settings(deadline=None)
@given(eligibility, dependants, st.randoms(use_true_random=False))
def test_the_order_of_the_dependants_does_not_matter(eligible, family, chance):
    shuffled = list(family)
    chance.shuffle(shuffled)

    assert benefits(eligible, shuffled, TODAY) == benefits(eligible, family, TODAY)


@settings(deadline=None)
@given(st.none() | st.integers(0, 110), maybe, st.none() | st.integers(0, 5))
def test_a_settled_comprehensive_service_stays_whatever_the_unknown_turns_out_to_be(age, disability, adults):
    found = comprehensive_service(age, disability, adults, TODAY)
    if found.entitled is Entitlement.NEEDS_CHECK:
        assert found.missing
        return
    for told in ((age or 0, disability, adults), (age if age is not None else 80, True, adults), (age, disability, adults or 0)):
        filled = [given if known is None else known for known, given in zip((age, disability, adults), told, strict=True)]
        assert comprehensive_service(*filled, TODAY).entitled is found.entitled
