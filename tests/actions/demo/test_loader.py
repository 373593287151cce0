"""Loading: once, as a whole, the same every time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
import pytest

from actions.demo.__main__ import main
from actions.demo.dates import resolve
from actions.demo.loader import SMALLEST, DemoRefused, load
from actions.identity.vault import Vault
from actions.settings import settings
from tests.conftest import NOW

TODAY = NOW.date()


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
        assert row is not None
        return row[0]


async def test_loading_again_does_nothing(demo_url: str) -> None:
    before = one(demo_url, "SELECT count(*) FROM beneficiaries")
    assert await load(demo_url, TODAY, SMALLEST) is False
    assert one(demo_url, "SELECT count(*) FROM beneficiaries") == before


async def test_of_two_starters_one_loads(database_url: str) -> None:
    loaded = await asyncio.gather(*(load(database_url, TODAY, SMALLEST) for _starter in range(2)))
    assert sorted(loaded) == [False, True]


async def test_a_load_that_fails_leaves_nothing(database_url: str) -> None:
    def breaks(what: str, _done: int, _total: int) -> None:
        if what == "cards":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await load(database_url, TODAY, SMALLEST, breaks)
    assert one(database_url, "SELECT (SELECT count(*) FROM slots) + (SELECT count(*) FROM beneficiaries)") == 0


async def test_progress_tells_what_and_how_far(database_url: str) -> None:
    told: dict[str, tuple[int, int]] = {}
    await load(database_url, TODAY, SMALLEST, lambda what, done, total: told.update({what: (done, total)}))
    assert {"slots", "personas", "beneficiaries", "incomes", "payments"} <= set(told)
    assert all(done == total for done, total in told.values())


async def test_the_same_day_and_number_make_the_same_people(database_url: str, demo_url: str) -> None:
    await load(database_url, TODAY, 300)
    for query in (
        "SELECT md5(string_agg(id::text || name_ar || city, ',' ORDER BY id)) FROM beneficiaries WHERE name_en IS NULL",
        "SELECT md5(string_agg(name_ar || relation || birth_date, ',' ORDER BY id)) FROM members",
        "SELECT sum(amount) FROM incomes",
        "SELECT sum(amount) FROM payments",
        "SELECT md5(string_agg(starts_at || ',' || reference, ',' ORDER BY reference)) FROM appointments",
    ):
        assert one(database_url, query) == one(demo_url, query)


@pytest.mark.parametrize("day", [date(2026, 11, 24) + timedelta(days=ahead) for ahead in range(3)] + [date(2027, 3, 1)])
async def test_the_consultation_is_in_three_days_though_it_be_a_weekend(database_url: str, day: date) -> None:
    await load(database_url, day, SMALLEST)
    starts = one(
        database_url,
        """SELECT (a.starts_at AT TIME ZONE 'Asia/Riyadh')::date FROM appointments a
        JOIN beneficiaries b ON b.id = a.beneficiary_id WHERE b.name_en LIKE 'Yousef%'""",
    )
    assert starts == day + timedelta(days=3)


async def test_the_demo_of_another_key_is_refused(demo_url: str) -> None:
    with pytest.raises(DemoRefused, match="VAULT_KEY"):
        await load(demo_url, TODAY, SMALLEST, sealing=Vault(b"another key" * 4))


async def test_too_few_households_are_refused(database_url: str) -> None:
    with pytest.raises(DemoRefused, match="DEMO_HOUSEHOLDS"):
        await load(database_url, TODAY, SMALLEST - 1)


@pytest.fixture
def of_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DEMO_HOUSEHOLDS", str(SMALLEST))
    settings.cache_clear()
    yield database_url
    settings.cache_clear()


def test_the_command_loads_once(of_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "50 households loaded" in capsys.readouterr().out
    assert main() == 0
    assert capsys.readouterr().out == ""


def test_the_command_refuses_production(
    of_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODE", "production")
    settings.cache_clear()
    assert main() == 1
    assert capsys.readouterr().err == "The demo data is only for MODE=demo.\n"
    assert one(of_database, "SELECT count(*) FROM beneficiaries") == 0


def test_relative_dates_read_as_the_contract_has_them() -> None:
    assert resolve("D-10", date(2026, 11, 22)) == date(2026, 11, 12)
    assert resolve("D+200", date(2026, 11, 22)) == date(2027, 6, 10)
    assert resolve("M-0", date(2026, 11, 22)) == date(2026, 11, 1)
    assert resolve("M-11", date(2026, 11, 22)) == date(2025, 12, 1)
    with pytest.raises(ValueError, match="not a relative date"):
        resolve("Y-1", date(2026, 11, 22))
