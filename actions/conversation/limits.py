"""Where the assistant ends: not understood, danger, and a person."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.cases.files import file_received
from actions.contacts.phones import hiding_phone
from actions.conversation.courtesy import SERVICES
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import Afterwards, Reply, say, take_up
from actions.dialogue.tasks import BOOKING, PHONE
from actions.dialogue.turn import Turn
from actions.eligibility import rules
from actions.knowledge.answers import looked_up

# Which lines help in which danger, the most fitting first; the numbers themselves are parameters.
HELP = {
    "abuse": ("abuse", "emergency", "police", "child"),
    "self_harm": ("mental_health", "emergency", "ambulance"),
    "hunger": ("unified", "emergency"),
    "emergency": ("emergency", "ambulance", "civil_defence"),
}


# Examples that a rephrase gives; nobody reads more of them.
_EXAMPLES = 3


class Fallback(SemanticAction):
    """Not understood: the entry that answers it where there is one, else one rephrase with what it may have meant, then the
    menu and a person. Of a question about our matters that no entry answers, that is said."""

    action = "action_fallback"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        known = looked_up(context)
        if known is not None:
            return known
        attempt = int(context.turn.slot("fallbacks") or 0) + 1
        meant = context.turn.likely_requests[:_EXAMPLES] if attempt == 1 else ()
        choices = (*map(intent_choice, meant), MENU, PERSON) if attempt == 1 else SERVICES
        data = {"attempt": min(attempt, 2), "candidates": list(meant)}
        if context.turn.is_near_known:
            data["unanswered"] = True
            choices = (PERSON, intent_choice("faq/complaint_channels"), *(c for c in choices if c != PERSON))
        return Reply([SemanticMessage("fallback", data, choices)], [SlotSet("fallbacks", attempt)])


def _is_booking(turn: Turn) -> bool:
    """Whether values without a verb ("psychological, in person, Jeddah, Sunday") are all about a consultation."""
    about_when_or_where = ("date", "time", "region", "city", "mode")
    return turn.value("service") is not None and any(turn.value(name) is not None for name in about_when_or_where)


class Inform(SemanticAction):
    """A bare value that answers no open question."""

    action = "action_inform"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        if context.turn.value("attachment") is not None:
            return await file_received(context)
        if context.turn.value("national_id") is not None or context.turn.value("malformed_id") is not None:
            if not context.turn.is_bare_value:
                return await Fallback().respond(context)
            return Reply(events=take_up(Request("verify_identity", context.turn.as_request().entities)))
        if context.turn.value("phone") is not None and await hiding_phone(context.session, context.turn.conversation):
            return Reply(events=take_up(Request(PHONE.name, context.turn.as_request().entities)))
        if _is_booking(context.turn):
            return Reply(events=take_up(Request(BOOKING.name, context.turn.as_request().entities)))
        if not context.turn.has_values and not context.turn.chosen:
            return await Fallback().respond(context)
        beside = context.turn.request_beside
        if beside is not None and not context.turn.is_bare_value:
            told = context.turn.as_request()
            return Reply(events=take_up(Request(beside, told.entities, told.text)))
        return Reply([SemanticMessage("affirm.nothing", {}, SERVICES)])


class Danger(SemanticAction):
    """Danger before anything else: the numbers, and a person at once. No form goes on over it."""

    action = "action_danger"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        kind = context.turn.value("danger") or "emergency"
        lines = rules.helplines(context.now.date())
        named = {name: getattr(lines, name) for name in HELP[kind]}
        data = {"kind": kind, "numbers": list(named.values()), "lines": named}
        return Reply([SemanticMessage("danger.help", data, (PERSON,))], afterwards=Afterwards.LEAVE)


class TalkToAgent(SemanticAction):
    """Asks for a person. The queue belongs to the conversation itself, which the gateway keeps."""

    action = "action_talk_to_agent"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        return Reply([say("handoff.queued")], afterwards=Afterwards.LEAVE)


ACTIONS = (Fallback, Inform, Danger, TalkToAgent)
