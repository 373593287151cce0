"""Loading the demo data: all of it in one transaction, once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import NullPool, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.engine import make_engine, make_sessions, transaction
from actions.demo import data
from actions.demo.clinics import open_clinics
from actions.demo.copying import Progress, silent
from actions.demo.opportunities import opportunities
from actions.demo.personas import personas
from actions.demo.population.load import load_population
from actions.demo.story import tell
from actions.identity.models import VaultKind
from actions.identity.vault import Vault, vault
from actions.people.models import Beneficiary

SMALLEST = 50
"""Households: fewer could not fill what must be full."""

BELONGS_TO_NOBODY = "1921321327"
"""An identity number that is valid and that no invented person gets."""

_LOCK = 0x44454D4F  # "DEMO": of two starters one loads, the other waits and finds it done


class DemoRefused(Exception):
    """The demo data cannot be loaded here; the message says why."""


async def load(url: str, today: date, households: int, progress: Progress = silent, sealing: Vault | None = None) -> bool:
    """Load personas, clinics and a population of `households` into the migrated database at `url`, as of `today`.

    False when they are there already. All or nothing, safe for several starters; DemoRefused for a database that
    holds other people, or the demo sealed with another key (`sealing`, by default the vault of this process).
    """
    if households < SMALLEST:
        raise DemoRefused(f"DEMO_HOUSEHOLDS must be {SMALLEST} or more.")
    engine = make_engine(url, pool=NullPool)
    try:
        async with transaction(make_sessions(engine)) as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            key = sealing or vault()
            if await _is_loaded(session, key):
                return False
            await _load(session, today, households, key, progress)
        await _gather_statistics(url)
        return True
    finally:
        await engine.dispose()


async def _is_loaded(session: AsyncSession, key: Vault) -> bool:
    if await session.scalar(select(Beneficiary.id).limit(1)) is None:
        return False
    first = key.fingerprint(VaultKind.ID, data.personas()[0]["national_id"])
    if await session.scalar(select(Beneficiary.id).where(Beneficiary.national_id_fingerprint == first)) is None:
        raise DemoRefused("This database holds other people, or the demo data of another VAULT_KEY: use an empty one.")
    return True


async def _load(session: AsyncSession, today: date, households: int, key: Vault, progress: Progress) -> None:
    seed = data.read("population")["seed"]
    offered = await open_clinics(session, today, seed, progress)
    session.add_all(opportunities())
    people = personas(today)
    taken: set[int] = set()
    for done, persona in enumerate(people, start=1):
        taken |= await tell(session, persona, key, offered)
        progress("personas", done, len(people))
    await session.flush()
    ids = [*(persona.contract["national_id"] for persona in people), BELONGS_TO_NOBODY]
    free = [slot for slot in offered if slot.id not in taken]
    await load_population(session, households, today, key, ids, free, progress)


async def _gather_statistics(url: str) -> None:
    """Let PostgreSQL plan for what is there now, not for the empty tables it knew."""
    engine = make_engine(url, pool=NullPool)
    async with engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("ANALYZE"))
    await engine.dispose()
