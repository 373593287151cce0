"""The pre-screen as a form: only what could change the outcome is asked, and answers are read as they are given."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.dialogue.fields import Answer, FormContext
from actions.dialogue.turn import Turn
from actions.eligibility.codes import Question
from actions.eligibility.prescreen import (
    FIELDS,
    AssetsField,
    DependentsField,
    EarnedField,
    ExceptionField,
    NumberField,
    PrescreenForm,
    RoleField,
    SaudiField,
    UnearnedField,
    facts_from,
    next_question,
)
from tests.actions.dialogue.trackers import Said, slots_set, tracker

type Slots = dict[str, Any]


@pytest.fixture(autouse=True)
def standing(session: AsyncSession, clock: FrozenClock) -> None:
    """Forms run in a transaction, on the day of the tests."""


async def asked_after(session: AsyncSession, slots: Slots) -> str | None:
    """The slot that the form asks for once these answers are known."""
    said = Said()
    events = await PrescreenForm().run(said, tracker("check_eligibility", form="eligibility_form", slots=slots), {})
    requested: str | None = slots_set(events)["requested_slot"]
    return requested


async def read(session: AsyncSession, field: Any, clock: FrozenClock, *, asked: bool = True, **told: Any) -> Any:
    slots = {"requested_slot": field.slot} if asked else told.pop("slots", {})
    turn = Turn(tracker(told.pop("intent", "inform"), told.pop("text", ""), slots=slots, entities=_entities(told)))
    reading = await field.read(FormContext(session, turn, clock.now(), {}), asked=asked)
    return reading.value if isinstance(reading, Answer) else reading


def _entities(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in told.items()]


async def test_every_question_has_a_field_of_its_own() -> None:
    assert len({field.question for field in FIELDS}) == len({field.slot for field in FIELDS}) == len(FIELDS)


async def test_nothing_told_means_that_something_is_asked(session: AsyncSession) -> None:
    assert await asked_after(session, {}) in {field.slot for field in FIELDS}


async def test_answering_every_question_that_is_asked_comes_to_an_end(session: AsyncSession) -> None:
    answers = {
        "elig_saudi": "yes",
        "elig_days_abroad": 0.0,
        "elig_in_shelter": "no",
        "elig_family_role": "head",
        "elig_dependents": 3.0,
        "elig_earned_income": 2000.0,
        "elig_unearned_income": 0.0,
        "elig_assets": "no",
        "elig_transferred": "none",
    }
    slots: Slots = {}
    for _ in range(len(FIELDS) + 1):
        wanted = await asked_after(session, slots)
        if wanted is None:
            break
        assert wanted not in slots
        slots[wanted] = answers[wanted]
    assert next_question(facts_from(slots)) is None
    assert "elig_exception" not in slots


async def test_a_non_saudi_is_asked_for_the_ground_of_exception(session: AsyncSession) -> None:
    slots: Slots = {"elig_saudi": "no"}
    assert await asked_after(session, slots) == "elig_exception"
    assert next_question(facts_from(slots)) is Question.EXCEPTION


def test_answers_become_facts_of_the_right_kind() -> None:
    facts = facts_from({"elig_saudi": "yes", "elig_dependents": 3.0, "elig_earned_income": 2000.5, "elig_family_role": "head"})
    assert (facts.saudi, facts.dependants, facts.earned_income) == (True, 3, Decimal("2000.5"))
    assert facts.unearned_income is None


@pytest.mark.parametrize(("intent", "value"), [("affirm", "yes"), ("deny", "no"), ("inform", None)])
async def test_yes_and_no_answer_the_question_that_was_asked(
    session: AsyncSession, clock: FrozenClock, intent: str, value: str | None
) -> None:
    assert await read(session, SaudiField(), clock, intent=intent) == value
    assert await read(session, AssetsField(), clock, asked=False, intent=intent) is None


@pytest.mark.parametrize(
    ("text", "value"), [("٤", 4.0), ("أربعة", 4.0), ("عندي 3", 3.0), ("31", None), ("كثير", None)]
)
async def test_a_number_is_read_in_digits_and_words_within_reason(
    session: AsyncSession, clock: FrozenClock, text: str, value: float | None
) -> None:
    assert await read(session, DependentsField(), clock, text=text) == value


async def test_a_no_to_a_number_is_none_of_it(session: AsyncSession, clock: FrozenClock) -> None:
    assert await read(session, UnearnedField(), clock, intent="deny", text="لا") == 0


@pytest.mark.parametrize("field", [field for field in FIELDS if isinstance(field, NumberField)], ids=lambda f: f.slot)
async def test_a_number_beyond_belief_is_no_answer(session: AsyncSession, clock: FrozenClock, field: NumberField) -> None:
    assert await read(session, field, clock, **{field.entity: field.most}) == field.most
    assert await read(session, field, clock, **{field.entity: field.most + 1}) is None


async def test_an_amount_in_the_opening_sentence_is_the_wage(session: AsyncSession, clock: FrozenClock) -> None:
    assert await read(session, EarnedField(), clock, asked=False, money=3000) == 3000
    assert await read(session, UnearnedField(), clock, asked=False, money=3000) is None
    elsewhere = {"requested_slot": "elig_unearned_income"}
    assert await read(session, EarnedField(), clock, asked=False, money=3000, slots=elsewhere) is None


async def test_a_number_of_people_says_that_the_household_has_a_head(session: AsyncSession, clock: FrozenClock) -> None:
    assert await read(session, RoleField(), clock, asked=False, count=3) == "head"
    assert await read(session, RoleField(), clock, intent="deny") == "independent"


async def test_a_code_that_is_none_of_the_list_is_no_answer(session: AsyncSession, clock: FrozenClock) -> None:
    code = ExceptionField().codes[0]
    assert await read(session, ExceptionField(), clock, elig_exception=code) == code
    assert await read(session, ExceptionField(), clock, elig_exception="royal") is None
