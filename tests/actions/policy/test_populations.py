from datetime import date

import numpy as np
import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.engine import make_engine, transaction, use_engine
from actions.demo.population.load import draw_population
from actions.eligibility.engine import assess_many
from actions.eligibility.system import system
from actions.policy.comparison import compare
from actions.policy.generated import generated_population
from actions.policy.population import PopulationRefused
from actions.policy.stored import stored_population
from actions.policy.table import table_population
from tests.conftest import HOUSEHOLDS, NOW, Copy

TODAY = NOW.date()


async def test_every_stored_household_is_read(demo_reading: AsyncSession) -> None:
    found = await stored_population(demo_reading, TODAY)
    number = await demo_reading.scalar(text("SELECT count(*) FROM households"))

    assert len(found) == number
    assert number > HOUSEHOLDS


async def test_what_the_rules_pay_is_what_was_decided(demo_reading: AsyncSession) -> None:
    """The decisions on file, and the applications under review that the rules would accept."""
    found = await stored_population(demo_reading, TODAY)
    pension = assess_many(found.columns, TODAY).monthly_amount
    decided = await demo_reading.execute(
        text(
            "SELECT d.status, d.pension FROM households h JOIN decisions d ON d.beneficiary_id = h.head_id "
            "AND d.superseded_by IS NULL ORDER BY h.id"
        )
    )
    for (status, stored), computed in zip(decided, pension, strict=True):
        if status == "eligible":
            assert float(stored) == computed
        if status in ("ineligible", "suspended"):
            assert computed == 0


async def test_the_cost_of_the_stored_is_that_of_their_decisions(demo_reading: AsyncSession) -> None:
    found = await stored_population(demo_reading, TODAY)
    decided = await demo_reading.scalar(
        text("SELECT sum(pension) FROM decisions WHERE status = 'eligible' AND superseded_by IS NULL")
    )
    accepted = found.category != ""
    cost = compare(found, system(), TODAY, months=1)
    of_accepted = sum(group.cost.before for group in cost.categories if group.code)

    assert accepted.any()
    assert of_accepted == pytest.approx(float(decided or 0))


async def test_an_empty_database_is_refused(session: AsyncSession) -> None:
    with pytest.raises(PopulationRefused, match="--generate"):
        await stored_population(session, TODAY)


async def test_a_database_without_tables_is_refused(server: str, copy: Copy) -> None:
    engine = make_engine(copy("template0"), pool=NullPool)
    async with use_engine(engine), transaction() as session:
        with pytest.raises(PopulationRefused, match="--generate"):
            await stored_population(session, TODAY)


def test_generated_households_are_those_of_the_demonstration():
    found, drawn = generated_population(200, TODAY), draw_population(200, TODAY, ())

    assert (found.columns["earned_income"] == drawn.incomes.earned_in(0)).all()
    assert (found.region == drawn.people.region).all()
    assert (assess_many(found.columns, TODAY).monthly_amount == drawn.outcomes.now.pension).all()


def test_generated_households_are_the_same_every_time():
    first, second = (generated_population(100, TODAY) for _time in range(2))

    assert all((first.columns[name] == second.columns[name]).all() for name in first.columns)


@pytest.mark.parametrize("number", [0, -1, 2_000_001])
def test_a_number_that_cannot_be_generated_is_refused(number):
    with pytest.raises(PopulationRefused):
        generated_population(number, TODAY)


def table(folder, text_):
    path = folder / "homes.csv"
    path.write_text(text_, encoding="utf-8")
    return path


def test_a_table_holds_a_household_a_line(tmp_path):
    found = table_population(
        table(tmp_path, "region,category,dependants,earned_income,unearned_income,saudi,weight\nasir,able_to_work,2,0,0,yes,3\n,,1,9000,0,no,1\n")
    )
    cost = compare(found, system(), date(2026, 11, 1), months=1)

    assert (len(found), found.households) == (2, 4)
    assert (cost.cost.before, cost.last.recipients.before) == (3 * 2640, 3)
    assert list(found.region) == ["asir", ""]
    assert "saudi" not in found.presumed
    assert "in_shelter" in found.presumed


def test_an_empty_field_is_unknown(tmp_path):
    found = table_population(table(tmp_path, "dependants,earned_income,unearned_income\n2,,0\n"))

    assert list(assess_many(found.columns, TODAY).outcomes()) == ["needs_study"]


def test_a_table_of_a_spreadsheet_begins_with_a_mark(tmp_path):
    path = tmp_path / "homes.csv"
    path.write_bytes("\ufeffdependants,earned_income,unearned_income\r\n2,0,0\r\n".encode())

    assert np.array_equal(table_population(path).columns["dependants"], [2])


BAD_TABLES = {
    "empty": ("", "is empty"),
    "no lines": ("dependants,earned_income,unearned_income\n", "holds no households"),
    "strange column": ("dependants,earned_income,unearned_income,shoe_size\n2,0,0,42\n", "shoe_size"),
    "missing column": ("dependants,earned_income\n2,0\n", "unearned_income is missing"),
    "short line": ("dependants,earned_income,unearned_income\n2,0\n", "line 2"),
    "text": ("dependants,earned_income,unearned_income\n2,0,0\ntwo,0,0\n", "line 3: 'two'"),
    "negative": ("dependants,earned_income,unearned_income\n2,-1,0\n", "'-1'"),
    "endless": ("dependants,earned_income,unearned_income\n2,inf,0\n", "'inf'"),
    "code": ("dependants,earned_income,unearned_income,role\n2,0,0,king\n", "'king'"),
    "answer": ("dependants,earned_income,unearned_income,saudi\n2,0,0,maybe\n", "'maybe'"),
    "no weight": ("dependants,earned_income,unearned_income,weight\n2,0,0,0\n", "weight"),
}


@pytest.mark.parametrize(("told", "says"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_a_bad_table_is_refused_in_one_sentence(tmp_path, told, says):
    with pytest.raises(PopulationRefused) as refused:
        table_population(table(tmp_path, told))

    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PopulationRefused, match="cannot be read"):
        table_population(tmp_path / "none.csv")
