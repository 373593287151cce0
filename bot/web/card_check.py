"""What whoever scans a card's code sees: whether the card is valid today, and nothing about the person."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse

from actions import clock
from actions.cards.models import Card, CardStatus
from actions.cards.service import card_by_token
from actions.database.engine import transaction
from bot.channels.capabilities import WEB
from bot.render import catalogue, render

router = APIRouter()

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><link rel="stylesheet" href="/static/card.css">
</head>
<body><main class="check {status}"><h1>{title}</h1><p>{text}</p></main></body>
</html>"""


@router.get("/c/{token}", response_class=HTMLResponse)
async def check(token: str, accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
    """The state of the card with this token, in the reader's language; 404 for a token of no card."""
    language = "en" if accept_language.lower().startswith("en") else "ar"
    say = catalogue(language)
    async with transaction() as session:
        card = await card_by_token(session, token)
    status = "unknown" if card is None else str(_today(card))
    if card is None:
        text = say("card.check.unknown")
    else:
        expires = card.expires_on.isoformat() if card.expires_on else None
        text = render({"act": "card.status", "data": {"status": status, "expires_on": expires}}, language, WEB).text
    page = _PAGE.format(
        language=language,
        direction="ltr" if language == "en" else "rtl",
        title=escape(say("card.check.title")),
        status=status,
        text=escape(text).replace("\n", "<br>"),
    )
    return HTMLResponse(page, status_code=200 if card else 404, headers={"Cache-Control": "no-store"})


def _today(card: Card) -> CardStatus:
    """A card whose day has passed is expired, whatever is still on file."""
    passed = card.expires_on is not None and card.expires_on < clock.today()
    return CardStatus.EXPIRED if card.status is CardStatus.ACTIVE and passed else card.status
