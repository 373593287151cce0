"""The last word on danger: words that are sure of it outrank the classifier, and figures of speech alarm nobody."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.arabic import danger
from nlu.understanding.readings import DANGER as REPORT
from nlu.understanding.readings import DANGER_KIND

_LEAST = 0.9  # what is decided by words is not asked about again
_UNKNOWN = "emergency"  # the numbers that help in any danger


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerWatch(GraphComponent):
    """After the classifier: `intent` becomes `report_danger` or ceases to be it; the entity `danger` says which."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DangerWatch":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            watch(message)
        return messages


def watch(message: Message) -> None:
    """Decide about one message, in place."""
    ranking: List[Dict[Text, Any]] = message.get("intent_ranking") or []
    thought = float(message.get(REPORT) or 0.0)
    signs = danger.signs(message.get(TEXT) or "")
    others = [one for one in ranking if one["name"] != REPORT]
    if signs.alarm(thought, answering=bool((message.get("metadata") or {}).get("form"))):
        first = {"name": REPORT, "confidence": max(thought, _LEAST)}
        kind = {"entity": "danger", "value": signs.kind or message.get(DANGER_KIND) or _UNKNOWN, "extractor": "rules"}
        message.set(INTENT, first, add_to_output=True)
        message.set("intent_ranking", [first, *others], add_to_output=True)
        message.set(ENTITIES, [*(message.get(ENTITIES) or []), kind], add_to_output=True)
        message.set("further", [], add_to_output=True)  # whatever else was asked, help comes first
    elif (message.get(INTENT) or {}).get("name") == REPORT and others:
        name, _, topic = others[0]["name"].partition("/")
        intent = {"name": name, "confidence": others[0]["confidence"], **({"topic": topic} if topic else {})}
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [*others, *(one for one in ranking if one["name"] == REPORT)], add_to_output=True)
