"""Before the form of a booking opens: who may book at all, and an offer that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import opening
from actions.clinics.opening import BeginBooking, BeginCancel
from actions.clinics.policy import policy
from actions.clock import FrozenClock
from actions.identity.models import IdentityLevel, IdentitySession
from tests.actions.clinics.sites import Sites
from tests.actions.dialogue.trackers import CONVERSATION, tracker


@pytest.fixture
async def signed_in(session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID) -> UUID:
    session.add(
        IdentitySession(
            conversation_id=CONVERSATION,
            beneficiary_id=noura,
            level=IdentityLevel.ONE_TIME_CODE,
            started_at=clock.now(),
            expires_at=clock.now() + timedelta(minutes=30),
        )
    )
    await session.commit()
    return noura


async def answered(action: Any, intent: str, *entities: tuple[str, Any]) -> list[str]:
    """The acts that an action answers with."""
    dispatcher = CollectingDispatcher()
    found = [{"entity": name, "value": value} for name, value in entities]
    await action.run(dispatcher, tracker(intent, entities=found, chosen=True), {})
    return [message["custom"]["act"] for message in dispatcher.messages]


async def test_everybody_on_file_may_book_unless_the_operator_says_otherwise(
    signed_in: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await answered(BeginBooking(), "book_consultation") == []
    narrow = replace(policy(), who_may_book=frozenset({"eligible"}))
    monkeypatch.setattr(opening, "policy", lambda: narrow)
    assert await answered(BeginBooking(), "book_consultation") == ["appointment.not_entitled"]


async def test_an_offer_that_is_over_can_be_neither_taken_nor_declined(signed_in: UUID) -> None:
    gone = ("offer", str(uuid4()))
    assert await answered(BeginBooking(), "book_consultation", gone) == ["appointment.offer_gone"]
    assert await answered(BeginCancel(), "cancel_appointment", gone) == ["appointment.offer_gone"]
