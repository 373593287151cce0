"""Taking a message, and what can be asked about it afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from actions import clock
from actions.contacts.models import Channel
from bot.channels.simulator.callbacks import follow
from bot.channels.simulator.magic import Failure, magic
from bot.channels.simulator.twilio_content import Filled, dated, filled
from bot.channels.simulator.twilio_errors import Refused
from bot.channels.simulator.twilio_rules import Asked
from bot.channels.simulator.world import Json, Outgoing, World, remember, sid
from bot.delivery.segments import segments

API = "2010-04-01"
WINDOW = timedelta(hours=24)


async def take(world: World, asked: Asked) -> Json:
    """Keeps the message, lets it be seen, and follows what becomes of it; the resource as Twilio answers with it."""
    content = await filled(world, asked.content, asked.variables) if asked.content else None
    failure = magic().of_receiver(asked.address) or await _fails(world, asked, content)
    message = _resource(world, asked, content.text if content else asked.body)
    remember(world.messages, message["sid"], message)
    if failure is None:
        await world.sink(_outgoing(asked, content, message["sid"]))
    answered = dict(message)
    world.later(follow(world, message, asked.media, asked.callback, failure))
    return answered


def fetch(world: World, message: str) -> Json:
    found = world.messages.get(message)
    if found is None:
        raise Refused(20404, f"The requested resource /{API}/…/Messages/{message}.json was not found")
    return found


def listed(world: World, wanted: dict[str, str], uri: str) -> Json:
    """The newest messages first, by `To`, `From` and the time they were sent, in one page."""
    size = min(int(wanted.get("PageSize", 50)), 1000)
    keys = {"To": "to", "From": "from"}
    found = [
        message
        for message in reversed(world.messages.values())
        if all(message[key] == wanted[name] for name, key in keys.items() if name in wanted)
        and _is_between(message, wanted.get("DateSent>"), wanted.get("DateSent<"))
    ][:size]
    page = {"page": 0, "page_size": size, "start": 0, "end": max(len(found) - 1, 0), "uri": uri, "first_page_uri": uri}
    return {"messages": found, **page, "next_page_uri": None, "previous_page_uri": None}


def received(world: World, fields: dict[str, str]) -> Json:
    """A message that somebody sent to us, as the list shows it."""
    asked = Asked(
        channel=Channel.WHATSAPP if fields["From"].startswith("whatsapp:") else Channel.SMS,
        to=fields["To"],
        sender=fields["From"],
        service=None,
        body=fields["Body"],
        media=(),
        content=None,
        variables="",
        callback=None,
    )
    made = _resource(world, asked, fields["Body"], fields["MessageSid"])
    return made | {
        "direction": "inbound",
        "status": "received",
        "date_sent": made["date_created"],
        "num_media": fields["NumMedia"],
    }


def _is_between(message: Json, after: str | None, before: str | None) -> bool:
    at = parsedate_to_datetime(message["date_sent"] or message["date_created"])
    late_enough = after is None or at >= datetime.fromisoformat(after)
    return late_enough and (before is None or at <= datetime.fromisoformat(before))


async def _fails(world: World, asked: Asked, content: Filled | None) -> Failure | None:
    """How WhatsApp refuses a message that Twilio has taken."""
    if asked.channel is not Channel.WHATSAPP:
        return None
    approved = asked.content is not None and ((await world.store.get("approval", asked.content)) or {}).get(
        "status"
    ) == "approved"
    if world.closed_window and not approved and not _open_window(world, asked.address):
        return magic().failures[63016]
    return magic().failures[63021] if content is not None and not content.can_be_shown(approved=approved) else None


def _open_window(world: World, address: str) -> bool:
    wrote = world.wrote_at.get(address)
    return wrote is not None and clock.now() - wrote < WINDOW


def _resource(world: World, asked: Asked, text: str, number: str = "") -> Json:
    account, made, now = world.credentials.account_sid, number or sid("SM"), dated()
    uri = f"/{API}/Accounts/{account}/Messages/{made}"
    by_service = asked.service is not None and asked.sender is None
    billed = 1 if asked.channel is Channel.WHATSAPP else segments(text)
    return {
        "account_sid": account,
        "api_version": API,
        "body": text,
        "date_created": now,
        "date_sent": None,
        "date_updated": now,
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": asked.sender,
        "messaging_service_sid": asked.service,
        "num_media": str(len(asked.media)),
        "num_segments": "0" if by_service else str(billed),
        "price": None,
        "price_unit": "USD",
        "sid": made,
        "status": "accepted" if asked.service else "queued",
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": asked.to,
        "uri": f"{uri}.json",
    }


def _outgoing(asked: Asked, content: Filled | None, provider_id: str) -> Outgoing:
    media: tuple[dict[str, Any], ...] = tuple({"url": url} for url in asked.media)
    if content is None:
        return Outgoing(asked.channel, asked.address, asked.body, media=media, provider_id=provider_id)
    return Outgoing(asked.channel, asked.address, content.text, content.choices, content.media, provider_id)
