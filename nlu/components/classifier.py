"""Rasa's intent classifier over `nlu.understanding`: topics come out as the intent `faq` with their topic."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.arabic.bodies import NONE_OF_THESE, body_of
from nlu.understanding.inherited import with_what_was_named
from nlu.understanding.readings import DANGER, DANGER_KIND, OUT_OF_SCOPE, Reading, Understood
from nlu.understanding.requests import Request, several
from nlu.understanding.understanding import Understanding

_FILE = "understanding.joblib"
_RANKING = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArabicIntentClassifier(GraphComponent, RasaIntentClassifier):
    """Sets `intent`, `intent_ranking` (names as the contract has them) and `in_scope`; where a message holds several
    requests, these are of the first one, and `further` has the others in order."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Optional[Understanding] = None) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ArabicIntentClassifier":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ArabicIntentClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, joblib.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        labels = [example.get_full_intent() for example in examples]
        self._model = Understanding.train(texts, labels)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE, compress=3)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            understood = self._read(text)
            # Of the whole message, whatever parts it falls into.
            message.set(DANGER, understood.danger)
            message.set(DANGER_KIND, understood.danger_kind)
            requests = several(text, understood, self._read)
            if requests:
                first, *others = requests
                understood = first.understood
                further = with_what_was_named(_further(message, request) for request in (first, *others))[1:]
                message.set("further", further, add_to_output=True)
                message.set("first_ends", first.end, add_to_output=True)
                text = text[: first.end]
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *_body(text, understood)], add_to_output=True)
            ranking = [{"name": r.label, "confidence": r.confidence} for r in understood.ranking]
            message.set(INTENT, _intent(understood.intent), add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("in_scope", understood.in_scope, add_to_output=True)
        return messages

    def _read(self, text: Text) -> Understood:
        assert self._model is not None
        return self._model.read(text, _RANKING)


def _body(text: Text, understood: Understood) -> List[Dict[Text, Any]]:
    """Whose matter a message is that is not ours, where somebody is known for it."""
    found = body_of(text) if understood.intent.label == OUT_OF_SCOPE else None
    if found is None or found.body == NONE_OF_THESE:
        return []
    return [{"entity": "body", "value": found.body, "extractor": "rules"}]


def _intent(reading: Reading) -> Dict[Text, Any]:
    name, _, topic = reading.label.partition("/")
    return {"name": name, "confidence": reading.confidence, **({"topic": topic} if topic else {})}


def _further(message: Message, request: Request) -> Dict[Text, Any]:
    """One request of the message, as a request that is taken up in its turn."""
    found = [e for e in message.get(ENTITIES) or [] if request.start <= e.get("start", -1) < request.end]
    text = (message.get(TEXT) or "")[request.start : request.end].strip()
    entities = [{"entity": e["entity"], "value": e["value"]} for e in [*found, *_body(text, request.understood)]]
    return {"intent": request.understood.intent.label, "entities": entities, "text": text}
