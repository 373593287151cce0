import pytest

from actions.eligibility import codes
from actions.eligibility.duties import duties
from actions.people.models import Category
from tests.actions.eligibility.households import TODAY

EVERYBODYS = ["report_change", "update_data", "ministry_requirements"]


@pytest.mark.parametrize(
    ("category", "own"),
    [("able_to_work", ["job_search"]), ("rehabilitable", ["rehabilitation_plan"]), ("not_rehabilitable", []), ("unknown", [])],
)
def test_each_category_has_its_own_duties_beside_everybodys(category, own):
    assert [str(duty.code) for duty in duties(codes.Category(category), TODAY)] == EVERYBODYS + own


def test_every_duty_has_its_article_and_some_a_period():
    told = {str(duty.code): duty for duty in duties(codes.Category.ABLE_TO_WORK, TODAY)}

    assert (str(told["report_change"].citation), told["report_change"].working_days) == ("social_security_law 7", 15)
    assert (str(told["update_data"].citation), told["update_data"].working_days) == ("social_security_law 17(3)", 30)
    assert (str(told["job_search"].citation), told["job_search"].working_days) == ("social_security_law 17(5)", None)


def test_the_categories_of_the_file_are_those_of_the_rules():
    assert set(Category) == set(codes.Category) - {"unknown"}
