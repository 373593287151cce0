"""A phone that goes from hand to hand: somebody whose own number is not the one that was proved here begins anew."""

from __future__ import annotations

from actions.dialogue.action import Context
from actions.dialogue.tasks import VERIFY
from actions.identity.service import find_by_national_id
from actions.identity.sessions import end_session, proved_person
from actions.identity.vault import vault


async def somebody_else(context: Context) -> bool:
    """Whether the message brings the identity number of another person than the one who proved theirs in this
    conversation; that proof is over then, so that nothing of theirs is shown. In the middle of a task the number is an
    answer to it."""
    reference = context.turn.value("national_id")
    if reference is None or context.turn.form not in (None, VERIFY.form):
        return False
    proved = await proved_person(context.session, context.turn.conversation, context.now)
    national_id = await vault().reveal(context.session, reference) if proved else None
    if proved is None or national_id is None:
        return False
    if await find_by_national_id(context.session, national_id) == proved.beneficiary:
        return False
    return await end_session(context.session, context.turn.conversation, context.now)
