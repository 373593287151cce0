"""The vault: sealed values, their references, their masks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.identity.models import VaultEntry, VaultKind
from actions.identity.vault import Vault, references_in, vault

ID = "1910110111"


async def test_a_reference_reads_as_kind_and_eight_characters(session: AsyncSession) -> None:
    reference = await vault().protect(session, VaultKind.ID, ID)
    assert re.fullmatch(r"\[id:[a-z2-7]{8}\]", reference)


async def test_the_same_value_keeps_its_reference(session: AsyncSession) -> None:
    first = await vault().protect(session, VaultKind.ID, ID)
    assert await vault().protect(session, VaultKind.ID, ID) == first
    assert await session.scalar(select(func.count()).select_from(VaultEntry)) == 1


async def test_the_same_digits_of_another_kind_have_another_reference(session: AsyncSession) -> None:
    assert await vault().protect(session, VaultKind.ID, ID) != await vault().protect(session, VaultKind.BAD_ID, ID)


async def test_a_reference_is_revealed_with_brackets_and_without(session: AsyncSession) -> None:
    reference = await vault().protect(session, VaultKind.PHONE, "+966500000001")
    assert await vault().reveal(session, reference) == "+966500000001"
    assert await vault().reveal(session, reference.strip("[]")) == "+966500000001"


async def test_an_unknown_reference_reveals_nothing(session: AsyncSession) -> None:
    assert await vault().reveal(session, "[id:aaaaaaaa]") is None


async def test_a_reference_reveals_nothing_after_it_expired(session: AsyncSession, clock: FrozenClock) -> None:
    reference = await vault().protect(session, VaultKind.CODE, "482913", clock.now() + timedelta(minutes=5))
    clock.advance(timedelta(minutes=5))
    assert await vault().reveal(session, reference) is None


async def test_protecting_a_value_again_prolongs_it(session: AsyncSession, clock: FrozenClock) -> None:
    reference = await vault().protect(session, VaultKind.CODE, "482913", clock.now() + timedelta(minutes=5))
    await vault().protect(session, VaultKind.CODE, "482913", clock.now() + timedelta(minutes=10))
    clock.advance(timedelta(minutes=7))
    assert await vault().reveal(session, reference) == "482913"


async def test_nothing_stored_holds_the_value(session: AsyncSession) -> None:
    await vault().protect(session, VaultKind.ID, ID)
    entry = await session.scalar(select(VaultEntry))
    assert entry is not None
    assert ID.encode() not in entry.sealed + entry.fingerprint + entry.ref.encode()


def test_another_key_opens_nothing_and_finds_nothing() -> None:
    ours, theirs = Vault(b"a" * 32), Vault(b"b" * 32)
    with pytest.raises(InvalidToken):
        theirs.open(ours.seal(ID))
    assert ours.fingerprint("id", ID) != theirs.fingerprint("id", ID)


def test_a_value_is_sealed_differently_every_time_and_found_by_one_fingerprint() -> None:
    ours = Vault(b"a" * 32)
    assert ours.seal(ID) != ours.seal(ID)
    assert ours.fingerprint("id", ID) == ours.fingerprint("id", ID)


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        (VaultKind.ID, ID, "1•••••••11"),
        (VaultKind.PHONE, "+966500000001", "+9665•••••01"),
        (VaultKind.IBAN, "SA0380000000608010167519", "SA03••••••7519"),
        (VaultKind.CODE, "482913", "••••••"),
        (VaultKind.BAD_ID, "19", "•••••••"),
    ],
)
def test_a_mask_shows_only_the_ends(kind: VaultKind, value: str, masked: str) -> None:
    assert vault().mask(kind, value) == masked


def test_references_are_found_in_a_text_in_order() -> None:
    assert references_in("هويتي [id:k3v7q2mz] وجوالي [phone:aaaa2222] [other:aaaa2222]") == [
        "id:k3v7q2mz",
        "phone:aaaa2222",
    ]
