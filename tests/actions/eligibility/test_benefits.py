from datetime import date

import pytest

from actions.eligibility.benefits import Dependant, benefit, benefits
from actions.eligibility.codes import BenefitCode, BenefitReason, Entitlement
from actions.eligibility.facts import ImpossibleFact
from actions.people.models import Relation
from tests.actions.eligibility.households import TODAY

YES, NO, CHECK = Entitlement.YES, Entitlement.NO, Entitlement.NEEDS_CHECK
SCHOOLCHILD = Dependant(age_in_months=12 * 10, child=True)
OF_THE_FAMILY = (
    BenefitCode.SCHOOL_TRANSPORT,
    BenefitCode.QIYAS_FEES,
    BenefitCode.INFANT_FORMULA,
    BenefitCode.SCHOOL_BAG,
    BenefitCode.UNIVERSITY_ADMISSION,
)


def entitled(code, eligible=True, dependants=(SCHOOLCHILD,), on=TODAY):
    return benefit(code, eligible, dependants, on).entitled


def years(number, **facts):
    return Dependant(age_in_months=12 * number, **facts)


def test_every_benefit_is_told_in_the_order_of_its_codes():
    assert [one.code for one in benefits(True, [SCHOOLCHILD], TODAY)] == list(BenefitCode)


def test_nobody_who_is_not_eligible_this_month_is_entitled():
    family = [SCHOOLCHILD, Dependant(age_in_months=3, child=True), years(9, child=True, disability=True)]

    assert {one.entitled for one in benefits(False, family, TODAY)} <= {NO, CHECK}
    assert {one.entitled for one in benefits(False, [SCHOOLCHILD], TODAY)} == {NO}


def test_nothing_is_sure_while_the_eligibility_is_open():
    assert {one.entitled for one in benefits(None, [SCHOOLCHILD], TODAY)} <= {NO, CHECK}


@pytest.mark.parametrize("code", OF_THE_FAMILY)
def test_what_is_for_children_is_not_for_who_has_no_dependants(code):
    assert entitled(code, dependants=()) is NO
    assert entitled(code, dependants=[years(40, child=False)]) is NO


@pytest.mark.parametrize("code", OF_THE_FAMILY)
def test_what_is_for_children_is_open_while_they_are_unknown(code):
    assert entitled(code, dependants=None) is CHECK
    assert entitled(code, dependants=[Dependant()]) is CHECK


@pytest.mark.parametrize(("age", "bag"), [(5, NO), (6, YES), (18, YES), (19, NO)])
def test_the_school_bag_is_for_pupils_from_six_to_eighteen(age, bag):
    assert entitled(BenefitCode.SCHOOL_BAG, dependants=[years(age)]) is bag


def test_a_child_who_left_school_gets_no_bag():
    assert entitled(BenefitCode.SCHOOL_BAG, dependants=[years(16, pupil=False)]) is NO


@pytest.mark.parametrize(("age", "transport"), [(5, CHECK), (6, YES), (18, YES), (19, NO)])
def test_a_child_below_school_age_may_ride_to_a_kindergarten(age, transport):
    assert entitled(BenefitCode.SCHOOL_TRANSPORT, dependants=[years(age)]) is transport


def test_a_pupil_rides_free_at_every_age():
    assert entitled(BenefitCode.SCHOOL_TRANSPORT, dependants=[years(4, pupil=True)]) is YES
    assert entitled(BenefitCode.SCHOOL_TRANSPORT, dependants=[years(20, pupil=True)]) is YES
    assert entitled(BenefitCode.SCHOOL_TRANSPORT, dependants=[years(12, pupil=False)]) is NO


def test_a_pupil_with_disability_may_ride_free_without_social_security():
    found = benefit(BenefitCode.SCHOOL_TRANSPORT, False, [years(9, disability=True)], TODAY)

    assert (found.entitled, found.reasons) == (CHECK, (BenefitReason.PUPIL_WITH_DISABILITY,))
    assert entitled(BenefitCode.SCHOOL_TRANSPORT, True, [years(9, disability=True)]) is YES


@pytest.mark.parametrize(("months", "formula"), [(0, CHECK), (23, CHECK), (24, CHECK), (25, NO), (36, NO)])
def test_infant_formula_is_for_up_to_24_months_and_may_have_ended(months, formula):
    found = benefit(BenefitCode.INFANT_FORMULA, True, [Dependant(age_in_months=months, child=True)], TODAY)

    assert found.entitled is formula
    assert found.reasons == ((BenefitReason.TERMS_UNKNOWN,) if formula is CHECK else (BenefitReason.NO_INFANT,))


def test_infant_formula_began_in_october_2024():
    infant = [Dependant(age_in_months=3, child=True)]
    before = benefit(BenefitCode.INFANT_FORMULA, True, infant, date(2024, 9, 30))

    assert before.entitled is NO
    assert BenefitReason.NOT_YET_IN_FORCE in before.reasons
    assert entitled(BenefitCode.INFANT_FORMULA, dependants=infant, on=date(2024, 10, 1)) is CHECK


def test_the_state_bears_court_costs_since_april_2022():
    assert entitled(BenefitCode.COURT_FEES, on=date(2022, 4, 11)) is NO
    assert entitled(BenefitCode.COURT_FEES, on=date(2022, 5, 1)) is YES
    assert str(benefit(BenefitCode.COURT_FEES, True, (), TODAY).citation) == "cabinet_resolution_519_1443"


def test_whether_a_grandchild_sits_qiyas_free_is_open():
    assert entitled(BenefitCode.QIYAS_FEES, dependants=[years(16, child=True)]) is YES
    assert entitled(BenefitCode.QIYAS_FEES, dependants=[years(16)]) is CHECK


def test_one_dependant_who_fits_suffices_beside_unknown_ones():
    assert entitled(BenefitCode.SCHOOL_BAG, dependants=[Dependant(), SCHOOLCHILD]) is YES


@pytest.mark.parametrize("code", ["food_support", "electricity_support", "soft_loan", "developmental_housing"])
def test_what_has_no_published_terms_is_open_to_the_eligible_and_closed_to_others(code):
    assert entitled(BenefitCode(code)) is CHECK
    assert entitled(BenefitCode(code), eligible=False) is NO


def test_what_comes_by_itself_is_told_as_such():
    automatic = {one.code for one in benefits(True, [SCHOOLCHILD], TODAY) if one.automatic}

    assert automatic == {BenefitCode.QIYAS_FEES, BenefitCode.COURT_FEES, BenefitCode.SCHOOL_BAG}


@pytest.mark.parametrize("eligible", [True, False, None])
@pytest.mark.parametrize("dependants", [None, (), (Dependant(),), (SCHOOLCHILD,), (years(1),), (years(9, disability=True),)])
def test_every_answer_has_a_reason_a_source_and_a_confidence(eligible, dependants):
    for one in benefits(eligible, dependants, TODAY):
        assert one.reasons
        assert one.references
        assert one.confidence


def test_a_member_on_file_has_an_age_in_full_months():
    assert Dependant.on_file("son", date(2024, 11, 22), TODAY) == Dependant(age_in_months=24, child=True)
    assert Dependant.on_file("daughter", date(2024, 11, 23), TODAY).age_in_months == 23
    assert Dependant.on_file("wife", date(1986, 1, 1), TODAY).child is False
    assert Dependant.on_file("grandson", date(2016, 1, 1), TODAY).child is None


def test_every_relation_on_file_is_read():
    told = {relation: Dependant.on_file(relation, TODAY, TODAY).child for relation in Relation}

    assert {relation for relation, child in told.items() if child} == {Relation.SON, Relation.DAUGHTER}
    assert {relation for relation, child in told.items() if child is None} == {
        Relation.BROTHER,
        Relation.SISTER,
        Relation.GRANDSON,
        Relation.GRANDDAUGHTER,
        Relation.OTHER,
    }


def test_an_age_below_zero_is_refused():
    with pytest.raises(ImpossibleFact):
        Dependant(age_in_months=-1)
