"""The page behind a link to go on with: the channels to choose from. Looking at it uses nothing up, because programs that
show a preview of a link look at it too."""

from __future__ import annotations

import logging
from html import escape
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse
from telegram.error import TelegramError

from actions.contacts.continuing import token_in
from actions.settings import settings
from bot.channels.telegram.client import NoBot, bot
from bot.channels.twilio.settings import twilio_settings
from bot.render import catalogue
from bot.render.catalogue import Catalogue

router = APIRouter()
logger = logging.getLogger(__name__)

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><link rel="stylesheet" href="/static/card.css">
</head>
<body><main class="check"><h1>{title}</h1><p>{text}</p>{links}</main></body>
</html>"""


@router.get("/g/{token}", response_class=HTMLResponse)
async def page(token: str, accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
    """Where to go on, in the reader's language; 404 for what is no link of ours."""
    language = "en" if accept_language.lower().startswith("en") else "ar"
    say = catalogue(language)
    known = token_in(token) == token
    ways = await _ways(say, token) if known else []
    links = "".join(f'<p><a href="{escape(url)}" rel="noreferrer">{escape(title)}</a></p>' for title, url in ways)
    text = say("continue.page") if ways else say("continue.expired")
    if ways and settings().demo:
        text = f"{text} {say('continue.page.demo')}"
    shown = _PAGE.format(
        language=language,
        direction="ltr" if language == "en" else "rtl",
        title=escape(say("continue.page.title")),
        text=escape(text),
        links=links,
    )
    return HTMLResponse(shown, status_code=200 if known else 404, headers={"Cache-Control": "no-store"})


async def _ways(say: Catalogue, token: str) -> list[tuple[str, str]]:
    """The title and address of each channel that is set up: WhatsApp opens with the words written, Telegram takes them along."""
    found = []
    sender = twilio_settings().whatsapp_sender
    if sender:
        words = quote(say("continue.prefilled", token=token))
        found.append((say("channel.whatsapp"), f"https://wa.me/{sender.removeprefix('+')}?text={words}"))
    name = await _bot_name()
    if name:
        found.append((say("channel.telegram"), f"https://t.me/{name}?start={token}"))
    return found


_known_name: str | None = None


async def _bot_name() -> str | None:
    """The bot's @name, asked for once."""
    global _known_name
    if _known_name is None:
        try:
            _known_name = (await bot().get_me()).username
        except NoBot:
            return None
        except TelegramError as error:
            logger.warning("Telegram does not tell the bot's name: %s", type(error).__name__)
            return None
    return _known_name
