"""What may be looked at of conversations, and what may not."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock as clocks
from actions.clock import FrozenClock
from actions.database.audit import AuditEntry
from actions.eligibility import rules
from actions.identity.models import IdentityLevel, IdentitySession
from actions.people.models import Beneficiary
from actions.settings import SettingsError, settings
from bot.conversations.export import Said, exported, write
from bot.conversations.models import Choice, Conversation, Direction, Message, MessageState
from bot.conversations.service import open_on_web

Reply = tuple[str, dict[str, Any]]


async def opened(session: AsyncSession) -> UUID:
    return (await open_on_web(session)).id


async def heard(session: AsyncSession, conversation: UUID, text: str | None, *replies: Reply, choice: str | None = None) -> Message:
    """A message of the person and what was answered."""
    at = clocks.now()
    state = MessageState.ANSWERED
    said = Message(conversation_id=conversation, direction=Direction.IN, state=state, text=text, choice=choice, created_at=at)
    session.add(said)
    await session.flush()
    for act, data in replies:
        answer = Message(
            conversation_id=conversation, direction=Direction.OUT, state=MessageState.SENT, act=act, data=data, text="…",
            in_reply_to=said.id, created_at=at,
        )  # fmt: skip
        session.add(answer)
        await session.flush()
    return said


async def offered(session: AsyncSession, conversation: UUID, value: str, intent: str) -> None:
    last = await session.scalar(select(Message.id).where(Message.direction == Direction.OUT).order_by(Message.id.desc()).limit(1))
    session.add(
        Choice(value=value, message_id=last, conversation_id=conversation, position=1, title="x", payload={"intent": intent})
    )
    await session.flush()


def texts(found: list[Said]) -> list[str | None]:
    return [said.text for said in found]


async def test_a_message_stands_with_what_came_before_and_after(session: AsyncSession, clock: FrozenClock) -> None:
    here = await opened(session)
    await heard(session, here, "flosi weno", ("clarify", {"candidates": ["faq/assets", "ask_my_payment"]}))
    await offered(session, here, "tapped", "ask_my_payment")
    await heard(session, here, "آخر دفعة لي", ("verify.ask_id", {}), choice="tapped")
    first, second = await exported(session)
    assert (first.conversation, first.turn, first.channel, first.text) == (1, 1, "web", "flosi weno")
    assert first.day == clock.now().date().isoformat()
    assert [(told.act, told.candidates) for told in first.answers] == [("clarify", ("faq/assets", "ask_my_payment"))]
    assert (second.text, second.chosen, second.before) == (None, "ask_my_payment", first.answers[0])


async def test_conversations_have_numbers_that_say_nothing_of_them(session: AsyncSession) -> None:
    for text in ("اولى", "ثانية"):
        await heard(session, await opened(session), text, ("menu", {}))
    found = await exported(session)
    assert [said.conversation for said in found] == [1, 2]
    ids = [str(one) for one in await session.scalars(select(Conversation.id))]
    assert not any(one in json.dumps([said.text for said in found]) for one in ids)


@pytest.mark.parametrize("question", ["details", "reason", "subject"])
async def test_the_story_of_a_case_is_withheld(session: AsyncSession, question: str) -> None:
    here = await opened(session)
    await heard(session, here, "ابي اعترض", ("case.ask", {"question": question}))
    await heard(session, here, "طردوني من الشغل وانا اعول سبعة", ("case.ask", {"question": "attachment"}))
    assert texts(await exported(session)) == ["ابي اعترض", None]


async def test_what_was_heard_as_danger_is_withheld(session: AsyncSession) -> None:
    await heard(session, await opened(session), "زوجي يضربني", ("danger.help", {}))
    assert texts(await exported(session)) == [None]


async def test_what_a_person_of_the_staff_was_told_is_left_out(session: AsyncSession) -> None:
    here = await opened(session)
    await heard(session, here, "ابي موظف", ("handoff.queued", {}))
    await heard(session, here, "يا سارة انا فلانة وقصتي كذا")
    assert texts(await exported(session)) == ["ابي موظف"]


async def test_whoever_asked_for_erasure_is_left_out(session: AsyncSession) -> None:
    here = await opened(session)
    await heard(session, here, "متى ينزل الضمان", ("payment.next", {}))
    await heard(session, here, "احذفوا بياناتي", ("data.deletion_requested", {}))
    assert await exported(session) == []


async def test_what_is_older_than_was_asked_for_is_left_out(session: AsyncSession, clock: FrozenClock) -> None:
    here = await opened(session)
    await heard(session, here, "قديم", ("menu", {}))
    await session.execute(update(Message).values(created_at=clock.now() - timedelta(days=20)))
    await heard(session, here, "جديد", ("menu", {}))
    assert texts(await exported(session, 30)) == ["قديم", "جديد"]
    assert texts(await exported(session, 10)) == ["جديد"]


async def test_the_retention_of_the_operator_is_the_longest(
    session: AsyncSession, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await heard(session, await opened(session), "قديم", ("menu", {}))
    await session.execute(update(Message).values(created_at=clock.now() - timedelta(days=20)))
    monkeypatch.setattr(rules, "transcript_retention_days", lambda on: 7)
    assert await exported(session, 30) == []


async def test_names_on_file_are_taken_out(demo_session: AsyncSession, clock: FrozenClock) -> None:
    noura, other = [
        await demo_session.scalar(select(Beneficiary).where(Beneficiary.name_ar.like(f"{given}%")).limit(1))
        for given in ("نورة", "عبدالله")
    ]
    assert noura is not None
    assert other is not None
    here = await opened(demo_session)
    proof = {"level": IdentityLevel.ONE_TIME_CODE, "started_at": clock.now(), "expires_at": clock.now() + timedelta(minutes=30)}
    demo_session.add(IdentitySession(conversation_id=here, beneficiary_id=noura.id, **proof))
    await heard(demo_session, here, f"انا نورة وجاري {other.name_ar} مثلي", ("menu", {}))
    (said,) = await exported(demo_session)
    assert said.text == "انا ___ وجاري ___ مثلي"


async def test_an_export_is_on_record(session: AsyncSession) -> None:
    await heard(session, await opened(session), "متى", ("menu", {}))
    await exported(session, 5)
    entry = await session.scalar(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))
    assert entry is not None
    assert (entry.kind, entry.data) == ("conversations.exported", {"messages": 1, "days": 5})


async def test_production_exports_only_what_the_operator_allowed(
    session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODE", "production")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="LEARN_FROM_CONVERSATIONS"):
        await exported(session)
    monkeypatch.setenv("LEARN_FROM_CONVERSATIONS", "true")
    settings.cache_clear()
    assert await exported(session) == []
    monkeypatch.undo()
    settings.cache_clear()


async def test_the_file_is_for_its_owner_alone(session: AsyncSession, tmp_path: Path) -> None:
    await heard(session, await opened(session), "متى", ("menu", {}))
    path = tmp_path / "said.jsonl"
    write(path, await exported(session))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == [{"act": "menu", "question": None, "candidates": []}]
