"""Steering the conversation: yes and no outside a question, leaving, beginning again, hearing again, the language."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from actions.conversation.courtesy import SERVICES
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.asked import offered
from actions.dialogue.messages import MENU, PERSON, Choice, Media, Request, SemanticMessage
from actions.dialogue.offers import standing
from actions.dialogue.opening import SWITCH_TO
from actions.dialogue.reply import Afterwards, Reply, as_request, say, take_up
from actions.dialogue.tasks import ESTIMATE

LANGUAGES = ("ar", "en")


class Affirm(SemanticAction):
    """A yes that no form reads: to leaving a task for another, to what the last answer asked, or to nothing at all."""

    action = "action_affirm"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        switch_to = context.turn.slot(SWITCH_TO)
        if switch_to is not None:
            events = [SlotSet(SWITCH_TO, None), *take_up(as_request(switch_to))]
            return Reply(events=events, afterwards=Afterwards.LEAVE)
        if context.turn.form is None and (offer := await standing(context.session, context.turn, context.now)):
            return Reply(events=take_up(offer.yes))
        meant = offered(context.turn) if context.turn.form is None else ()
        if len(meant) == 1:
            return Reply(events=take_up(meant[0].request))
        if meant:
            names = [choice.request.intent for choice in meant]
            return Reply([SemanticMessage("clarify", {"candidates": names}, [*meant, PERSON, MENU])])
        return Reply([SemanticMessage("affirm.nothing", {}, SERVICES)])


class Deny(SemanticAction):
    """A no that no form reads: the task in hand goes on, or nothing stands open."""

    action = "action_deny"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        if context.turn.slot(SWITCH_TO) is not None:
            return Reply(events=[SlotSet(SWITCH_TO, None)])
        if context.turn.form is None and (offer := await standing(context.session, context.turn, context.now)):
            return Reply(events=take_up(offer.no))
        return Reply([SemanticMessage("deny.nothing", {}, (MENU, PERSON))])


class Stop(SemanticAction):
    """Leaves the task in hand; nothing of it is kept."""

    action = "action_stop"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        task = context.turn.task or "none"
        forget = [SlotSet("pending", None), SlotSet(SWITCH_TO, None)]
        return Reply([SemanticMessage("cancelled", {"task": task}, (MENU, PERSON))], forget, Afterwards.LEAVE)


class StartOver(SemanticAction):
    """Begins again from the start. It takes the name of Rasa's own restart, which says nothing to the person."""

    action = "action_restart"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        forget = [SlotSet("pending", None), SlotSet(SWITCH_TO, None), SlotSet(ESTIMATE, None)]
        # No rule follows Rasa's own restart: the floor goes back to the person here.
        return Reply([SemanticMessage("greeting", {}, SERVICES)], [*forget, FollowupAction("action_listen")], Afterwards.LEAVE)


class Repeat(SemanticAction):
    """Says the last messages again, slower on request (the channel that speaks decides how)."""

    action = "action_repeat"

    async def respond(self, context: Context) -> Reply:
        if context.turn.form is not None:
            return Reply(afterwards=Afterwards.ASK_AGAIN)
        again = [stored(message) for message in context.turn.last_messages]
        return Reply(again or [SemanticMessage("menu", {}, SERVICES)])


class ChangeLanguage(SemanticAction):
    action = "action_change_language"

    async def respond(self, context: Context) -> Reply:
        language = context.turn.value("language")
        if language in LANGUAGES:
            return Reply([say("language.changed", language=language)])
        choices = [
            Choice(f"choice.language.{code}", Request("change_language", (("language", code),))) for code in LANGUAGES
        ]
        return Reply([SemanticMessage("language.ask", {}, choices)])


def stored(message: dict) -> SemanticMessage:  # type: ignore[type-arg]
    """A message as it was said before."""
    choices = [
        Choice(choice["label"], as_request(choice["request"]), choice["data"]) for choice in message.get("choices", [])
    ]
    media = [Media(item["kind"], item["id"]) for item in message.get("media", [])]
    return SemanticMessage(message["act"], message["data"], choices, media)


ACTIONS = (Affirm, Deny, Stop, StartOver, Repeat, ChangeLanguage)
