import pytest

from actions.eligibility.codes import Entitlement
from actions.eligibility.comprehensive import comprehensive_service
from actions.eligibility.facts import ImpossibleFact
from tests.actions.eligibility.households import TODAY


def service(age=None, disability=None, adults=None):
    return comprehensive_service(age, disability, adults, TODAY)


@pytest.mark.parametrize(
    ("age", "disability", "adults", "entitled", "reasons"),
    [
        (76, None, 0, "yes", ["elderly", "no_adult"]),
        (60, False, 0, "yes", ["elderly", "no_adult"]),
        (59, False, 0, "no", ["not_elderly", "no_disability"]),
        (59, True, 0, "yes", ["disability", "no_adult"]),
        (None, True, 0, "yes", ["disability", "no_adult"]),
        (76, True, 1, "no", ["adult_in_household"]),
        (40, False, 2, "no", ["not_elderly", "no_disability", "adult_in_household"]),
    ],
)
def test_it_is_for_the_elderly_and_disabled_without_an_adult(age, disability, adults, entitled, reasons):
    found = service(age, disability, adults)

    assert (found.entitled, [str(reason) for reason in found.reasons]) == (Entitlement(entitled), reasons)
    assert found.missing == ()


@pytest.mark.parametrize(
    ("age", "disability", "adults", "missing"),
    [
        (None, None, None, ["age", "disability", "adults_in_household"]),
        (59, None, 0, ["disability"]),
        (76, None, None, ["adults_in_household"]),
        (None, False, 0, ["age"]),
    ],
)
def test_only_what_still_matters_is_missing(age, disability, adults, missing):
    found = service(age, disability, adults)

    assert found.entitled is Entitlement.NEEDS_CHECK
    assert [str(question) for question in found.missing] == missing


def test_an_adult_at_home_settles_it_whatever_the_rest():
    assert service(adults=1).entitled is Entitlement.NO
    assert service(age=20, disability=False).entitled is Entitlement.NO


def test_the_age_has_its_article_and_the_service_its_source():
    found = service(76, None, 0)

    assert "elderly_rights_law 1(5)" in [str(citation) for citation in found.citations]
    assert found.references
    assert found.confidence == "seed"


def test_a_number_that_cannot_be_is_refused():
    with pytest.raises(ImpossibleFact):
        service(age=-1)
    with pytest.raises(ImpossibleFact):
        service(adults=-2)
