"""The next page of a long menu, where somebody asks for more. Said beside the dialogue: the question stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.conversations.models import Choice, Direction, Message
from bot.pipeline.choice import open_choices
from bot.pipeline.context import Answered, Turn
from bot.pipeline.words import words_for
from bot.render.menu import pages
from nlu.arabic.normaliser import normalise

ACT = "menu.page"


async def turn_page(turn: Turn) -> None:
    if not turn.capabilities.page or normalise(turn.message.text or "").text not in words_for("more"):
        return
    options = await open_choices(turn)
    listed = [option for option in options if option.message_id == options[0].message_id]
    most = pages(len(listed), turn.capabilities)
    if most < 2:
        return
    page = await _shown(turn, listed) % most + 1
    size = turn.capabilities.page
    rows = [{"number": one.position, "title": one.title} for one in listed[(page - 1) * size : page * size]]
    turn.replies.append({"act": ACT, "data": {"page": page, "pages": most, "rows": rows}})
    raise Answered


async def _shown(turn: Turn, listed: Sequence[Choice]) -> int:
    """The page that was shown last; after the last comes the first again."""
    turned = select(Message.data["page"].as_integer()).where(
        Message.conversation_id == turn.conversation.id,
        Message.direction == Direction.OUT,
        Message.act == ACT,
        Message.id > listed[0].message_id,
    )
    return (await turn.session.scalar(turned.order_by(Message.id.desc()).limit(1))) or 1
