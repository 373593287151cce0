"""Proof of identity: codes, their limits, and the session that a right one opens."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Notice
from actions.database.audit import AuditEntry
from actions.identity.codes import CODE_LIFETIME, TRIES, Expired, Locked, TooManyCodes, Wrong
from actions.identity.locks import LOCKED_FOR
from actions.identity.models import IdentitySession, OneTimeCode
from actions.identity.service import CODES_AN_HOUR, CodeSent, NoPhone, check_code, find_by_national_id, send_code
from actions.identity.sessions import SESSION_LIFETIME, Person, current_person, end_session
from actions.identity.vault import references_in, vault
from tests.actions.people import NATIONAL_ID, PHONE, holds, person

HERE = UUID(int=1)
ELSEWHERE = UUID(int=2)
CAUSE = 7


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def sent(session: AsyncSession, clock: FrozenClock, beneficiary: UUID, conversation: UUID = HERE) -> str:
    """Sends a code and reads it where only the provider does."""
    assert isinstance(await send_code(session, beneficiary, conversation, clock.now(), CAUSE), CodeSent)
    await session.flush()
    live = await session.scalar(
        select(OneTimeCode).where(
            OneTimeCode.conversation_id == conversation, OneTimeCode.voided_at.is_(None), OneTimeCode.used_at.is_(None)
        )
    )
    assert live is not None
    for notice in await session.scalars(select(Notice)):
        code = await vault().reveal(session, references_in(notice.data["code"])[0])
        if code and vault().fingerprint("code", f"{beneficiary}:{code}") == live.code_hash:
            return code
    raise AssertionError("no notice carries the live code")


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def fail(session: AsyncSession, clock: FrozenClock, beneficiary: UUID, code: str, times: int) -> list[object]:
    return [await check_code(session, beneficiary, HERE, other_than(code), clock.now()) for _ in range(times)]


async def test_a_person_is_found_by_the_id_and_by_no_other(session: AsyncSession, noura: UUID) -> None:
    assert await find_by_national_id(session, NATIONAL_ID) == noura
    assert await find_by_national_id(session, "1920220223") is None


async def test_the_right_code_proves_who_speaks(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    assert await check_code(session, noura, HERE, code, clock.now()) == Person(noura, "نورة سعد القحطاني", "نورة")
    assert await current_person(session, HERE, clock.now()) == Person(noura, "نورة سعد القحطاني", "نورة")


async def test_a_proof_counts_in_its_own_conversation_alone(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await check_code(session, noura, HERE, await sent(session, clock, noura), clock.now())
    assert await current_person(session, ELSEWHERE, clock.now()) is None


async def test_a_proof_is_over_after_thirty_minutes(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await check_code(session, noura, HERE, await sent(session, clock, noura), clock.now())
    clock.advance(SESSION_LIFETIME - timedelta(seconds=1))
    assert await current_person(session, HERE, clock.now()) is not None
    clock.advance(timedelta(seconds=1))
    assert await current_person(session, HERE, clock.now()) is None


async def test_logging_out_ends_the_proof_once(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await check_code(session, noura, HERE, await sent(session, clock, noura), clock.now())
    await session.flush()
    assert await end_session(session, HERE, clock.now())
    assert await current_person(session, HERE, clock.now()) is None
    assert not await end_session(session, HERE, clock.now())


async def test_a_second_proof_takes_the_place_of_the_first(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    other = await person(session, "1920220223", "+966500000002")
    await check_code(session, noura, HERE, await sent(session, clock, noura), clock.now())
    await check_code(session, other, HERE, await sent(session, clock, other), clock.now())
    found = await current_person(session, HERE, clock.now())
    assert found is not None
    assert found.beneficiary == other
    open_ones = select(func.count()).select_from(IdentitySession).where(IdentitySession.ended_at.is_(None))
    assert await session.scalar(open_ones) == 1


async def test_a_wrong_code_leaves_four_attempts(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    assert await check_code(session, noura, HERE, other_than(code), clock.now()) == Wrong(4)
    assert await current_person(session, HERE, clock.now()) is None


async def test_after_a_wrong_code_the_right_one_still_counts(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await fail(session, clock, noura, code, TRIES - 1)
    assert isinstance(await check_code(session, noura, HERE, code, clock.now()), Person)


async def test_the_fifth_wrong_code_locks_the_id_for_a_quarter_of_an_hour(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    code = await sent(session, clock, noura)
    answers = await fail(session, clock, noura, code, TRIES)
    assert answers == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Locked(clock.now() + LOCKED_FOR)]


async def test_a_locked_id_takes_no_code_not_even_the_right_one(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await fail(session, clock, noura, code, TRIES)
    assert isinstance(await check_code(session, noura, HERE, code, clock.now()), Locked)


async def test_a_locked_id_is_sent_no_code_in_any_conversation(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await fail(session, clock, noura, code, TRIES)
    for conversation in (HERE, ELSEWHERE):
        assert isinstance(await send_code(session, noura, conversation, clock.now(), CAUSE), Locked)


async def test_wrong_codes_of_two_conversations_are_counted_together(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    await fail(session, clock, noura, await sent(session, clock, noura), 3)
    elsewhere = await sent(session, clock, noura, ELSEWHERE)
    wrong = other_than(elsewhere)
    assert await check_code(session, noura, ELSEWHERE, wrong, clock.now()) == Wrong(1)
    assert isinstance(await check_code(session, noura, ELSEWHERE, wrong, clock.now()), Locked)


async def test_the_lock_of_one_id_is_not_the_lock_of_another(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await fail(session, clock, noura, await sent(session, clock, noura), TRIES)
    other = await person(session, "1920220223", "+966500000002")
    assert isinstance(await send_code(session, other, HERE, clock.now(), CAUSE), CodeSent)


async def test_after_the_lock_all_five_attempts_are_there_again(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await fail(session, clock, noura, await sent(session, clock, noura), TRIES)
    clock.advance(LOCKED_FOR)
    code = await sent(session, clock, noura)
    assert await check_code(session, noura, HERE, other_than(code), clock.now()) == Wrong(4)


async def test_a_right_code_makes_earlier_failures_forgotten(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await fail(session, clock, noura, code, 4)
    await check_code(session, noura, HERE, code, clock.now())
    code = await sent(session, clock, noura)
    assert await check_code(session, noura, HERE, other_than(code), clock.now()) == Wrong(4)


async def test_a_code_is_too_old_after_five_minutes(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    clock.advance(CODE_LIFETIME)
    assert await check_code(session, noura, HERE, code, clock.now()) == Expired()


async def test_a_code_opens_once(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await check_code(session, noura, HERE, code, clock.now())
    assert await check_code(session, noura, HERE, code, clock.now()) == Expired()


async def test_a_code_opens_nothing_in_another_conversation(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    assert await check_code(session, noura, ELSEWHERE, code, clock.now()) == Expired()


async def test_a_code_opens_nobody_elses_record(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    other = await person(session, "1920220223", "+966500000002")
    code = await sent(session, clock, noura)
    assert await check_code(session, other, HERE, code, clock.now()) == Expired()


async def test_a_newer_code_makes_the_older_one_void(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    older = await sent(session, clock, noura)
    newer = await sent(session, clock, noura)
    if newer == older:
        pytest.skip("one in a million: the same six digits twice")
    assert isinstance(await check_code(session, noura, HERE, older, clock.now()), Wrong)
    assert isinstance(await check_code(session, noura, HERE, newer, clock.now()), Person)


async def test_without_a_code_nothing_can_be_checked(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    assert await check_code(session, noura, HERE, "000000", clock.now()) == Expired()


async def test_the_phone_is_shown_by_its_ends_alone(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    assert await send_code(session, noura, HERE, clock.now(), CAUSE) == CodeSent(noura, "+9665•••••01")


async def test_without_a_phone_on_file_no_code_is_sent(session: AsyncSession, clock: FrozenClock) -> None:
    nobody = await person(session, phone=None)
    assert await send_code(session, nobody, HERE, clock.now(), CAUSE) == NoPhone()
    assert await session.scalar(select(func.count()).select_from(OneTimeCode)) == 0


async def test_a_phone_that_is_not_verified_gets_no_code(session: AsyncSession, clock: FrozenClock) -> None:
    nobody = await person(session, phone=None)
    await holds(session, nobody, PHONE, verified=False)
    assert await send_code(session, nobody, HERE, clock.now(), CAUSE) == NoPhone()


async def test_the_code_leaves_with_the_answer_that_tells_of_it(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    notice = await session.scalar(select(Notice))
    assert notice is not None
    assert (notice.act, notice.cause, notice.beneficiary_id) == ("sms.code", CAUSE, noura)
    assert code not in str(notice.data)


async def test_a_code_is_stored_as_a_hash_alone(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    issued = await session.scalar(select(OneTimeCode))
    assert issued is not None
    assert code.encode() not in issued.code_hash
    assert issued.code_hash == vault().fingerprint("code", f"{noura}:{code}")


async def test_a_phone_gets_a_limited_number_of_codes_within_an_hour(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    for _ in range(CODES_AN_HOUR):
        await send_code(session, noura, uuid4(), clock.now(), CAUSE)
    assert await send_code(session, noura, HERE, clock.now(), CAUSE) == TooManyCodes()
    clock.advance(timedelta(minutes=59))
    assert await send_code(session, noura, HERE, clock.now(), CAUSE) == TooManyCodes()
    clock.advance(timedelta(minutes=1))
    assert isinstance(await send_code(session, noura, HERE, clock.now(), CAUSE), CodeSent)


async def test_a_code_whose_tries_are_used_up_is_no_code(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await session.execute(update(OneTimeCode).values(attempts_left=0))
    session.expire_all()
    assert await check_code(session, noura, HERE, code, clock.now()) == Expired()


async def test_what_happened_is_in_the_audit_without_the_code(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    code = await sent(session, clock, noura)
    await check_code(session, noura, HERE, other_than(code), clock.now())
    await check_code(session, noura, HERE, code, clock.now())
    events = list(await session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
    assert [event.kind for event in events] == ["identity.code_sent", "identity.wrong_code", "identity.verified"]
    assert code not in " ".join(str(event.data) for event in events)
