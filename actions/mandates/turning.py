"""Turning a conversation to the file of somebody who gave a mandate, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.database.audit import record
from actions.dialogue.action import Context
from actions.dialogue.messages import Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.tasks import ACT_FOR, ESTIMATE, TASKS, VERIFY, slots_of
from actions.identity.sessions import Person, act_for
from actions.mandates.models import Scope
from actions.mandates.service import OWN, HeldMandate, fitting

OWN_FILE = Choice("choice.own_file", Request("act_for", (("acting", OWN),)))
LAST_FILE = "last_file"
RELATIONS = ("relation", "for_relation", "file_of")
_WAYS = {
    Scope.STATUS: ("ask_my_status", "ask_my_payment", "show_card"),
    Scope.APPOINTMENTS: ("book_consultation", "show_appointments"),
    Scope.CASES: ("track_case", "file_objection"),
    Scope.REQUESTS: ("list_benefits", "report_change"),
}
_MOST_WAYS = 5


async def speak_for(context: Context, carer: Person, held: HeldMandate, *, ways: bool) -> SemanticMessage:
    """Turns the conversation to the file of the person who gave the mandate, and says so; `turned_to` goes with it."""
    await act_for(context.session, context.turn.conversation, held.mandate.id, context.now)
    about = {"reference": held.mandate.reference, "carer": carer.name, "person": held.person.name_ar}
    await record(
        context.session,
        actor=f"carer:{carer.beneficiary}",
        kind="mandate.acting",
        subject=held.person.id,
        data=about,
    )
    offered = [way for scope in Scope if scope in held.mandate.scopes for way in _WAYS[scope]][:_MOST_WAYS]
    choices = (*map(intent_choice, offered), OWN_FILE) if ways else ()
    return SemanticMessage("mandate.acting", held_in_words(held), choices)


def named(held: Sequence[HeldMandate], request: Request) -> HeldMandate | None:
    """Whose file a request is about, where it names one of those whose mandates are held («كم نزل لامي»)."""
    relations = [str(value) for entity, value in request.entities if entity in RELATIONS]
    return fitting(held, relations, request.text)


def without_relations(request: Request) -> Request:
    """The same request once it is settled of whom it speaks: in that person's own file the same words would mean
    somebody else."""
    return Request(request.intent, tuple(one for one in request.entities if one[0] not in RELATIONS))


def turned_to(context: Context, file: str) -> list[EventType]:
    """Remembers of which file is spoken; what was begun on another one is not for this."""
    before = context.turn.slot(LAST_FILE) or OWN
    return [SlotSet(LAST_FILE, file), *(others_forgotten() if before != file else ())]


def others_forgotten() -> list[EventType]:
    """What was begun by one person, or on one file, is not for another."""
    kept = (VERIFY, ACT_FOR)
    slots = [name for task in TASKS if task not in kept for name in slots_of(task.form)]
    return [*(SlotSet(name, None) for name in slots), SlotSet(ESTIMATE, None)]


def held_in_words(one: HeldMandate) -> dict[str, Any]:
    """A mandate as its carer is told of it."""
    mandate = one.mandate
    return {"name": one.person.given_name, "scopes": list(mandate.scopes), "ends_on": mandate.ends_on.isoformat()}
