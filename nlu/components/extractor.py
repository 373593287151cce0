"""Rasa's entity extractor over `nlu.arabic.entities`: values by rules, at places in the original text."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.values import RIYADH, read


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

