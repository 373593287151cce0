"""What people send, in the form in which the providers bring it to our webhooks."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from actions import clock
from bot.channels.simulator.telegram_methods import keep_file
from bot.channels.simulator.twilio_messages import received
from bot.channels.simulator.world import Json, World, remember, sid

_queries = itertools.count(4_000_000_000_000_000)


def twilio_message(world: World, sender: str, receiver: str, body: str, **more: str) -> dict[str, str]:
    """The form of a message by SMS, or by WhatsApp where the addresses begin with `whatsapp:`; a sender of WhatsApp may have
    an id in place of the phone (`whatsapp:SA.1234`). `more` are further fields of the documentation, or other values."""
    made = sid("SM")
    phone = sender.removeprefix("whatsapp:")
    fields = {
        "AccountSid": world.credentials.account_sid,
        "ApiVersion": "2010-04-01",
        "Body": body,
        "From": sender,
        "MessageSid": made,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": made,
        "SmsSid": made,
        "SmsStatus": "received",
        "To": receiver,
    }
    if sender.startswith("whatsapp:"):
        world.wrote_at[phone] = clock.now()
        own = {"WaId": phone.removeprefix("+")} if phone.startswith("+") else {"ExternalUserId": sender}
        fields |= {"MessageType": "text", "ProfileName": "-", **own}
    else:
        fields |= {"FromCountry": "SA", "ToCountry": "SA"}
    fields |= more
    for same in ("SmsMessageSid", "SmsSid"):
        fields[same] = fields["MessageSid"]
    remember(world.messages, fields["MessageSid"], received(world, fields))
    return fields


def twilio_headers(world: World, url: str, fields: Mapping[str, str], *, newer: bool = False) -> dict[str, str]:
    """The headers with which Twilio posts a form to `url`: its signature, in the older or the newer way, and the token
    by which a repeat of the same post is known."""
    validator = RequestValidator(world.credentials.auth_token)
    headers = {"I-Twilio-Idempotency-Token": fields.get("MessageSid", sid("ID"))}
    if newer:
        headers["X-Twilio-Webhooks-Signature-Settings"] = "key=webhooks_sharedkey_demo,algorithm=HMAC_SHA256"
        return headers | {"X-Twilio-Signature": validator.compute_signature(url, dict(fields), "HMAC_SHA256")}
    return headers | {"X-Twilio-Signature": validator.compute_signature(url, dict(fields))}


async def twilio_media(world: World, content: bytes, media_type: str, message: str, place: str) -> dict[str, str]:
    """The fields of a message that carries a file, which can be fetched below `place` from now on."""
    media = "ME" + sid("")
    await world.store.put("media", media, {"type": media_type})
    remember(world.files, media, content)
    account = world.credentials.account_sid
    url = f"{place}/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}"
    return {"NumMedia": "1", "MediaUrl0": url, "MediaContentType0": media_type}


def update(world: World, **content: Any) -> Json:
    """An update of its own number, e.g. `update(world, message=…)`."""
    world.last_update += 1
    return {"update_id": world.last_update, **content}


def telegram_message(world: World, chat: int, **content: Any) -> Json:
    """An update with a message of a person in their private chat, e.g. `text=…` or `contact=…`."""
    world.last_message += 1
    message = {
        "message_id": world.last_message,
        "from": person(chat),
        "chat": {"id": chat, "type": "private", "first_name": "-"},
        "date": int(clock.now().timestamp()),
        **content,
    }
    return update(world, message=message)


async def telegram_file(world: World, content: bytes, media_type: str, name: str = "") -> Json:
    """A file that somebody sent, to stand in a message as `voice=…`, `document=…` or, in a list, `photo=[…]`."""
    return await keep_file(world, content, media_type, name)


def telegram_tap(world: World, chat: int, data: str, message: Json | None = None) -> Json:
    """An update with the tap on a button of a message of the bot's: the newest of that chat, or this one."""
    own = [kept for (of, _), kept in world.chat_messages.items() if of == str(chat)]
    query = str(next(_queries))
    remember(world.queries, query, None)
    tapped = {"id": query, "from": person(chat), "chat_instance": str(chat), "data": data}
    if message or own:
        tapped["message"] = message or own[-1]
    return update(world, callback_query=tapped)


def person(chat: int) -> Json:
    """Whoever writes in a private chat has its number."""
    return {"id": chat, "is_bot": False, "first_name": "-", "language_code": "ar"}


def queue(world: World, made: Json) -> None:
    """Lets an update wait until it is fetched by getUpdates."""
    world.updates.append(made)
    world.update_came.set()
