"""How well questions find their answers among the reviewed entries, and the levels from which an answer is given.

Reads tests/knowledge/retrieval_questions.tsv with the model of the present sentences. `--write` sets the levels anew from its
development half (and the training sentences that are out of scope); what is told of the test half is a measure of new questions.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from nlu.arabic.bodies import body_of
from nlu.knowledge.finding import LEVELS, TOPIC, UNCLAIMED, Finder, Found, Levels, Reading
from nlu.knowledge.index import Index
from nlu.knowledge.pages import pages
from nlu.training.sentences import sentences
from nlu.understanding.readings import OUT_OF_SCOPE
from nlu.understanding.understanding import Understanding
from nlu.workbench import model
from nlu.workbench.errors import BenchError
from nlu.workbench.sets import SETS, read_sets

NAME = "knowledge"
QUESTIONS = Path(__file__).parents[2] / "tests" / "knowledge" / "retrieval_questions.tsv"
NO_ANSWER = "none"
# Of messages that no entry answers, so many may be answered all the same, and so many taken for our matters.
ANSWERED, TAKEN = 0.02, 0.10
# Of the sections that are not what was asked for, so many may be preferred to the topic.
WRONG_SECTIONS = 0.20
_READINGS = 10


class Question(NamedTuple):
    """A question of the set; `places` are those that answer it, empty where none does."""

    half: str
    register: str
    places: frozenset[str]
    text: str


class Asked(NamedTuple):
    """A question with how the classifier reads it."""

    question: Question
    reading: Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="set the levels anew from the development half")
    parser.add_argument("--wrong", action="store_true", help="also list what is answered wrongly")


def run(arguments: argparse.Namespace) -> int:
    understanding = model.present()
    index = Index(list(pages()))
    asked = [Asked(question, reading_of(understanding, question.text)) for question in read_questions(QUESTIONS)]
    if arguments.write:
        levels = measured(Finder(index, Levels(0, 0, 0)), [one for one in asked if one.question.half == "dev"], understanding)
        _write(levels)
    finder = Finder(index, Levels.read())
    for half in ("dev", "test"):
        print("\n".join(told(finder, [one for one in asked if one.question.half == half], half, wrong=arguments.wrong)))
    print("\n".join(outside(finder, understanding)))
    return 0


def read_questions(path: Path) -> list[Question]:
    """The set. BenchError names the line that cannot be read."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise BenchError(f"{path}, line {number}: four columns are expected with tabs between, {len(cells)} found.")
        half, register, places, text = cells
        found.append(Question(half, register, frozenset(places.split("|")) - {NO_ANSWER}, text))
    return found


def reading_of(understanding: Understanding, text: str) -> Reading:
    """How a message is read on its own."""
    read = understanding.read(text, _READINGS)
    ranking = {reading.label: reading.confidence for reading in read.ranking}
    return Reading(read.intent.label, read.intent.confidence, ranking, read.in_scope)


def measured(finder: Finder, asked: Sequence[Asked], understanding: Understanding) -> Levels:
    """The levels as quantiles: of what no entry answers, and of sections that are not what was asked for."""
    unanswered = [one for one in asked if not one.question.places and one.reading.label in UNCLAIMED]
    texts = [(one.question.text, one.reading) for one in unanswered if body_of(one.question.text) is None]
    strangers = [one.text for one in sentences() if one.label == OUT_OF_SCOPE and body_of(one.text) is None]
    texts += [(text, reading_of(understanding, text)) for text in strangers]
    claims = [float(finder.claims(text, reading).max()) for text, reading in texts]
    answers, near = np.quantile(claims, [1 - ANSWERED, 1 - TAKEN])
    wrong = [score for score, right in _sections(finder, asked) if not right]
    return Levels(round(float(answers), 3), round(float(np.quantile(wrong, 1 - WRONG_SECTIONS)), 3), round(float(near), 3))


def _sections(finder: Finder, asked: Iterable[Asked]) -> Iterator[tuple[float, bool]]:
    """How near the nearest section of the claimed topic is, and whether it is the one asked for."""
    for question, reading in asked:
        topic = reading.label.removeprefix(TOPIC)
        if not reading.label.startswith(TOPIC):
            continue
        scores = finder.claims(question.text, Reading(reading.label, 0, {}, 1.0))
        own = [at for at, place in enumerate(finder.places()) if place.startswith(f"{topic}/")]
        if own:
            best = max(own, key=lambda at: scores[at])
            yield float(scores[best]), finder.places()[best] in question.places


def told(finder: Finder, asked: Sequence[Asked], half: str, *, wrong: bool) -> Iterator[str]:
    """What becomes of the questions of one half."""
    rows: dict[str, Counter[str]] = {"unclaimed": Counter(), "topic": Counter(), "other": Counter()}
    nearest = Counter[bool]()
    listed = []
    for question, reading in asked:
        if question.places:
            best = finder.places()[int(finder.claims(question.text, reading).argmax())]
            nearest[best in question.places] += 1
        found = finder.find(question.text, reading)
        kind, outcome = _outcome(found, question, reading)
        rows[kind][outcome] += 1
        if wrong and outcome.startswith("wrong"):
            listed.append(f"  {question.text}  →  {_place(found, reading)}  ({', '.join(question.places) or NO_ANSWER})")
    yield f"{half}: {len(asked)} questions; the nearest answer is the right one for {nearest[True]} of {nearest.total()}"
    for kind, outcomes in rows.items():
        yield f"  {kind:10}" + ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
    yield from listed


def _outcome(found: Found, question: Question, reading: Reading) -> tuple[str, str]:
    if reading.label not in UNCLAIMED and not reading.label.startswith(TOPIC):
        return "other", "read as a request"
    kind = "unclaimed" if reading.label in UNCLAIMED else "topic"
    if found.answer or found.section:
        return kind, "right" if _place(found, reading) in question.places else "wrong"
    if kind == "topic":
        topics = {place.partition("/")[0] for place in question.places}
        return kind, "right topic, short answer" if reading.label.removeprefix(TOPIC) in topics else "wrong topic"
    told_near = "said to be unknown" if found.near else "left alone"
    return kind, told_near + (", although there is an answer" if question.places else "")


def _place(found: Found, reading: Reading) -> str:
    topic = reading.label.removeprefix(TOPIC)
    return found.answer or (f"{topic}/{found.section}" if found.section else topic)


def outside(finder: Finder, understanding: Understanding) -> Iterator[str]:
    """What becomes of the sentences of the test sets that are out of scope: none may be answered."""
    outcomes = Counter[str]()
    for sentence in read_sets(sorted(SETS.glob("*s.tsv"))).intents:
        if sentence.label != OUT_OF_SCOPE:
            continue
        reading = reading_of(understanding, sentence.text)
        if reading.label == OUT_OF_SCOPE and body_of(sentence.text) is not None:
            outcomes["another body's, not looked up"] += 1
            continue
        found = finder.find(sentence.text, reading) if reading.label in UNCLAIMED else None
        outcomes["read as something else" if found is None else "answered" if found.answer else "left alone"] += 1
    yield "out of scope in the test sets: " + ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))


def _write(levels: Levels, path: Path = LEVELS) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join(head) + "\n" + yaml.safe_dump(levels.__dict__), encoding="utf-8")
