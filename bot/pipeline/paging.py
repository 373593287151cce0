"""The next page of a long menu, or the one before, where somebody asks for it. Said beside the dialogue: the question stays."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.channels.capabilities import Capabilities
from bot.conversations.models import Choice, Direction, Message
from bot.pipeline.choice import open_choices
from bot.pipeline.context import Answered, Turn
from bot.pipeline.words import words_for
from bot.render.menu import pages
from nlu.arabic.normaliser import normalise

ACT = "menu.page"


async def turn_page(turn: Turn) -> None:
    words = normalise(turn.message.text or "").text
    wants_more, wants_back = words in words_for("more"), words in words_for("back")
    if not turn.capabilities.page or not (wants_more or wants_back):
        return
    listed = _longer_than_a_page(await open_choices(turn), turn.capabilities)
    shown = await _shown(turn, listed) if listed else 1
    if not listed or (wants_back and shown < 2):
        return
    most = pages(len(listed), turn.capabilities)
    page = shown - 1 if wants_back else shown % most + 1
    size = turn.capabilities.page
    rows = [{"number": one.number, "title": one.title} for one in listed[(page - 1) * size : page * size]]
    turn.replies.append({"act": ACT, "data": {"page": page, "pages": most, "rows": rows}})
    raise Answered


def _longer_than_a_page(options: Sequence[Choice], capabilities: Capabilities) -> list[Choice]:
    """The rows of the latest open menu of which not all are shown: a short one may stand below it in the same answer."""
    for message in dict.fromkeys(option.message_id for option in options):
        listed = [option for option in options if option.message_id == message]
        if pages(len(listed), capabilities) > 1:
            return listed
    return []


async def _shown(turn: Turn, listed: Sequence[Choice]) -> int:
    """The page that was shown last; after the last comes the first again."""
    turned = select(Message.data["page"].as_integer()).where(
        Message.conversation_id == turn.conversation.id,
        Message.direction == Direction.OUT,
        Message.act == ACT,
        Message.id > listed[0].message_id,
    )
    return (await turn.session.scalar(turned.order_by(Message.id.desc()).limit(1))) or 1
