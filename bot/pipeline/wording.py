"""Plainer words: whoever asks to be spoken to slowly is told things in short, plain sentences from then on, on every channel.

A voice can speak slower; what is read cannot, so there it is the words that change (`locales/*/LC_MESSAGES/simple.po`).
"""

from __future__ import annotations

from actions.contacts import preferences
from actions.identity.sessions import proved_person
from bot.pipeline.context import Semantic, Turn

ASKED = "speak_slower"
_ENTITY, _USUAL = "wording", "usual"
_BACK: Semantic = {
    "label": "choice.wording.usual",
    "data": {},
    "request": {"intent": ASKED, "entities": [{"entity": _ENTITY, "value": _USUAL}]},
}


async def take_back(turn: Turn) -> None:
    """The usual words again, where they were chosen; what was said last is then repeated in them."""
    request = turn.request
    if request is None or request["intent"] != ASKED:
        return
    if any(one["entity"] == _ENTITY and one["value"] == _USUAL for one in request["entities"]):
        await _keep(turn, simple=False)
        turn.request = {"intent": "repeat", "entities": []}


async def note(turn: Turn) -> None:
    """Plain words from now on; the way back stands below the first answer in them."""
    if turn.understood != ASKED:
        return
    await _keep(turn, simple=True)
    last = turn.replies[-1]
    turn.replies[-1] = {**last, "choices": [*(last.get("choices") or ()), _BACK]}


async def follow_person(turn: Turn) -> None:
    """Whoever asked for plain words before is known now; whoever asked here is remembered."""
    person = await proved_person(turn.session, turn.conversation.id, turn.now)
    if person is None:
        return
    known = await preferences.wants_simple_wording(turn.session, person.beneficiary)
    if turn.conversation.simple_wording and not known:
        await preferences.remember_wording(turn.session, person.beneficiary, turn.now, simple=True)
    turn.conversation.simple_wording |= known


async def _keep(turn: Turn, *, simple: bool) -> None:
    turn.conversation.simple_wording = simple
    person = await proved_person(turn.session, turn.conversation.id, turn.now)
    if person is not None:
        await preferences.remember_wording(turn.session, person.beneficiary, turn.now, simple=simple)
