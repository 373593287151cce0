"""From a text to a label, a ranking, and whether it is about the service at all. Plain scikit-learn; Rasa's part is in components."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.arabic import danger
from nlu.arabic.bodies import body_of
from nlu.understanding.classifier import IntentClassifier
from nlu.understanding.elsewhere import sent_on
from nlu.understanding.prepare import NOTHING, Preparer
from nlu.understanding.readings import DANGER, NOTHING_CLAIMED, OUT_OF_SCOPE, Reading, Understood

_SURE_BY_LETTERS = 0.8
"""How sure a message of unknown words alone must be: «موضفف» is a clerk by its letters, babble is nothing."""


class Understanding:
    """Trained once, then read-only; joblib writes and reads it."""

    def __init__(self, preparer: Preparer, classifier: IntentClassifier, knows_others: bool) -> None:
        """`knows_others`: whether other bodies are to be recognised by name: the model is of this service and knows what is out of scope."""
        self._preparer, self._classifier, self._knows_others = preparer, classifier, knows_others

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], with_lexicon: bool = True) -> Understanding:
        """From sentences and their labels, about a minute for 14,000 on one core. The lexicon knows the matters of this service;
        for other matters there is understanding without it."""
        preparer = Preparer.of(texts, with_lexicon)
        kinds = [danger.kind(text) if label == DANGER else None for text, label in zip(texts, labels)]
        classifier = IntentClassifier.fit([preparer.prepare(text) for text in texts], labels, kinds)
        return cls(preparer, classifier, with_lexicon and OUT_OF_SCOPE in labels)

    def read(self, text: str, count: int = 10) -> Understood:
        """The `count` most likely labels. Any text will do; where there are no words nothing is claimed."""
        message = self._preparer.prepare(text)
        ranking, in_scope, claimed, threat, kind = self._classifier.read(message, count)
        if message.words == (NOTHING,):
            return Understood(Reading(NOTHING_CLAIMED, 0.0), ranking, in_scope)
        best = ranking[0]
        claimed = claimed and (best.confidence >= _SURE_BY_LETTERS or self._preparer.knows_any(message))
        intent = best if claimed else Reading(NOTHING_CLAIMED, best.confidence)
        understood = Understood(intent, ranking, in_scope, threat, kind)
        return sent_on(understood, body_of(text)) if self._knows_others else understood
