"""How a message fares, told by signed status call-backs: in their turn, twice, late, or in the wrong order."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from actions import clock
from bot.channels.simulator.magic import Failure, Plan, magic
from bot.channels.simulator.world import Json, World, remember, sid

logger = logging.getLogger(__name__)

_OUT_OF_REACH = 11200
# Each says at least as much as the ones before it.
_RANK = ("accepted", "queued", "sending", "sent", "delivered", "read")


def _plan(world: World, address: str, failure: Failure | None) -> Plan:
    """What is told of a message to this number."""
    if failure is not None:
        return Plan(("failed",) if failure.state == "failed" else ("sent", "undelivered"))
    return magic().plans.get(address, world.plan)


async def follow(
    world: World, message: Json, media: tuple[str, ...], callback: str | None, failure: Failure | None
) -> None:
    """Changes the message's state by its plan and tells each where a call-back was asked for."""
    if failure is None and not await _fetched(world, media):
        failure = magic().failures[63019]
    plan = _plan(world, str(message["to"]).removeprefix("whatsapp:"), failure)
    for state in plan.states:
        await asyncio.sleep(world.pause if plan.pause is None else plan.pause)
        failed = failure if failure is not None and state == failure.state else None
        _advance(message, state, failed)
        if callback:
            await _tell(world, message, callback, state, failed)


async def _fetched(world: World, media: tuple[str, ...]) -> bool:
    """Whether every attached file can be had by whoever has its address, as Twilio has."""
    if not world.fetches:
        return True
    try:
        return all([(await world.client.get(world.reach(url))).is_success for url in media])
    except httpx.HTTPError:
        return False


def _advance(message: Json, state: str, failure: Failure | None) -> None:
    if failure is not None:
        message.update(status=state, error_code=failure.code, error_message=failure.message)
    elif message["status"] in _RANK and _RANK.index(state) > _RANK.index(message["status"]):
        message["status"] = state


async def _tell(world: World, message: Json, url: str, state: str, failure: Failure | None) -> None:
    fields = {
        "AccountSid": message["account_sid"],
        "ApiVersion": message["api_version"],
        "From": message["from"] or "",
        "MessageSid": message["sid"],
        "MessageStatus": state,
        "SmsSid": message["sid"],
        "SmsStatus": state,
        "To": message["to"],
    }
    if message["messaging_service_sid"]:
        fields["MessagingServiceSid"] = message["messaging_service_sid"]
    if str(message["to"]).startswith("whatsapp:"):
        fields |= {"ChannelPrefix": "whatsapp", "ChannelToAddress": str(message["to"]).removeprefix("whatsapp:")}
    if failure is not None:
        fields |= {"ErrorCode": str(failure.code), "ErrorMessage": failure.message}
    headers = {"X-Twilio-Signature": RequestValidator(world.credentials.auth_token).compute_signature(url, fields)}
    try:
        answer = await world.client.post(world.reach(url), data=fields, headers=headers)
        if answer.is_error:
            logger.warning("a status call-back was answered with %s", answer.status_code)
            _note(world, message, url)
    except httpx.HTTPError as error:  # as with Twilio, a call-back that nobody takes is not brought again
        logger.warning("a status call-back found nobody: %s", type(error).__name__)
        _note(world, message, url)


def _note(world: World, message: Json, url: str) -> None:
    """The failure as Twilio's alerts tell it (Monitor, Alerts resource)."""
    at, number = clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), sid("NO")
    alert = {
        "sid": number,
        "account_sid": message["account_sid"],
        "alert_text": "Error=11200",
        "api_version": message["api_version"],
        "date_created": at,
        "date_generated": at,
        "date_updated": at,
        "error_code": str(_OUT_OF_REACH),
        "log_level": "error",
        "more_info": f"https://www.twilio.com/docs/errors/{_OUT_OF_REACH}",
        "request_method": "POST",
        "request_url": url,
        "resource_sid": message["sid"],
        "service_sid": None,
        "url": f"https://monitor.twilio.com/v1/Alerts/{number}",
    }
    remember(world.alerts, number, alert)
