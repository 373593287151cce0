"""Files that came with the message: documents are kept for a case, a voice note is put into words."""

from __future__ import annotations

from typing import Any

from actions.cases.filing import keep_attachment
from actions.database.engine import transaction
from bot.conversations.intake import redact
from bot.conversations.models import Media
from bot.pipeline.context import Answered, Semantic, Turn
from bot.pipeline.dialogue import post
from bot.speech.recogniser import SpeechUnavailable, recognise

# What words beside a file may ask for; whatever else they say, they are about the file.
_HEARD = frozenset({"file_objection", "file_complaint", "add_to_case", "report_danger", "talk_to_agent"})
_SURE = 0.5


async def take(turn: Turn) -> None:
    """Documents without words are an answer of their own; a voice note becomes the text of the message."""
    files: list[dict[str, Any]] = []
    for item in turn.message.media:
        if "refused" in item:
            turn.replies.append(_refused(item))
            raise Answered
        stored = await turn.session.get_one(Media, item["id"])
        if stored.type.startswith("audio/"):
            await _hear(turn, stored)
        else:
            files.append(await _keep(turn, stored))
    if files:
        turn.request = await _with_words(turn, files)


def _refused(item: dict[str, Any]) -> Semantic:
    """Of a voice note nobody is told to photograph the paper anew."""
    if not item.get("type", "").startswith("audio/"):
        return {"act": "attachment.rejected", "data": {"reason": item["refused"]}}
    return {"act": "speech.not_understood", "data": {"reason": "long" if item["refused"] == "size" else "lost"}}


async def _keep(turn: Turn, stored: Media) -> dict[str, Any]:
    """In a transaction of its own: the actions, which answer this very message, must see the file."""
    async with transaction() as session:
        attachment = await keep_attachment(
            session,
            message=turn.message.id,
            path=stored.path,
            media_type=stored.type,
            size=stored.size,
            sha256=stored.sha256,
        )
    return {"entity": "attachment", "value": str(attachment)}


async def _with_words(turn: Turn, files: list[dict[str, Any]]) -> dict[str, Any]:
    """The files with the words beside them, which stay with them and may say what the files are for."""
    caption = (turn.message.text or "").strip()
    if not caption:
        return {"intent": "inform", "entities": files}
    answer = await post("/webhooks/mueen/parse", {"texts": [caption], "now": turn.now.isoformat()})
    understood = answer["results"][0]
    intent = understood["intent"]
    heard = intent["name"] in _HEARD and intent["confidence"] >= _SURE
    said = [{"entity": one["entity"], "value": one["value"]} for one in understood["entities"]] if heard else []
    entities = [*files, *said, {"entity": "caption", "value": caption}]
    return {"intent": intent["name"] if heard else "inform", "entities": entities}


async def _hear(turn: Turn, stored: Media) -> None:
    try:
        heard = await recognise(stored.path)
    except SpeechUnavailable:
        turn.replies.append({"act": "speech.not_understood", "data": {"reason": "unavailable"}})
        raise Answered from None
    if not heard:
        turn.replies.append({"act": "speech.not_understood", "data": {}})
        raise Answered
    turn.message.text = await redact(turn.session, heard, turn.conversation.last_act)
