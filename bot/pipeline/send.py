"""The answer as rows: rendered once, stored with its choices, and laid out for the provider where there is one."""

from __future__ import annotations

import secrets

from sqlalchemy import text

from actions.contacts.models import Contact
from bot.conversations.models import Choice, Direction, Message, MessageState
from bot.delivery.putting import put_out
from bot.media.making import make
from bot.pipeline.context import Semantic, Turn
from bot.render import Rendered, render

REPLY_CHANNEL = "mueen_messages"
OUTBOX_CHANNEL = "mueen_outbox"


async def render_and_store(turn: Turn) -> None:
    simple, before = turn.conversation.simple_wording, 0
    for reply in turn.replies:
        rendered = render(reply, turn.language.value, turn.capabilities, simple=simple, before=before)
        turn.sent.append(await _store(turn, reply, rendered, before))
        before += len(rendered.choices) if rendered.menu else 0


async def finish(turn: Turn) -> None:
    """Closes the inbound message and, at the commit, wakes whoever waits for its answer and whoever sends."""
    turn.message.state = MessageState.ANSWERED
    await turn.session.flush()
    notify = text("SELECT pg_notify(:replies, :conversation), pg_notify(:outbox, '')")
    names = {"replies": REPLY_CHANNEL, "conversation": str(turn.conversation.id), "outbox": OUTBOX_CHANNEL}
    await turn.session.execute(notify, names)


async def _store(turn: Turn, reply: Semantic, rendered: Rendered, before: int) -> Message:
    values = [secrets.token_urlsafe(9) for _ in rendered.choices]
    shown = [{"title": option.title, "value": value} for option, value in zip(rendered.choices, values, strict=True)]
    message = Message(
        conversation_id=turn.conversation.id,
        direction=Direction.OUT,
        state=MessageState.SENT,
        in_reply_to=turn.message.id,
        text=rendered.text,
        act=reply["act"],
        data=rendered.data,
        choices=shown,
        media=[await make(turn.session, turn.conversation.id, wish, str(turn.language)) for wish in rendered.media],
        language=turn.language,
    )
    turn.session.add(message)
    await turn.session.flush()
    turn.session.add_all(
        Choice(
            value=value,
            message_id=message.id,
            conversation_id=turn.conversation.id,
            position=position,
            listed_before=before,
            title=option.title,
            payload=dict(option.request),
        )
        for position, (option, value) in enumerate(zip(rendered.choices, values, strict=True), start=1)
    )
    if turn.capabilities.pushes and turn.conversation.contact_id is not None:
        contact = await turn.session.get_one(Contact, turn.conversation.contact_id)
        titles = [option.title for option in rendered.choices]
        put_out(turn.session, message, contact, str(turn.language), rendered.body, rendered.menu, titles, message.media)
    return message


