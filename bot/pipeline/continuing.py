"""A message with a link's token: the conversation goes on here with what was begun elsewhere."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import continuing
from actions.contacts.models import Contact, Notice
from actions.database.engine import transaction
from bot.conversations.models import Conversation, Language
from bot.conversations.moving import carry_over, open_task
from bot.pipeline.context import Answered, Semantic, Turn

_REPEAT: Semantic = {"intent": "repeat", "entities": []}
_WAYS_ON = ("help", "talk_to_agent")


async def take_up(turn: Turn) -> None:
    """Goes on with all of it on the account of the person's own phone; with the language and the task anywhere else."""
    token = continuing.token_in(turn.message.text or "")
    if token is None or turn.conversation.contact_id is None:
        return
    # A transaction of its own: the dialogue, which answers this very message, must find what was taken along.
    async with transaction() as session:
        replies, before, goes_on = await _arrived(session, turn, token)
    if before is not None:
        _speak_as(turn, before)
    turn.replies += replies
    if not goes_on:
        raise Answered
    turn.request = _REPEAT


async def _arrived(session: AsyncSession, turn: Turn, token: str) -> tuple[list[Semantic], Conversation | None, bool]:
    """What is said first, the conversation that is gone on with, and whether the dialogue has more to say."""
    contact = await session.get_one(Contact, turn.conversation.contact_id)
    sure = turn.capabilities.vouches_for_sender
    source = await continuing.arrive(session, token, contact, turn.now, sender_is_sure=sure)
    if source is None:
        return [_said("continue.expired", {}, _WAYS_ON)], None, False
    before = await session.get(Conversation, source.conversation) if source.conversation else None
    if source.notice is not None and source.whole:
        notice = await session.get_one(Notice, source.notice)
        return [{"act": notice.act, "data": notice.data, "choices": notice.choices}], before, False
    if source.conversation is not None and source.beneficiary is not None:
        await carry_over(session, source.conversation, turn.conversation.id, source.beneficiary, turn.now)
        return [_said("continue.done", {"whole": True})], before, True
    task = await open_task(session, source.conversation) if source.conversation else None
    ways = (task,) if task else _WAYS_ON
    return [_said("continue.done", {"whole": False, "task": task}, ways)], before, False


def _speak_as(turn: Turn, before: Conversation) -> None:
    """In the language that was spoken there, unless the person chose one here, and in the plain words that were asked for
    there. The question that stood open there stands open here."""
    turn.conversation.simple_wording |= before.simple_wording
    if turn.conversation.chosen_language is None:
        turn.conversation.chosen_language = before.chosen_language
        turn.language = turn.conversation.language = Language(before.language)


def _said(act: str, data: Semantic, intents: tuple[str, ...] = ()) -> Semantic:
    choices = [
        {"label": f"choice.{intent}", "data": {}, "request": {"intent": intent, "entities": []}} for intent in intents
    ]
    return {"act": act, "data": data, "choices": choices}
