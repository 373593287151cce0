"""Everything that led to how one message was read, as one value."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any, NamedTuple

from nlu.arabic import danger
from nlu.arabic.normaliser import normalise
from nlu.arabic.script import ENGLISH, message_language, scripts
from nlu.arabic.sensitive import find
from nlu.arabic.tokeniser import tokens
from nlu.components.values import read as values_of
from nlu.understanding.evidence import Spoken, belonging, prepared, spoken
from nlu.understanding.glosses import gloss
from nlu.understanding.readings import NOTHING_CLAIMED, OUT_OF_SCOPE, Understood
from nlu.understanding.requests import several
from nlu.understanding.understanding import Understanding
from nlu.workbench import registers

_ALL = 10_000  # labels: more than there are
_NEVER = 1e-9
_MOST_WORDS = 80  # left out one by one
_SHOWN = 5


class Evidence(NamedTuple):
    """`sections` are what to show, by name, as plain values; JSON can hold it all."""

    text: str
    sections: dict[str, Any]


def evidence(model: Understanding, text: str, now: datetime, expecting: str | None) -> Evidence:
    """`now` is what relative dates count from; `expecting` what was just asked, as the dialogue names it."""
    understood = model.read(text, _ALL)
    first, second = understood.ranking[:2]
    return Evidence(
        text,
        {
            "form": _form(text),
            "entities": [
                {"entity": e.entity, "value": e.value, "words": text[e.start : e.end], "start": e.start, "end": e.end}
                for e in values_of(text, now, expecting)
            ],
            "sensitive": [{"kind": s.kind, "words": text[s.start : s.end]} for s in find(text, expecting)],
            "prepared": _prepared(model, text),
            "ranking": [{"label": r.label, "probability": round(r.confidence, 4)} for r in understood.ranking[:_SHOWN]],
            "intent": understood.intent.label,
            "between": [first.label, second.label],
            "words": _words(model, text, first.label, second.label),
            "features": [s._asdict() for s in _strongest(spoken(model, text, first.label, second.label))],
            "requests": _requests(model, text, understood),
            "gate": _gate(model, text, understood),
            "danger": _danger(text),
        },
    )


def _form(text: str) -> dict[str, Any]:
    return {
        "normalised": normalise(text).text,
        "language": message_language(text),
        "scripts": registers.script_counts(text),
        "dialect": [{"word": sign.word, "said_in": list(sign.varieties)} for sign in registers.signs(text)],
    }


def _prepared(model: Understanding, text: str) -> dict[str, Any]:
    read = prepared(model, text)
    english = [word.text.lower() for word in scripts(text) if word.script == ENGLISH]
    return {
        "words": list(read.words),
        "masks": [word for word in read.words if word.startswith("<")],
        "meanings": list(read.meanings),
        "concepts": list(read.concepts),
        "signs": list(read.signs),
        "glosses": {word: " ".join(gloss(word)) for word in english if gloss(word) != (word,)},
    }


def _requests(model: Understanding, text: str, understood: Understood) -> list[dict[str, Any]]:
    """The requests that are done in turn; empty where the message is one."""
    return [
        {
            "label": one.understood.intent.label,
            "probability": round(one.understood.intent.confidence, 4),
            "words": text[one.start : one.end].strip(),
        }
        for one in several(text, understood, model.read)
    ]


def _words(model: Understanding, text: str, label: str, other: str) -> list[dict[str, Any]]:
    """How much each word speaks for `label` against `other`: the log-odds that go when it is left out."""
    whole = _odds(model, text, label, other)
    found = []
    for word in tokens(text)[:_MOST_WORDS]:
        rest = text[: word.start] + " " + text[word.end :]
        found.append({"word": text[word.start : word.end], "weight": round(whole - _odds(model, rest, label, other), 2)})
    return found


def _odds(model: Understanding, text: str, label: str, other: str) -> float:
    chances = {reading.label: reading.confidence for reading in model.read(text, _ALL).ranking}
    return math.log((chances[label] + _NEVER) / (chances[other] + _NEVER))


def _strongest(found: list[Spoken]) -> list[Spoken]:
    """What weighs most on either side, rounded; things that say the same with the same weight once."""
    told: dict[float, Spoken] = {}
    for one in found:
        told.setdefault(round(one.weight, 4), one._replace(weight=round(one.weight, 2)))
    listed = list(told.values())
    either = [one for one in listed if one.weight > 0][: 2 * _SHOWN], [one for one in listed if one.weight < 0][:_SHOWN]
    return [one for side in either for one in side]


def _gate(model: Understanding, text: str, understood: Understood) -> dict[str, Any]:
    weighed = belonging(model, text)
    refused = understood.intent.label == NOTHING_CLAIMED and weighed.found < weighed.least
    beside = understood.ranking[1].label
    reason = "looks like another body's matter" if beside == OUT_OF_SCOPE else "could mean too many things"
    return {
        "claimed": understood.intent.label != NOTHING_CLAIMED,
        "in_scope": round(understood.in_scope, 4),
        "belonging": round(weighed.found, 2),
        "least_belonging": round(weighed.least, 2),
        "refused_because": [reason] if refused else [],
    }


def _danger(text: str) -> dict[str, Any] | None:
    """The kind, and the fewest neighbouring words that give it."""
    kind = danger.kind(text)
    if kind is None:
        return None
    words = tokens(text)
    spans = ((a, b) for size in range(1, len(words) + 1) for a, b in zip(words, words[size - 1 :]))
    pieces = (text[a.start : b.end] for a, b in spans)
    return {"kind": kind, "words": next((piece for piece in pieces if danger.kind(piece) == kind), text)}
