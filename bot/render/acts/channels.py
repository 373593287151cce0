"""What a channel brings that is no request: kinds of messages nothing can be done with, changed messages, phones, places."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, renders


@renders("message.unsupported")
def message_unsupported(say: Catalogue, data: Data) -> str:
    return say.of("message.unsupported", data.text("kind"))


@renders("message.edited_late")
def message_edited_late(say: Catalogue, data: Data) -> str:
    """An old message was changed; what is meant now is to be written anew."""
    return say("message.edited_late")


@renders("phone.ask")
def phone_ask(say: Catalogue, data: Data) -> str:
    """The channel shows a button with it that shares the number."""
    return say("phone.ask")


@renders("phone.kept")
def phone_kept(say: Catalogue, data: Data) -> str:
    return say("phone.kept", to=data.text("to"))


@renders("phone.not_own")
def phone_not_own(say: Catalogue, data: Data) -> str:
    """Somebody else's card, or a number that is none."""
    return say("phone.not_own")


@renders("place.unknown")
def place_unknown(say: Catalogue, data: Data) -> str:
    return say("place.unknown")


@renders("news.none")
def news_none(say: Catalogue, data: Data) -> str:
    """Somebody asks for the news that an approved text announced, and it was told before."""
    return say("news.none")


@renders("menu.page")
def menu_page(say: Catalogue, data: Data) -> str:
    """Another page of a menu that is too long for one."""
    page, pages = data.number("page"), data.number("pages")
    rows = (say("menu.row", number=row.number("number"), title=row.text("title")) for row in data.parts("rows"))
    ways = (say("menu.more") if page < pages else None, say("menu.back") if page > 1 else None)
    return lines(say("menu.page", page=page, pages=pages), *rows, *ways)
