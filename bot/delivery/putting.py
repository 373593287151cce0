"""Laying deliveries out: a message or a notice becomes rows of the outbox, and at the commit whoever sends is woken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts.models import Contact, Notice
from actions.settings import settings
from bot.channels.capabilities import Capabilities, of_channel
from bot.conversations.models import Delivery, Message
from bot.delivery.layout import lay_out
from bot.delivery.lifetime import expires_at
from bot.delivery.priority import Priority
from bot.media.links import link_to
from bot.render import catalogue


def put_out(
    session: AsyncSession,
    source: Message | Notice,
    contact: Contact,
    language: str,
    body: str,
    menu: str = "",
    titles: Sequence[str] = (),
    media: Sequence[dict[str, Any]] = (),
    priority: Priority = Priority.REPLY,
) -> list[Delivery]:
    """The rows of one message to one contact, in the order in which it is to receive them."""
    capabilities = of_channel(str(contact.channel))
    shown, linked = _shown(media, capabilities)
    words = "\n\n".join([body, *_links(linked, language)])
    over = expires_at(source.act, source.data, clock.now())
    of = {"message_id": source.id} if isinstance(source, Message) else {"notice_id": source.id}
    rows = [
        Delivery(
            **of,
            contact_id=contact.id,
            channel=contact.channel,
            text=part.text,
            media=part.media,
            content=part.content,
            priority=priority,
            rank=rank,
            expires_at=over,
        )
        for rank, part in enumerate(lay_out(words, menu, titles, shown, capabilities, language))
    ]
    session.add_all(rows)
    return rows


def as_text(delivery: Delivery, language: str) -> bool:
    """Takes file and buttons out of a delivery that was refused for them; a link to the file stands in the text. False where
    nothing would be left."""
    words = "\n\n".join(part for part in (delivery.text, *_links(delivery.media, language)) if part)
    if not words or not (delivery.media or delivery.content):
        return False
    delivery.text, delivery.media, delivery.content = words, [], None
    return True


def _shown(
    media: Sequence[dict[str, Any]], capabilities: Capabilities
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if capabilities.media is None:
        return list(media), []
    shown = [item for item in media if item["type"] in capabilities.media]
    return shown, [item for item in media if item not in shown]


def _links(media: Sequence[dict[str, Any]], language: str) -> list[str]:
    """Where what the channel does not show can be fetched; nowhere, if nobody told at which address we are."""
    if not settings().public_url:
        return []
    say = catalogue(language)
    return [say.of("media.link", item["type"].partition("/")[0], url=link_to(item["id"])) for item in media]
