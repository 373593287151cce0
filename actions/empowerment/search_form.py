"""Looking for a course, a job or a programme: the field, the region, and which one of what there is. No proof of identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from actions.clinics.geography import region_of
from actions.database.base import REGIONS
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import MENU, Choice, SemanticMessage, intent_choice, value_choice
from actions.dialogue.tasks import PATH_SEARCH
from actions.dialogue.turn import Turn
from actions.empowerment import catalogue
from actions.empowerment.catalogue import ANYWHERE, Wish
from actions.empowerment.models import Opportunity, PathKind
from actions.empowerment.views import offer_data
from nlu.arabic import interests
from nlu.arabic.normaliser import normalise
from nlu.arabic.replies import is_none

SHOWN = 8
"""Offers in one message: what can be read at once, and listed on every channel with the way out."""
REMOTE = "remote"
_LATER = ("path_item",)


class InterestField(Field):
    """The field somebody wants to work in, in their own words or picked; "anything" is an answer."""

    slot = "path_interest"
    resets = _LATER
    entities = ("path_interest",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or bool(interests.interests(turn.text)) or interests.is_anything(turn.text)

    async def ask(self, context: FormContext) -> SemanticMessage:
        known = await catalogue.interests(context.session, PathKind(context.values["path_kind"]))
        choices = [value_choice(f"choice.interest.{code}", "path_interest", code) for code in known]
        return _question("interest", [_any("choice.interest.anywhere", "path_interest"), *choices])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        picked = context.turn.value("path_interest")
        if picked is not None:
            return Answer(picked)
        named = interests.interests(context.turn.text)
        if named:
            return Answer(named[0])
        return Answer(ANYWHERE) if asked and _says_anything(context) else None


class RegionField(Field):
    """The region, or from home; a city names its region."""

    slot = "path_region"
    resets = _LATER
    entities = ("path_region", "region", "city", "mode")

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [_any("choice.region.anywhere", "path_region"), value_choice("choice.mode.remote", "path_region", REMOTE)]
        return _question("region", [*choices, *(value_choice(f"region.{code}", "region", code) for code in REGIONS)])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        found = turn.value("path_region") or turn.value("region") or region_of(turn.value("city"))
        if found is None and turn.value("mode") == REMOTE:
            found = REMOTE
        if found is None and asked and _says_anything(context):
            found = ANYWHERE
        return None if found is None else Answer(found)


class ItemField(Field):
    """One of what there is; where there is nothing, the search ends with what else may help."""

    slot = "path_item"
    entities = ("path_item",)

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        found = await offers(context)
        if not found:
            ways = [intent_choice("book_consultation"), intent_choice("show_my_plan"), MENU]
            return Ended([SemanticMessage("path.list", {"kind": context.values["path_kind"], "items": []}, ways)])
        choices = [_offer(offer) for offer in found[:SHOWN]]
        data = {"kind": context.values["path_kind"], "items": [offer_data(offer) for offer in found[:SHOWN]]}
        if context.tries:
            return SemanticMessage("path.ask", {"question": "item"}, choices)
        return SemanticMessage("path.list", data, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        picked = context.turn.value("path_item")
        if picked is not None:
            return Answer(picked) if await catalogue.get(context.session, picked) else None
        if not asked or context.changed:
            return None
        if context.turn.intent == "affirm" and len(only := await offers(context)) == 1:
            return Answer(only[0].code)
        if context.turn.intent == "deny" or is_none(context.turn.text):
            return Ended([SemanticMessage("cancelled", {"task": context.turn.task})])
        words = set(normalise(context.turn.text).text.split())
        likeness = [(len(words & _words(offer)), offer.code) for offer in await offers(context)]
        best = max(likeness, default=(0, ""))
        return Answer(best[1]) if best[0] and [count for count, _ in likeness].count(best[0]) == 1 else None


class PathSearchForm(TaskForm):
    task = PATH_SEARCH
    _fields: ClassVar[tuple[Field, ...]] = (InterestField(), RegionField(), ItemField())

    def fields(self) -> Sequence[Field]:
        return self._fields


async def offers(context: FormContext) -> list[Opportunity]:
    """What fits the answers so far."""
    return await catalogue.search(context.session, wish_of(context.values))


def wish_of(values: Mapping[str, Any]) -> Wish:
    """The answers of the form as a search."""
    region = values["path_region"]
    return Wish(
        PathKind(values["path_kind"]),
        values["path_interest"],
        ANYWHERE if region == REMOTE else region,
        remote=region == REMOTE,
    )


def _offer(offer: Opportunity) -> Choice:
    return value_choice("choice.item", "path_item", offer.code, **offer_data(offer))


def _any(label: str, entity: str) -> Choice:
    return value_choice(label, entity, ANYWHERE)


def _says_anything(context: FormContext) -> bool:
    """«اي شي», «ما يفرق», "anything". A bare yes says nothing to "which"."""
    return interests.is_anything(context.turn.text)


def _words(offer: Opportunity) -> set[str]:
    return {word for title in (offer.title_ar, offer.title_en) for word in normalise(title).text.split() if len(word) > _SHORT}


def _question(name: str, choices: Sequence[Choice]) -> SemanticMessage:
    return SemanticMessage("path.ask", {"question": name}, choices)


_SHORT = 2
