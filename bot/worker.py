"""The worker: takes up what came, answers the inbox, empties the outbox, and runs the jobs. `python -m bot.worker`

Several may run on one database: a message is taken by one of them.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable

from actions.database.engine import DatabaseDown
from bot.channels.taking_up import take_up_one
from bot.channels.telegram import polling as telegram
from bot.channels.twilio.settings import twilio_settings
from bot.conversations.intake import INBOX_CHANNEL
from bot.delivery.bell import RECEIVED_CHANNEL
from bot.delivery.costs import read_prices
from bot.delivery.inbox import answer_one
from bot.delivery.notices import dispatch_one_due
from bot.delivery.outbox import send_one
from bot.delivery.signals import Signals
from bot.delivery.states import apply_some
from bot.jobs import run_jobs
from bot.logs import configure_logging
from bot.pipeline.send import OUTBOX_CHANNEL
from bot.render.ready import prepare

logger = logging.getLogger(__name__)

CONVERSATIONS_AT_ONCE = 4
# More than one, so that one person's lock does not hold up the others.
TAKING_UP_AT_ONCE = 2
# Most of the time of a delivery is waiting for the provider.
DELIVERIES_AT_ONCE = 4
# Without a notification the tables are looked at all the same, by one of those that do the same work: what waits for its time has
# nobody to announce it.
LOOK_EVERY = 0.5
# States of deliveries are many and nobody waits for them: one look finds those of half a second.
_NOBODY_TELLS = "states"


async def work(signals: Signals, channel: str, do_one: Callable[[], Awaitable[bool]], *, looks: bool = True) -> None:
    """Does what there is to do, then waits for the database to say that there is more, or `looks` by itself now and then."""
    async with signals.waiting_for(channel) as woken:
        told = True
        while True:
            woken.clear()
            try:
                if await do_one():
                    if not told:
                        signals.wake(channel)  # where one thing has come unannounced there may be more
                    told = True
                    continue
            except DatabaseDown as error:
                logger.warning("the database is away: %s", error)
            except Exception:
                logger.exception("work on %s failed", channel)
            told = await _is_told(woken, LOOK_EVERY if looks else None)


async def _is_told(woken: asyncio.Event, within: float | None) -> bool:
    """Whether there was a notification; False when the time is over."""
    try:
        await asyncio.wait_for(woken.wait(), within)
    except TimeoutError:
        return False
    return True


async def main() -> None:
    prepare()
    read_prices(twilio_settings().prices_file)
    signals = Signals((RECEIVED_CHANNEL, INBOX_CHANNEL, OUTBOX_CHANNEL), hold_worker_lock=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as tasks:
        running = [
            tasks.create_task(signals.run()),
            tasks.create_task(work(signals, OUTBOX_CHANNEL, dispatch_one_due)),
            tasks.create_task(work(signals, _NOBODY_TELLS, apply_some)),
            tasks.create_task(run_jobs()),
            tasks.create_task(telegram.poll()),
        ]
        several = (
            (RECEIVED_CHANNEL, take_up_one, TAKING_UP_AT_ONCE),
            (INBOX_CHANNEL, answer_one, CONVERSATIONS_AT_ONCE),
            (OUTBOX_CHANNEL, send_one, DELIVERIES_AT_ONCE),
        )
        for channel, do_one, at_once in several:
            running += [tasks.create_task(work(signals, channel, do_one, looks=n == 0)) for n in range(at_once)]
        await stop.wait()
        for task in running:
            task.cancel()


if __name__ == "__main__":
    configure_logging()
    asyncio.run(main())
