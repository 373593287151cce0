"""The language of the answer: the one that was chosen, and English for an English request."""

from __future__ import annotations

from actions.contacts.continuing import TOKEN
from bot.conversations.models import Language
from bot.pipeline.context import Turn
from nlu.arabic.references import REF
from nlu.arabic.script import message_language


async def choose(turn: Turn) -> None:
    """A message without words of a language (a number, a tap, STOP) is answered in the language of the last answer."""
    if turn.request is not None:
        return
    spoken = message_language(TOKEN.sub(" ", REF.sub(" ", turn.message.text or "")))
    chosen = turn.conversation.chosen_language
    if spoken == "en":
        turn.language = Language.ENGLISH
    elif spoken == "ar":
        turn.language = chosen or Language.ARABIC
    turn.conversation.language = turn.language
