"""Rasa's entity extractor over `nlu.arabic.entities`: values by rules, at places in the original text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.arabic import entities

# Where a word says how a consultation takes place although nobody asked yet ("a legal one, remote").
_MODE, _SERVICE, _BOOKING = "mode", "service", "booking_form"
RIYADH = timezone(timedelta(hours=3))  # the Kingdom keeps one time all year


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SaudiEntityExtractor(GraphComponent):
    """`metadata.now` is the moment that relative dates count from; `metadata.expecting` the question just asked."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SaudiEntityExtractor":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            metadata = message.get("metadata") or {}
            given = metadata.get("now")
            now = datetime.fromisoformat(given) if given else datetime.now(RIYADH)
            values = [
                {"entity": e.entity, "value": e.value, "start": e.start, "end": e.end, "extractor": "rules"}
                for e in read(message.get(TEXT) or "", now, metadata.get("expecting"), metadata.get("form"))
            ]
            message.set(ENTITIES, values, add_to_output=True)
        return messages


def read(text: str, now: datetime, expecting: Optional[str], form: Optional[str] = None) -> List[entities.Entity]:
    """What the contract names; in a booking also words that mean a service or a mode only there.

    «عن بعد» is taken out first: what follows it would else be read as "after" something.
    """
    scan = entities.scan(text)
    modes = [e for e in entities.extract_from(scan, now, _MODE) if e.entity == _MODE] if _MODE in scan.present else []
    for mode in modes:
        text = text[: mode.start] + " " * (mode.end - mode.start) + text[mode.end :]
    if modes:
        scan = entities.scan(text)
    found = entities.extract_from(scan, now, expecting)
    if form == _BOOKING and not any(e.entity == _SERVICE for e in found):
        taken = {place for e in found for place in range(e.start, e.end)}
        near = (e for e in entities.extract_from(scan, now, _SERVICE) if e.entity == _SERVICE)
        found += [e for e in near if e.start not in taken]
    return found + modes
