"""What waited until the person writes is sent now, before anything is answered."""

from __future__ import annotations

from sqlalchemy import update

from bot.conversations.models import AnsweredBy, Delivery, DeliveryState
from bot.delivery.priority import Priority
from bot.pipeline.context import Answered, Turn


async def release(turn: Turn) -> None:
    """A tap on the button by which the news was announced asks for nothing but the news; tapped again, there is none."""
    if turn.conversation.contact_id is None:
        return
    waiting = Delivery.contact_id == turn.conversation.contact_id, Delivery.state == DeliveryState.HELD
    sent = update(Delivery).where(*waiting).values(state=DeliveryState.QUEUED, priority=Priority.REPLY)
    released = (await turn.session.execute(sent.returning(Delivery.id))).all()
    if not turn.message.data.get("reads"):
        return
    if not released and turn.conversation.answered_by is AnsweredBy.ASSISTANT:
        turn.replies.append({"act": "news.none", "data": {}})
    raise Answered
