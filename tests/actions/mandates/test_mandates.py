"""Mandates of carers: who may give one, for how long, what it opens, and that it ends at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from rasa_sdk import Action
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Notice
from actions.database.audit import AuditEntry, record
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask
from actions.identity.codes import Expired
from actions.identity.models import IdentityLevel, IdentitySession, Purpose
from actions.identity.service import check_code, send_code
from actions.identity.sessions import SESSION_LIFETIME, Person, act_for, acting_in, current_person, proved_person
from actions.identity.vault import references_in, vault
from actions.mandates import acting, service
from actions.mandates.acting import Standing
from actions.mandates.models import EndedBy, Mandate, Scope
from actions.mandates.policy import policy, scopes
from actions.mandates.service import TooManyCarers, Wish
from actions.people.models import Beneficiary, Relation
from actions.registry import ROOMS
from tests.actions.people import person

MOTHER, DAUGHTER, STRANGER = "1930330335", "1910110111", "1920220223"
TALK = UUID(int=1)
STATUS = "action_ask_my_status"


@pytest.fixture
async def mother(session: AsyncSession) -> UUID:
    return await named(session, MOTHER, "فاطمة علي", "+966500000003")


@pytest.fixture
async def daughter(session: AsyncSession) -> UUID:
    return await named(session, DAUGHTER, "نورة سعد", "+966500000001")


async def named(session: AsyncSession, national_id: str, name: str, phone: str) -> UUID:
    who = await person(session, national_id, phone)
    (await session.get_one(Beneficiary, who)).name_ar = name
    await session.flush()
    return who


def wish(*scopes_: Scope, carer: str = DAUGHTER, ends_on: date = date(2027, 5, 22)) -> Wish:
    hashed = vault().fingerprint("id", carer)
    return Wish(hashed, "1•••••••11", Relation.DAUGHTER, scopes_ or (Scope.STATUS,), ends_on)


async def appoint(session: AsyncSession, clock: FrozenClock, who: UUID, *scopes_: Scope, carer: str = DAUGHTER) -> Mandate:
    return await service.appoint(session, who, wish(*scopes_, carer=carer), f"{uuid4()}", clock.now())


async def signed_in(session: AsyncSession, clock: FrozenClock, who: UUID, under: Mandate | None = None) -> None:
    session.add(
        IdentitySession(
            conversation_id=TALK,
            beneficiary_id=who,
            level=IdentityLevel.ONE_TIME_CODE,
            started_at=clock.now(),
            expires_at=clock.now() + SESSION_LIFETIME,
            mandate_id=under.id if under else None,
        )
    )
    await session.flush()


@pytest.mark.parametrize(
    ("born", "disability", "may"),
    [
        (date(1950, 1, 1), False, True),
        (date(1966, 11, 22), False, True),  # sixty today
        (date(1966, 11, 23), False, False),  # tomorrow
        (date(1990, 1, 1), True, True),
        (date(1990, 1, 1), False, False),
        (None, False, False),
    ],
)
async def test_the_elderly_and_persons_with_disability_may_appoint_a_carer(
    session: AsyncSession, mother: UUID, born: date | None, disability: bool, may: bool
) -> None:
    found = await session.get_one(Beneficiary, mother)
    found.birth_date, found.disability = born, disability
    await session.flush()
    assert await service.may_appoint(session, mother, date(2026, 11, 22)) is may


async def test_a_mandate_is_seen_by_both_sides(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    made = await appoint(session, clock, mother, Scope.STATUS, Scope.CASES)
    assert made.reference.startswith("MND-")
    assert [one.id for one in await service.given(session, mother, clock.now().date())] == [made.id]
    (held,) = await service.held(session, daughter, clock.now().date())
    assert (held.mandate.id, held.person.given_name) == (made.id, "فاطمة")
    assert await service.held(session, mother, clock.now().date()) == []


async def test_the_same_message_appoints_once(session: AsyncSession, clock: FrozenClock, mother: UUID) -> None:
    first = await service.appoint(session, mother, wish(), "k", clock.now())
    assert (await service.appoint(session, mother, wish(), "k", clock.now())).id == first.id


async def test_the_same_carer_appointed_anew_has_the_new_limits_only(
    session: AsyncSession, clock: FrozenClock, mother: UUID
) -> None:
    first = await appoint(session, clock, mother, *Scope)
    second = await appoint(session, clock, mother, Scope.STATUS)
    assert first.ended_by is EndedBy.REPLACED
    assert [one.id for one in await service.given(session, mother, clock.now().date())] == [second.id]


async def test_nobody_has_more_carers_than_the_policy_allows(
    session: AsyncSession, clock: FrozenClock, mother: UUID
) -> None:
    for number in range(policy().most_carers):
        await appoint(session, clock, mother, carer=f"10{number}0000000")
    with pytest.raises(TooManyCarers):
        await appoint(session, clock, mother, carer=STRANGER)


async def test_a_carer_who_is_on_no_file_can_be_appointed_and_nobody_hears_that_they_are_not(
    session: AsyncSession, clock: FrozenClock, mother: UUID
) -> None:
    made = await appoint(session, clock, mother, carer="1921321327")
    assert made.ended_at is None


async def test_under_a_mandate_the_file_of_the_other_is_spoken_of(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    await signed_in(session, clock, daughter, await appoint(session, clock, mother))
    acting.begin(session, STATUS)
    found = await current_person(session, TALK, clock.now())
    assert found == Person(mother, "فاطمة علي", "فاطمة", carer=daughter)
    assert await proved_person(session, TALK, clock.now()) == Person(daughter, "نورة سعد", "نورة")


@pytest.mark.parametrize("doing", ["action_begin_booking", "action_show_my_data", "action_begin_data_deletion", "unheard_of", None])
async def test_outside_the_scope_nothing_is_open(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID, doing: str | None
) -> None:
    await signed_in(session, clock, daughter, await appoint(session, clock, mother, Scope.STATUS))
    if doing:
        acting.begin(session, doing)
    assert await current_person(session, TALK, clock.now()) is None
    under = await acting_in(session, TALK, clock.now())
    assert under is not None
    assert under.standing is Standing.OUTSIDE


async def test_revoked_it_opens_nothing_from_that_moment(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    made = await appoint(session, clock, mother)
    await signed_in(session, clock, daughter, made)
    acting.begin(session, STATUS)
    ended = await service.end(session, made.id, mother, clock.now())
    assert ended is not None
    assert ended.ended_by is EndedBy.PERSON
    assert await current_person(session, TALK, clock.now()) is None
    under = await acting_in(session, TALK, clock.now())
    assert under is not None
    assert under.standing is Standing.REVOKED


@pytest.mark.parametrize(("days", "standing"), [(0, Standing.WITHIN), (1, Standing.EXPIRED)])
async def test_it_lasts_to_the_end_of_its_last_day(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID, days: int, standing: Standing
) -> None:
    made = await service.appoint(session, mother, wish(ends_on=clock.now().date()), "k", clock.now())
    clock.advance(timedelta(days=days))
    await signed_in(session, clock, daughter, made)
    acting.begin(session, STATUS)
    under = await acting_in(session, TALK, clock.now())
    assert under is not None
    assert under.standing is standing
    assert bool(await service.held(session, daughter, clock.now().date())) is (days == 0)


async def test_the_carer_may_end_it_and_a_stranger_may_not(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    stranger = await person(session, STRANGER, None)
    made = await appoint(session, clock, mother)
    assert await service.end(session, made.id, stranger, clock.now()) is None
    ended = await service.end(session, made.id, daughter, clock.now())
    assert ended is not None
    assert ended.ended_by is EndedBy.CARER
    assert await service.end(session, made.id, mother, clock.now()) is None


async def test_what_a_carer_does_is_recorded_with_both_names(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    made = await appoint(session, clock, mother)
    await signed_in(session, clock, daughter, made)
    acting.begin(session, STATUS)
    await current_person(session, TALK, clock.now())
    await record(session, actor="person", kind="case.filed", subject=mother, data={"reference": "OBJ"})
    await record(session, actor="person", kind="other", subject=daughter)
    entries = {entry.kind: entry for entry in await session.scalars(select(AuditEntry))}
    filed = entries["case.filed"]
    assert filed.actor == f"carer:{daughter}"
    assert filed.data == {"reference": "OBJ", "carer": "نورة سعد", "person": "فاطمة علي", "mandate": made.reference}
    assert (entries["other"].actor, entries["other"].data) == ("person", {})


async def test_speaking_of_ones_own_file_again(
    session: AsyncSession, clock: FrozenClock, mother: UUID, daughter: UUID
) -> None:
    await signed_in(session, clock, daughter, await appoint(session, clock, mother))
    await act_for(session, TALK, None, clock.now())
    assert await current_person(session, TALK, clock.now()) == Person(daughter, "نورة سعد", "نورة")


async def test_a_code_for_a_mandate_opens_no_session_and_a_code_to_sign_in_confirms_no_mandate(
    session: AsyncSession, clock: FrozenClock, mother: UUID
) -> None:
    await send_code(session, mother, TALK, clock.now(), 1, Purpose.MANDATE)
    await session.flush()
    (notice,) = await session.scalars(select(Notice))
    assert notice.act == "sms.mandate_code"
    code = await vault().reveal(session, references_in(notice.data["code"])[0]) or ""
    assert await check_code(session, mother, TALK, code, clock.now()) == Expired()
    assert isinstance(await check_code(session, mother, TALK, code, clock.now(), Purpose.MANDATE), Person)
    assert await proved_person(session, TALK, clock.now()) is None


def test_every_action_on_a_record_is_in_a_scope_or_stays_with_the_person() -> None:
    """A new service cannot be forgotten: whoever writes it decides whether a carer may use it."""
    own = {
        "action_show_my_data", "action_begin_data_deletion", "action_begin_data_copy", "action_submit_data_request",
        "action_appoint_carer", "action_submit_mandate", "action_show_mandates", "action_end_mandate",
        "action_submit_end_mandate", "action_act_for",
    }  # fmt: skip
    on_records = {
        kind().name()
        for room in ROOMS
        for kind in room
        if issubclass(kind, PersonAction | SubmitTask) or (issubclass(kind, OpenTask) and kind.needs_person)
    }
    assert on_records - set(scopes()) == own


def test_a_scope_names_only_what_there_is() -> None:
    kinds: list[type[Action]] = [kind for room in ROOMS for kind in room]
    names = {kind().name() for kind in kinds}
    known = names | {name.removeprefix("validate_") for name in names if name.startswith("validate_")}
    assert set(scopes()) <= known
