"""Background jobs on the same database (procrastinate): what has no conversation that waits for it."""

from __future__ import annotations

import asyncio
import logging

import procrastinate
import procrastinate.exceptions
import psycopg
from sqlalchemy import delete

from actions import clock
from actions.clinics import jobs as consultations
from actions.contacts.models import Continuation
from actions.database.engine import transaction
from actions.database.url import libpq_url
from actions.identity.codes import COUNTED_FOR
from actions.identity.models import OneTimeCode, VaultEntry
from actions.notices.jobs import tell_due_notices
from actions.settings import settings
from bot.channels.payloads import forget_old_payloads
from bot.channels.telegram import groups as telegram_groups
from bot.channels.telegram import taken as updates
from bot.channels.twilio import alerts as twilio_alerts
from bot.channels.twilio import missed as twilio_missed
from bot.delivery import alarms, lifetime
from bot.media.purging import forget_unclaimed_uploads

logger = logging.getLogger(__name__)

_PAUSE = 2.0


def make_app() -> procrastinate.App:
    """The job library on our database; the schema is part of our migrations."""
    url = settings().database_url
    assert url is not None
    connector = procrastinate.PsycopgConnector(conninfo=libpq_url(url.get_secret_value()), min_size=1, max_size=3)
    app = procrastinate.App(connector=connector)

    @app.periodic(cron="17 * * * *")
    @app.task(queueing_lock="purge_expired", pass_context=False)
    async def purge_expired(timestamp: int) -> None:
        await forget_expired_secrets()
        await updates.forget_old()
        await forget_old_deliveries()

    @app.periodic(cron="*/5 * * * *")
    @app.task(queueing_lock="remind_of_appointments", pass_context=False)
    async def remind_of_appointments(timestamp: int) -> None:
        await consultations.remind_of_appointments()

    @app.periodic(cron="*/10 * * * *")
    @app.task(queueing_lock="find_missed_messages", pass_context=False)
    async def find_missed_messages(timestamp: int) -> None:
        await twilio_missed.find_missed()

    @app.periodic(cron="*/5 * * * *")
    @app.task(queueing_lock="hear_alarms", pass_context=False)
    async def hear_alarms(timestamp: int) -> None:
        await twilio_alerts.hear_alarms()

    @app.periodic(cron="7 * * * *")
    @app.task(queueing_lock="tell_notices", pass_context=False)
    async def tell_notices(timestamp: int) -> None:
        await tell_due_notices()

    @app.periodic(cron="37 * * * *")
    @app.task(queueing_lock="forget_uploads", pass_context=False)
    async def forget_uploads(timestamp: int) -> None:
        await forget_unclaimed_uploads()

    again = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)
    app.task(name="offer_freed_slot", retry=again)(consultations.offer_freed_slot)
    app.task(name="close_offer", retry=again)(consultations.close_offer)
    app.task(name=telegram_groups.JOB, retry=again)(telegram_groups.leave)
    return app


async def forget_expired_secrets() -> int:
    """Deletes codes, sealed values, links to go on with and providers' webhooks whose time is over; how many rows went.

    Codes, kept as hashes, stay as long as a limit may still count them.
    """
    now = clock.now()
    async with transaction() as session:
        uncounted = OneTimeCode.expires_at < now - COUNTED_FOR
        codes = await session.execute(delete(OneTimeCode).where(uncounted).returning(OneTimeCode.id))
        sealed = await session.execute(delete(VaultEntry).where(VaultEntry.expires_at < now).returning(VaultEntry.ref))
        over = Continuation.expires_at < now
        links = await session.execute(delete(Continuation).where(over).returning(Continuation.token_hash))
        gone = [*codes.all(), *sealed.all(), *links.all()]
        return len(gone) + await forget_old_payloads(session, now)


async def forget_old_deliveries() -> None:
    """Ends news that waited too long, and deletes what providers told of messages, and alarms, that nobody needs any more."""
    now = clock.now()
    async with transaction() as session:
        await lifetime.end_what_is_over(session, now)
        await lifetime.forget_old_events(session, now)
        await alarms.forget_old(session, now)


async def run_jobs() -> None:
    """Runs jobs until cancelled; while the database is away it waits, and the conversations of this process go on."""
    while True:
        try:
            app = make_app()
            async with app.open_async():
                await app.run_worker_async(install_signal_handlers=False, concurrency=2, listen_notify=True)
        except (procrastinate.exceptions.ConnectorException, psycopg.OperationalError) as error:
            logger.warning("no jobs for now: %s", type(error).__name__)
            await asyncio.sleep(_PAUSE)
