"""One's own empowerment plan."""

from __future__ import annotations

from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.opening import PersonAction
from actions.dialogue.reply import Reply
from actions.empowerment.service import active_plan
from actions.identity.service import Person


class ShowPlan(PersonAction):
    action = "action_show_plan"

    async def answer(self, context: Context, person: Person) -> Reply:
        plan = await active_plan(context.session, person.beneficiary)
        if plan is None:
            return Reply([SemanticMessage("plan.none", {}, (intent_choice("book_consultation"), MENU))])
        tasks = [{"title_key": task.title_key, "done": task.done} for task in plan.tasks]
        choices = (intent_choice("show_appointments"), intent_choice("faq/able_to_work_duties"), PERSON)
        return Reply([SemanticMessage("plan.show", {"stage": plan.stage, "tasks": tasks}, choices)])


ACTIONS = (ShowPlan,)
