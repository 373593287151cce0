"""What waited until the person writes is sent now, before anything is answered. Whoever writes that they want no messages gets
none of those that nobody asked for."""

from __future__ import annotations

from sqlalchemy import select, update

from actions.contacts.models import Contact
from bot.conversations.models import AnsweredBy, Delivery, DeliveryState
from bot.delivery.lifetime import UNWANTED
from bot.delivery.priority import Priority
from bot.pipeline.context import Answered, Turn


async def release(turn: Turn) -> None:
    """A tap on the button by which the news was announced asks for nothing but the news; tapped again, there is none."""
    if turn.conversation.contact_id is None:
        return
    waiting = Delivery.contact_id == turn.conversation.contact_id, Delivery.state == DeliveryState.HELD
    opted_out = select(Contact.opted_out_at).where(Contact.id == turn.conversation.contact_id)
    if not turn.message.data.get("reads") and await turn.session.scalar(opted_out) is not None:
        unwanted = update(Delivery).where(*waiting, Delivery.priority == Priority.NOTICE)
        await turn.session.execute(unwanted.values(state=DeliveryState.DEAD, error=UNWANTED))
    sent = update(Delivery).where(*waiting).values(state=DeliveryState.QUEUED, priority=Priority.REPLY)
    released = (await turn.session.execute(sent.returning(Delivery.id))).all()
    if not turn.message.data.get("reads"):
        return
    if not released and turn.conversation.answered_by is AnsweredBy.ASSISTANT:
        turn.replies.append({"act": "news.none", "data": {}})
    raise Answered
