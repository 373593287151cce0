"""The numbers people quote."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.references import ReferenceKind, is_reference, next_reference, reference

DAY = date(2026, 11, 22)


def test_a_reference_holds_the_hijri_year_and_a_check_digit() -> None:
    assert reference(ReferenceKind.OBJECTION, 12, DAY) == "OBJ-1448-000125"


def test_a_reference_is_right_only_with_its_check_digit() -> None:
    assert is_reference("OBJ-1448-000125")
    assert not is_reference("OBJ-1448-000124")
    assert not is_reference("XYZ-1448-000125")


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(min_value=0, max_value=4), st.integers(1, 9))
def test_a_wrong_digit_is_always_noticed(number: int, place: int, shift: int) -> None:
    right = reference(ReferenceKind.COMPLAINT, number, DAY)
    at = len(right) - 1 - place
    wrong = right[:at] + str((int(right[at]) + shift) % 10) + right[at + 1 :]
    assert is_reference(right)
    assert not is_reference(wrong)


async def test_numbers_run_on_for_each_kind(session: AsyncSession) -> None:
    first = await next_reference(session, "OBJ", DAY)
    second = await next_reference(session, ReferenceKind.OBJECTION, DAY)
    other = await next_reference(session, "CMP", DAY)
    assert (first[9:14], second[9:14], other[9:14]) == ("00001", "00002", "00001")


async def test_an_unknown_kind_is_refused(session: AsyncSession) -> None:
    with pytest.raises(ValueError, match="ABC"):
        await next_reference(session, "ABC", DAY)
