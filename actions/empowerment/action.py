"""One's own empowerment plan and applications; looking for a course, a job or a programme, and applying."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import IntegrityError

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask
from actions.dialogue.reply import Afterwards, Reply, take_up
from actions.dialogue.tasks import PATH_APPLICATION, PATH_SEARCH, slots_of
from actions.empowerment import catalogue
from actions.empowerment.models import PathKind
from actions.empowerment.service import active_plan
from actions.empowerment.views import application_data, offer_data
from actions.identity.sessions import Person

APPLY = "apply_path"
_INTENT_OF = {
    PathKind.TRAINING: "find_training",
    PathKind.EMPLOYMENT: "find_job",
    PathKind.PROJECT: "start_project",
}


class ShowPlan(PersonAction):
    """The plan with its tasks, and what was applied for."""

    action = "action_show_plan"

    async def answer(self, context: Context, person: Person) -> Reply:
        plan = await active_plan(context.session, person.beneficiary)
        made = await catalogue.applications(context.session, person.beneficiary)
        data: dict[str, Any] = {"applications": [application_data(one) for one in made]}
        if plan is None:
            ways = (intent_choice("book_consultation"), intent_choice("find_training"), intent_choice("find_job"), MENU)
            return Reply([SemanticMessage("plan.none", data, ways)])
        tasks = [{"title_key": task.title_key, "done": task.done} for task in plan.tasks]
        choices = (intent_choice("show_appointments"), intent_choice("faq/able_to_work_duties"), PERSON)
        return Reply([SemanticMessage("plan.show", {"stage": plan.stage, "tasks": tasks, **data}, choices)])


class FindPath(OpenTask):
    """Opens the search of its kind; what the request already names is not asked."""

    task = PATH_SEARCH
    needs_person = False
    kind: ClassVar[PathKind]

    def prepare(self, context: Context) -> list[EventType]:
        return [SlotSet("path_kind", str(self.kind))]


class FindTraining(FindPath):
    action = "action_find_training"
    kind = PathKind.TRAINING


class FindJob(FindPath):
    action = "action_find_job"
    kind = PathKind.EMPLOYMENT


class StartProject(FindPath):
    action = "action_start_project"
    kind = PathKind.PROJECT


class PathFound(SemanticAction):
    """The search is over: with a choice, the application follows; it needs to know who applies."""

    action = "action_path_found"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        chosen = context.turn.slot("path_item")
        forget = [SlotSet(name, None) for name in slots_of(PATH_SEARCH.form)]
        if chosen is None:
            return Reply(events=forget)
        entities = (("path_item", chosen), ("path_kind", context.turn.slot("path_kind")))
        return Reply(events=[*forget, *take_up(Request(APPLY, entities))])


class ApplyPath(OpenTask):
    action = "action_apply_path"
    task = PATH_APPLICATION

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        offer = await catalogue.get(context.session, str(context.turn.value("path_item")))
        if offer is None:
            return Reply([_which_kind()])
        made = await catalogue.open_application(context.session, beneficiary, offer.code)
        if made is None:
            return None
        data = {**offer_data(offer), "reference": made.reference}
        return Reply([SemanticMessage("path.already_applied", data, (intent_choice("show_my_plan"), MENU))])

    def prepare(self, context: Context) -> list[EventType]:
        turn = context.turn
        return [SlotSet("path_chosen", turn.value("path_item")), SlotSet("path_kind", turn.value("path_kind"))]


class SubmitPath(SubmitTask):
    """Applies for what was affirmed, once."""

    action = "action_submit_path"
    task = PATH_APPLICATION
    confirmation = "path_confirmed"

    def opens_with(self, context: Context) -> str:
        return APPLY

    async def answer(self, context: Context, person: Person) -> Reply:
        code = context.turn.slot("path_chosen")
        offer = await catalogue.get(context.session, code)
        if offer is None:
            return Reply([_which_kind()], self.cleared())
        key = f"{context.turn.conversation}:{context.turn.message_id}"
        try:
            async with context.session.begin_nested():
                made = await catalogue.apply(context.session, person.beneficiary, code, key, context.now)
        except IntegrityError:
            known = await catalogue.open_application(context.session, person.beneficiary, code)
            assert known is not None
            made = known
        data = {**offer_data(offer), "reference": made.reference, "kind": str(offer.kind)}
        choices = (intent_choice("show_my_plan"), intent_choice(_INTENT_OF[offer.kind]), MENU)
        return Reply([SemanticMessage("path.applied", data, choices)], self.cleared(), Afterwards.RESUME)


def _which_kind() -> SemanticMessage:
    """An offer that is gone: what is looked for is asked anew."""
    return SemanticMessage("path.ask", {"question": "kind"}, [intent_choice(name) for name in _INTENT_OF.values()])


ACTIONS = (ShowPlan, FindTraining, FindJob, StartProject, PathFound, ApplyPath, SubmitPath)
