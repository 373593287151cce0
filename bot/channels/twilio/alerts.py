"""What Twilio says of our webhooks: out of reach, a wrong type, a wrong signature. It is asked, because a webhook that is out of
reach could not be told so."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import requests
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.monitor.v1.alert import AlertInstance

from actions import clock
from actions.database.engine import transaction
from bot.channels.twilio.client import client
from bot.channels.twilio.errors import alarms as alarm_codes
from bot.channels.twilio.settings import twilio_settings
from bot.delivery import alarms

logger = logging.getLogger(__name__)

SOURCE = "twilio"
_LOOKED_BACK = timedelta(hours=1)
_MOST = 200


async def hear_alarms() -> int:
    """Raises an alarm for each failure of our webhooks in the last hour, once; how many were new."""
    if twilio_settings().credentials is None:
        return 0
    try:
        told = await asyncio.to_thread(failures_since, client(), clock.now() - _LOOKED_BACK)
    except (TwilioException, requests.RequestException) as error:
        logger.warning("Twilio's alerts are out of reach: %s", type(error).__name__)
        return 0
    async with transaction() as session:
        return sum(
            [
                await alarms.raised(session, SOURCE, str(one.error_code), str(one.sid), says(one), one.date_generated)
                for one in told
            ]
        )


def failures_since(account: Client, since: datetime) -> list[AlertInstance]:
    """What Twilio noted about our webhooks; of messages that failed their deliveries tell."""
    now = clock.now().astimezone(UTC)  # the library writes the time of any zone as if it were UTC
    noted = account.monitor.v1.alerts.list(
        log_level="error", start_date=since.astimezone(UTC), end_date=now, limit=_MOST, page_size=_MOST
    )
    return [one for one in noted if str(one.error_code) in alarm_codes()]


def says(alert: AlertInstance) -> str:
    """The failure in one line: the path of our address, and nothing of what was in the request."""
    return f"Twilio could not use our webhook {urlsplit(str(alert.request_url or '')).path}: {alert.error_code}"
