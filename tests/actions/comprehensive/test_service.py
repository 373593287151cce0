"""Requests for the comprehensive service: once, with a call to make."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.callbacks import service as callbacks
from actions.callbacks.models import PartOfDay
from actions.comprehensive import service
from actions.comprehensive.service import Case
from actions.identity.vault import vault
from tests.actions.people import NATIONAL_ID, PHONE, person
from tests.conftest import NOW

FATHER = Case("father", 80, None, 0)


async def test_a_request_leaves_a_call_to_the_phone_on_file(session: AsyncSession) -> None:
    noura = await person(session)
    made, call = await service.request(session, noura, FATHER, None, PartOfDay.MORNING, "k", NOW)
    due = await callbacks.due_calls(session)
    assert [(one.reference, one.phone) for one in due] == [(made.reference, PHONE)]
    assert call.due_from >= NOW
    assert await callbacks.made(session, made.reference, NOW)
    assert await callbacks.due_calls(session) == []
    assert not await callbacks.made(session, made.reference, NOW)


async def test_another_number_is_called_instead(session: AsyncSession) -> None:
    noura = await person(session)
    other = await vault().protect(session, "phone", "+966551234567")
    await service.request(session, noura, FATHER, other, PartOfDay.ANY, "k", NOW)
    assert [one.phone for one in await callbacks.due_calls(session)] == ["+966551234567"]


async def test_a_number_that_is_gone_is_asked_again(session: AsyncSession) -> None:
    noura = await person(session)
    with pytest.raises(service.NoSuchPhone):
        await service.request(session, noura, FATHER, "[phone:aaaaaaaa]", PartOfDay.ANY, "k", NOW)
    without = await person(session, "1920220223", phone=None)
    with pytest.raises(service.NoSuchPhone):
        await service.request(session, without, FATHER, None, PartOfDay.ANY, "k", NOW)


async def test_one_key_is_one_request(session: AsyncSession) -> None:
    noura = await person(session)
    first, call = await service.request(session, noura, FATHER, None, PartOfDay.ANY, "k", NOW)
    again, same = await service.request(session, noura, FATHER, None, PartOfDay.ANY, "k", NOW)
    assert (first.id, call.id) == (again.id, same.id)


async def test_one_open_request_a_relative(session: AsyncSession) -> None:
    noura = await person(session, NATIONAL_ID)
    await service.request(session, noura, FATHER, None, PartOfDay.ANY, "k1", NOW)
    with pytest.raises(IntegrityError, match="uq_comprehensive_requests_open"):
        async with session.begin_nested():
            await service.request(session, noura, FATHER, None, PartOfDay.ANY, "k2", NOW)
    await service.request(session, noura, Case("mother", 78, None, 0), None, PartOfDay.ANY, "k3", NOW)
    assert await service.open_request(session, noura, "mother") is not None
    assert await service.open_request(session, noura, "self") is None
