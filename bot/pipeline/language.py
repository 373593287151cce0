"""The language of the answer: the one that was chosen, and English for an English request."""

from __future__ import annotations

from actions.contacts.continuing import TOKEN
from bot.conversations.models import Language
from bot.pipeline.context import Turn
from nlu.arabic.references import REF
from nlu.arabic.script import message_language

_SENTENCE = 2
"""Words from which on a known word says in which language it is said: "stop the messages", but not STOP."""


async def choose(turn: Turn) -> None:
    """A message without words of a language (a number, a tap, a command, STOP) is answered in the language of the last answer."""
    said = turn.message.text or ""
    if turn.request is not None and ("request" in turn.message.data or len(said.split()) < _SENTENCE):
        return
    spoken = message_language(TOKEN.sub(" ", REF.sub(" ", said)))
    chosen = turn.conversation.chosen_language
    if spoken == "en":
        turn.language = Language.ENGLISH
    elif spoken == "ar":
        turn.language = chosen or Language.ARABIC
    turn.conversation.language = turn.language
