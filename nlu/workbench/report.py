"""How well it understands: registers, scope, calibration, labels, confusions, values, danger, times.

Without files: on the test sets of the project, with the model of the present sentences. `--held-out` instead reads each
third of the training sentences with a model of the others (three trainings).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from nlu.training.sentences import sentences
from nlu.understanding.understanding import Understanding
from nlu.workbench import answers, model, others, sections
from nlu.workbench.answers import Answer
from nlu.workbench.errors import BenchError
from nlu.workbench.sections import Section
from nlu.workbench.sets import read_sets

NAME = "report"
_FOLDS, _SEED = 3, 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="sets; what a file holds is told by its name")
    parser.add_argument("--held-out", action="store_true", help="judge the training sentences by one another")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="also write report.md and pictures there")


def run(arguments: argparse.Namespace) -> int:
    if arguments.held_out and arguments.files:
        raise BenchError("--held-out reads the training sentences; it takes no files.")
    read, told = _of_training() if arguments.held_out else _of_sets(arguments.files)
    if not told:
        raise BenchError("The files hold no sentence.")
    print("\n".join(sections.as_text(told)))
    if arguments.out:
        _write(arguments.out, read, told)
        print(f"\nwritten to {arguments.out}")
    return 0


def _of_sets(files: Sequence[Path]) -> tuple[list[Answer], list[Section]]:
    sets = read_sets(files)
    told: list[Section] = []
    read: list[Answer] = []
    if sets.intents or sets.danger:
        understanding = model.present()
    if sets.intents:
        read = answers.read(understanding, sets.intents)
        told += sections.of_intents(read)
    if sets.entities:
        told += sections.of_values(others.values(sets.entities))
    if sets.danger:
        told += sections.of_danger(others.alarms(understanding, sets.danger), others.right_kind(understanding, sets.danger))
    if read:
        texts = [answer.sentence.text for answer in read]
        told.append(sections.of_times(others.times(understanding, texts, [answer.milliseconds for answer in read])))
    return read, told


def _of_training() -> tuple[list[Answer], list[Section]]:
    known = list(sentences())
    labels = np.array([sentence.label for sentence in known])
    read: list[Answer] = []
    for learnt, unseen in StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED).split(labels, labels):
        trained = Understanding.train([known[at].text for at in learnt], [known[at].label for at in learnt])
        read += answers.read(trained, [known[at] for at in unseen])
    return read, sections.of_intents(read)


def _write(folder: Path, read: Sequence[Answer], told: Sequence[Section]) -> None:
    from nlu.workbench.plots import draw  # a second to load, for those who want pictures

    folder.mkdir(parents=True, exist_ok=True)
    pictures = [f"![{path.stem}]({path.name})" for path in draw(read, folder)] if read else []
    lines = ["# What is understood", "", *(line for picture in pictures for line in (picture, "")), *sections.as_markdown(told)]
    (folder / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
