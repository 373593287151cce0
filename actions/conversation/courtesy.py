"""Greetings and small talk."""

from __future__ import annotations

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, SemanticMessage, intent_choice
from actions.dialogue.reply import Afterwards, Reply, say

# Every service of the card of the contract, in the order in which people ask for them.
SERVICES: tuple[Choice, ...] = (
    intent_choice("ask_my_status"),
    intent_choice("ask_my_payment"),
    intent_choice("ask_payment_date"),
    intent_choice("check_eligibility"),
    intent_choice("show_card"),
    intent_choice("file_objection"),
    intent_choice("book_consultation"),
    intent_choice("browse_topics"),
    PERSON,
)


class Greet(SemanticAction):
    action = "action_greet"

    async def respond(self, context: Context) -> Reply:
        return Reply([SemanticMessage("greeting", {}, SERVICES)])


class Menu(SemanticAction):
    action = "action_menu"

    async def respond(self, context: Context) -> Reply:
        return Reply([SemanticMessage("menu", {}, SERVICES)])


class Goodbye(SemanticAction):
    action = "action_goodbye"

    async def respond(self, context: Context) -> Reply:
        # Whoever takes leave is not asked on; they are told that what was begun is not done.
        if context.turn.is_only_offered:
            return Reply([say("goodbye")], afterwards=Afterwards.LEAVE)
        unfinished = {"task": context.turn.task} if context.turn.form is not None else {}
        return Reply([say("goodbye", **unfinished)], afterwards=Afterwards.WAIT)


class Thanks(SemanticAction):
    action = "action_thanks"

    async def respond(self, context: Context) -> Reply:
        return Reply([SemanticMessage("thanks", {}, () if context.turn.form else (MENU,))])


class Chitchat(SemanticAction):
    action = "action_chitchat"

    async def respond(self, context: Context) -> Reply:
        return Reply([SemanticMessage("chitchat", {}, () if context.turn.form else (MENU, PERSON))])


class Frustration(SemanticAction):
    """Somebody is tired of us: heard, and a person is offered."""

    action = "action_frustration"

    async def respond(self, context: Context) -> Reply:
        return Reply([SemanticMessage("frustration", {}, (PERSON, MENU))])


ACTIONS = (Greet, Menu, Goodbye, Thanks, Chitchat, Frustration)
