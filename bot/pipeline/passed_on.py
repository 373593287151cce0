"""A phone that several people use, after a while without a word: whoever writes now proves anew who they are."""

from __future__ import annotations

from actions.database.engine import transaction
from actions.identity.sessions import SHARED_LIFETIME, end_when_passed_on
from bot.pipeline.context import Turn


async def forget_who(turn: Turn) -> None:
    """In a transaction of its own: the dialogue, which answers this very message, must see it."""
    conversation = turn.conversation
    if conversation.contact_id is None or turn.now - conversation.last_seen_at < SHARED_LIFETIME:
        return
    async with transaction() as session:
        await end_when_passed_on(session, conversation.id, conversation.contact_id, conversation.last_seen_at, turn.now)
