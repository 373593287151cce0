"""A file that answers no question: it is kept, and the person says what it is for."""

from __future__ import annotations

from actions.cases.finding import cases_of
from actions.dialogue.action import Context
from actions.dialogue.messages import PERSON, Choice, Json, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import Reply, take_up
from actions.identity.sessions import current_person

# After these the next file is one more for the same case.
_JUST_DONE = frozenset({"case.filed", "case.updated"})


async def file_received(context: Context) -> Reply:
    """Right after a case was filed or added to, one more file goes there; else its uses are offered. Every choice takes
    the file along."""
    turn = context.turn
    files = tuple(("attachment", value) for value in turn.values("attachment"))
    caption = turn.value("caption")
    brought: tuple[tuple[str, Json], ...] = (*files, *((("caption", caption),) if caption else ()))
    person = await current_person(context.session, turn.conversation, context.now)
    if person is not None and turn.form is None:
        reference = _just_done(context)
        if reference is not None:
            return Reply(events=take_up(Request("add_to_case", (*brought, ("case_reference", reference)))))
    has_open = person is not None and any(c.status.is_open for c in await cases_of(context.session, person.beneficiary))
    uses = [intent_choice(intent, *brought) for intent in ("file_objection", "file_complaint")]
    choices: list[Choice] = [*([intent_choice("add_to_case", *brought)] if has_open else []), *uses, PERSON]
    return Reply([SemanticMessage("upload.received", {"files": len(files)}, () if turn.form else choices)])


def _just_done(context: Context) -> str | None:
    done = [message for message in context.turn.last_messages if message["act"] in _JUST_DONE]
    return str(done[-1]["data"]["reference"]) if done else None
