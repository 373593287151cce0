"""The tap on "it went well" or "it did not"."""

from __future__ import annotations

from uuid import UUID

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.reply import Reply
from actions.feedback import service


class Rate(SemanticAction):
    action = "action_rate"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        asked, content = context.turn.value("rating_asked"), context.turn.value("content") is True
        if asked is not None:
            await service.answer(context.session, UUID(asked), content=content, now=context.now)
        choices = (MENU,) if content else (intent_choice("file_complaint"), PERSON, MENU)
        return Reply([SemanticMessage("rating.thanks", {"content": content}, choices)])


ACTIONS = (Rate,)
