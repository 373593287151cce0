"""How well the training sentences are told apart by a model that has not seen them; or the sentences of other files.

`python -m nlu.report` holds out each third of the training sentences in turn.
`python -m nlu.report FILE.tsv ...` trains on all of them and reads the files: label, register, sentence, with tabs between.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nlu.training.sentences import Sentence, sentences
from nlu.understanding.bags import Counted
from nlu.understanding.calibration import best_temperature, expected_error
from nlu.understanding.classifier import held_out, outside_of
from nlu.understanding.gate import Gate
from nlu.understanding.linear import softmax
from nlu.understanding.prepare import Preparer
from nlu.understanding.readings import NOTHING_CLAIMED, OUT_OF_SCOPE
from nlu.understanding.understanding import Understanding

_PAIRS = 25
_TOP = 3


class Answer(NamedTuple):
    """What was read in a sentence: labels, the best first; the confidence of the first; whether it was claimed."""

    sentence: Sentence
    ranking: list[str]
    confidence: float
    claimed: bool


def of_training_sentences() -> list[Answer]:
    """Every training sentence read by a model that was trained without it."""
    known = list(sentences())
    preparer = Preparer.of(sentence.text for sentence in known)
    counted = Counted([preparer.prepare(sentence.text) for sentence in known])
    seen = held_out(counted, [sentence.label for sentence in known])
    probabilities = softmax(seen.logits * best_temperature(seen.logits, seen.truth))
    gate = Gate.fit(probabilities, seen.truth, outside_of(seen.labels))
    best = np.argsort(-probabilities, axis=1)[:, :_TOP]
    return [
        Answer(sentence, [str(label) for label in seen.labels[order]], float(row.max()), gate.of(row)[1])
        for sentence, order, row in zip(known, best, probabilities)
    ]


def of_files(paths: Iterable[Path]) -> list[Answer]:
    """The sentences of the files, read by a model trained on all training sentences."""
    known = list(sentences())
    model = Understanding.train([sentence.text for sentence in known], [sentence.label for sentence in known])
    answers = []
    for line in (line for path in paths for line in path.read_text(encoding="utf-8").splitlines()):
        label, register, text = line.split("\t")
        read = model.read(text, _TOP)
        claimed = read.intent.label != NOTHING_CLAIMED
        ranking = [reading.label for reading in read.ranking]
        answers.append(Answer(Sentence(label, register, text), ranking, read.ranking[0].confidence, claimed))
    return answers


def lines(answers: Sequence[Answer]) -> list[str]:
    """The report."""
    registers: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        registers[answer.sentence.register].append(answer)
    rows = [f"{'':10}{'count':>8}{'right':>8}{'top 3':>8}{'ECE':>8}"]
    rows += [_row(name, part) for name, part in [*registers.items(), ("all", list(answers))]]
    inside = [answer for answer in answers if answer.sentence.label != OUT_OF_SCOPE]
    outside = [answer for answer in answers if answer.sentence.label == OUT_OF_SCOPE]
    unclaimed, sent_away = _share(not a.claimed for a in inside), _share(_is_outside(a) for a in inside)
    rows += [
        "",
        f"of the service: {unclaimed:.1%} not claimed, {sent_away:.1%} sent away",
        f"out of scope:   {_share(not a.claimed or _is_outside(a) for a in outside):.1%} caught",
        "",
        "taken for another label most often:",
    ]
    wrong = Counter((a.sentence.label, a.ranking[0]) for a in answers if a.ranking[0] != a.sentence.label)
    return rows + [f"{count:6}  {label} -> {read}" for (label, read), count in wrong.most_common(_PAIRS)]


def _row(name: str, answers: Sequence[Answer]) -> str:
    right = np.array([answer.ranking[0] == answer.sentence.label for answer in answers])
    among = _share(answer.sentence.label in answer.ranking for answer in answers)
    error = expected_error(np.array([answer.confidence for answer in answers]), right)
    return f"{name:10}{len(answers):8}{right.mean():8.3f}{among:8.3f}{error:8.3f}"


def _is_outside(answer: Answer) -> bool:
    return answer.claimed and answer.ranking[0] == OUT_OF_SCOPE


def _share(things: Iterable[bool]) -> float:
    return float(np.mean([*things] or [0.0]))


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]]
    report = lines(of_files(files) if files else of_training_sentences())
    sys.stdout.write("\n".join(report) + "\n")
