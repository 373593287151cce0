"""What is not ours: whose matter it is and where they are found, and what of ours comes near it."""

from __future__ import annotations

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import Reply
from actions.knowledge.answers import looked_up


def _benefit(code: str) -> Choice:
    return Choice(f"choice.benefit.{code}", Request("ask_benefit", (("benefit", code),)))


# Bodies whose matters people bring to us because something of ours comes near them.
NEAR: dict[str, Choice] = {
    "electricity_water": _benefit("electricity_support"),
    "courts": _benefit("court_fees"),
    "housing": _benefit("developmental_housing"),
    "education": intent_choice("list_benefits"),
    "citizen_account": intent_choice("faq/citizen_account"),
    "jadarat_hrdf": intent_choice("faq/unemployment_support"),
    "gosi": intent_choice("faq/income_counted"),
    "labour": intent_choice("find_job"),
    "civil_affairs": intent_choice("report_change"),
}


class OutOfScope(SemanticAction):
    """`body` is the code of whose matter it is, None where nobody is known for it: then an entry may answer after all."""

    action = "action_out_of_scope"

    async def respond(self, context: Context) -> Reply:
        body = context.turn.value("body")
        known = looked_up(context) if body is None else None
        if known is not None:
            return known
        near = (NEAR[body],) if body in NEAR else ()
        return Reply([SemanticMessage("out_of_scope", {"body": body}, (*near, MENU, PERSON))])


ACTIONS = (OutOfScope,)
