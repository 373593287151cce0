"""One update, by whichever way it came: kept, and what Telegram is answered. What it says is taken up afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from actions.contacts.identities import fingerprint
from actions.contacts.models import Channel, Contact
from actions.database.engine import at_once
from bot.channels.payloads import keep
from bot.channels.telegram.client import bot_id
from bot.conversations.models import Choice, Conversation, Language
from bot.render import catalogue

PROVIDER = "telegram"
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that Telegram is asked for."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What ends the waiting of a tapped button, with a word to the person where there is one."""

    query: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """`new`: it was not here before. `answer`: what Telegram is to be answered."""

    new: bool
    answer: CallbackAnswer | None


async def arrived(told: Mapping[str, Any]) -> Arrived:
    """Commits an update as Telegram wrote it. DatabaseDown when it could not be kept."""
    sender = _sender(told)
    number = provider_id(int(told["update_id"]))
    new = await keep(PROVIDER, number, told, party=None if sender is None else str(sender))
    query = told.get("callback_query")
    if not isinstance(query, dict) or "id" not in query:
        return Arrived(new, None)
    text = await _word(sender, choice_of(query.get("data"))) if new and sender is not None else None
    return Arrived(new, CallbackAnswer(str(query["id"]), text))


def provider_id(update_id: int) -> str:
    """How an update is known among all bots' updates."""
    return f"{bot_id()}:{update_id}"


def choice_of(data: object) -> str:
    """The value of a tapped button."""
    return data.replace("\x00", "") if isinstance(data, str) else ""


def _sender(told: Mapping[str, Any]) -> int | None:
    """Telegram's number of whoever it is from."""
    for kind in KINDS:
        part = told.get(kind)
        if isinstance(part, dict) and isinstance(part.get("from"), dict):
            number = part["from"].get("id")
            return number if isinstance(number, int) else None
    return None


async def _word(sender: int, value: str) -> str | None:
    """What is said to somebody who tapped a button that was not offered in this very conversation."""
    offered = exists().where(Choice.value == value, Choice.conversation_id == Conversation.id).label("offered")
    own = (
        select(Conversation.language, offered)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.channel == Channel.TELEGRAM, Conversation.token_hash.is_(None))
        .where(Contact.provider_id_fingerprint == fingerprint(Channel.TELEGRAM, str(sender)))
    )
    rows = await at_once(own)
    if rows and rows[0].offered:
        return None
    say = catalogue((rows[0].language if rows else Language.ARABIC).value)
    return say("telegram.old_button")
