"""Files that came with the message: documents are kept for a case, a voice note is put into words."""

from __future__ import annotations

from actions.cases.service import keep_attachment
from bot.conversations.intake import redact
from bot.conversations.models import Media
from bot.pipeline.context import Answered, Turn
from bot.speech.recogniser import SpeechUnavailable, recognise


async def take(turn: Turn) -> None:
    """A document without words is an answer of its own; a voice note becomes the text of the message."""
    for item in turn.message.media:
        stored = await turn.session.get_one(Media, item["id"])
        if stored.type.startswith("audio/"):
            await _hear(turn, stored)
        else:
            await _keep(turn, stored)


async def _keep(turn: Turn, stored: Media) -> None:
    attachment = await keep_attachment(
        turn.session,
        message=turn.message.id,
        path=stored.path,
        media_type=stored.type,
        size=stored.size,
        sha256=stored.sha256,
    )
    entity = {"entity": "attachment", "value": str(attachment)}
    turn.request = {"intent": "inform", "entities": [entity]}


async def _hear(turn: Turn, stored: Media) -> None:
    try:
        heard = await recognise(stored.path)
    except SpeechUnavailable:
        heard = ""
    if not heard:
        turn.replies.append({"act": "speech.not_understood", "data": {}})
        raise Answered
    turn.message.text = await redact(turn.session, heard, turn.conversation.last_act)
