"""Labels for sentences that have none, each with its reasons, as a file to be reviewed.

The sentences come from `mine --out`, or one a line. Each row says how the model reads it, which training sentences are most
alike, and what the person revealed with the next tap or words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlu.arabic.normaliser import normalise
from nlu.training.sentences import Sentence, sentences
from nlu.understanding.readings import Reading
from nlu.understanding.understanding import Understanding
from nlu.workbench import model
from nlu.workbench.likeness import Neighbour, Neighbours
from nlu.workbench.made_up import with_made_up
from nlu.workbench.registers import guessed
from nlu.workbench.review import Proposed, write_review
from nlu.workbench.sets import unseen_texts
from nlu.workbench.terminal import isolated, percent
from nlu.workbench.unlabelled import Unlabelled, read_unlabelled

NAME = "suggest"
_READINGS, _NEIGHBOURS = 3, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the rows to be reviewed there")


def run(arguments: argparse.Namespace) -> int:
    waiting = read_unlabelled(arguments.file)
    known = known_texts()
    new = [one for one in waiting if normalise(one.text).text not in known]
    proposed = propose(model.present(), new, list(sentences()))
    for row in proposed:
        print(isolated(row.sentence.text))
        print(f"    {row.sentence.label}, {row.sentence.register}")
        print("".join(f"    {reason}\n" for reason in row.reasons))
    print(f"{len(new)} sentences; {len(waiting) - len(new)} left out, as they are training or test sentences already")
    if arguments.out:
        write_review(arguments.out, proposed)
        print(f"written to {arguments.out}; decide on each row, then: make nlu ARGS='accept {arguments.out}'")
    return 0


def known_texts() -> set[str]:
    """Every sentence of training and of the test sets, normalised."""
    return {normalise(one.text).text for one in sentences()} | unseen_texts()


def propose(understanding: Understanding, waiting: Iterable[Unlabelled], known: Sequence[Sentence]) -> list[Proposed]:
    """What the person revealed counts more than what the model reads. `known` are the training sentences."""
    neighbours = Neighbours(understanding, known)
    found = []
    for one in waiting:
        ranking = understanding.read(one.text, _READINGS).ranking
        near = neighbours.of(one.text, _NEIGHBOURS)
        label = one.revealed or ranking[0].label
        register = guessed(one.text, [neighbour.sentence.register for neighbour in near])
        found.append(Proposed(Sentence(label, register, with_made_up(one.text)), _reasons(one, ranking, near)))
    return found


def _reasons(one: Unlabelled, ranking: Sequence[Reading], near: Sequence[Neighbour]) -> tuple[str, ...]:
    told = [f"revealed: {one.revealed}, by {isolated(one.by or '')}"] if one.revealed else []
    if one.kind:
        told.append(f"found because: {one.kind}")
    told.append("read as: " + ", ".join(f"{reading.label} {percent(reading.confidence, 0)} %" for reading in ranking))
    told += [f"like ({n.likeness:.2f}) {n.sentence.label}, {n.sentence.register}: {isolated(n.sentence.text)}" for n in near]
    if not one.revealed and all(neighbour.sentence.label != ranking[0].label for neighbour in near):
        told.append("look twice: no training sentence near it has this label")
    return tuple(told)
