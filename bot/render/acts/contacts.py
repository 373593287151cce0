"""Going on on another channel, and the channels that belong to a person."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import paragraphs, renders
from bot.render.values import clock_time


@renders("continue.link")
def continue_link(say: Catalogue, data: Data) -> str:
    """What goes along depends on whether the person has proved who they are."""
    phone = data.text_or_none("phone")
    goes = say("continue.link.whole", phone=phone) if phone else say("continue.link.bare")
    until = say("continue.link.until", time=clock_time(say, data.moment("expires_at")))
    return paragraphs(say("continue.link", url=data.text("url")), goes, until)


@renders("continue.done")
def continue_done(say: Catalogue, data: Data) -> str:
    if data.flag("whole"):
        return say("continue.done.whole")
    task = data.text_or_none("task")
    return say("continue.done.task", task=say.of("choice", task)) if task else say("continue.done.bare")


@renders("continue.expired")
def continue_expired(say: Catalogue, data: Data) -> str:
    return say("continue.expired")


@renders("contact.unlinked")
def contact_unlinked(say: Catalogue, data: Data) -> str:
    return say("contact.unlinked", contact=linked(say, data))


@renders("contact.not_linked")
def contact_not_linked(say: Catalogue, data: Data) -> str:
    return say("contact.not_linked")


@renders("contact.preferred")
def contact_preferred(say: Catalogue, data: Data) -> str:
    """To the phone on file, when notices go to a number that is not on file: its holder may object."""
    return say("contact.preferred", contact=linked(say, data))


def linked(say: Catalogue, data: Data) -> str:
    """A channel with its number, where it has one."""
    address, channel = data.text_or_none("address"), say.of("channel", data.text("channel"))
    return say("contact.at", channel=channel, address=address) if address else channel
