"""What belongs to the person rather than to the conversation: the language they speak, kept once it is known who they are."""

from __future__ import annotations

from sqlalchemy import select

from actions.contacts import preferences
from actions.identity.sessions import proved_person
from bot.conversations.models import Direction, Language, Message
from bot.pipeline.context import Turn
from nlu.arabic.references import REF
from nlu.arabic.script import message_language

KNOWN_BY = frozenset({"verify.done", "language.changed"})
"""Acts after which the language is compared with what is known of the person."""
_MESSAGES = 20


async def keep_language(turn: Turn) -> None:
    """The language of this conversation is the person's; where nothing in words has been said here yet, theirs is its."""
    person = await proved_person(turn.session, turn.conversation.id, turn.now)
    if person is None:
        return
    known = await preferences.language_of(turn.session, person.beneficiary)
    if known is not None and turn.conversation.chosen_language is None and not await _spoke(turn):
        turn.language = turn.conversation.language = Language(known)
        return
    if known != turn.language.value:
        await preferences.remember_language(turn.session, person.beneficiary, turn.language.value, turn.now)


async def _spoke(turn: Turn) -> bool:
    """Whether the person has written words of any language in this conversation."""
    own = (Message.conversation_id == turn.conversation.id, Message.direction == Direction.IN)
    said = select(Message.text).where(*own, Message.text.is_not(None)).order_by(Message.id.desc()).limit(_MESSAGES)
    return any(message_language(REF.sub(" ", text or "")) for text in await turn.session.scalars(said))
