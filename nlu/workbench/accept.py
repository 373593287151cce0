"""Reviewed sentences become training sentences, if nothing that was understood is lost by them.

FILE has the columns register, label, sentence, decision, as `suggest --out` writes them. A row is refused when it stands in the
training or the test sentences already, holds a wrong character, or a number or name of somebody. Then a model with the new
sentences is compared with one without them on the test sets; if a register falls by more than the tolerance, or by less but
surely not by chance, nothing changes.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nlu.training.sentences import INTENTS, Sentence
from nlu.workbench.acceptance import refusals
from nlu.workbench.compare import differences
from nlu.workbench.errors import BenchError
from nlu.workbench.placing import place
from nlu.workbench.review import Decision, read_review
from nlu.workbench.sets import read_sets
from nlu.workbench.sides import both, in_turns
from nlu.workbench.significance import Difference
from nlu.workbench.terminal import isolated, percent, table

NAME = "accept"
TOLERANCE = 2.5
"""Points of the right label first that a register may lose: two sentences of the smallest. Any new sentence turns a few
others, as many for better as for worse."""
_NO_CHANCE = 0.05


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--tolerance", type=float, default=TOLERANCE, metavar="POINTS", help="that a register may lose (%(default)s)"
    )
    parser.add_argument("--check", action="store_true", help="only say which rows would be refused")
    parser.add_argument("--sets", nargs="+", type=Path, metavar="FILE", help="to compare on; else the project's test sets")
    parser.add_argument("--data", type=Path, default=INTENTS, metavar="FOLDER", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    rows = read_review(arguments.file)
    wanted = [row for row in rows if row.decision is Decision.ACCEPT]
    refused = refusals(wanted, arguments.data)
    for row in wanted:
        if row.line in refused:
            print(f"line {row.line} refused: {isolated(row.sentence.text)} {refused[row.line]}")
    added = [row.sentence for row in wanted if row.line not in refused]
    waiting = sum(row.decision is Decision.OPEN for row in rows)
    rejected = len(rows) - len(wanted) - waiting
    print(f"{len(added)} to add, {len(refused)} refused, {rejected} rejected, {waiting} without a decision")
    if arguments.check or not added:
        return int(bool(refused))
    tests = read_sets(arguments.sets).intents
    if not tests:
        raise BenchError("The sets hold no labelled sentence to compare on.")
    return take_in(added, arguments.data, tests, arguments.tolerance)


def take_in(added: Sequence[Sentence], data: Path, tests: Sequence[Sentence], tolerance: float) -> int:
    """Adds the sentences to the files of `data`, or leaves every file as it was; 1 when they are refused."""
    with TemporaryDirectory(prefix="mueen-accept-") as scratch:
        draft = Path(scratch) / "intents"
        shutil.copytree(data, draft)
        changed = place(draft, added)
        with both(str(data), str(draft)) as sides:
            change = differences(*in_turns(*sides, tests))
        print("\n".join(lines(change)))
        reasons = objections(change, tolerance)
        if reasons:
            print("\n".join([*(f"refused: {reason}" for reason in reasons), "nothing was changed"]))
            return 1
        for path in sorted(changed):
            partial = data / f".{path.name}.{os.getpid()}"
            shutil.copyfile(path, partial)
            partial.replace(data / path.name)
    print(f"{len(added)} sentences added to {len(changed)} files; the next `make run` trains with them")
    return 0


def objections(change: dict[str, Difference], tolerance: float) -> list[str]:
    """Why the new sentences may not come in; empty where they may."""
    told = []
    for name, d in change.items():
        fall = -100 * d.difference
        if fall > tolerance:
            told.append(f"{name} falls by {fall:.1f} points, {tolerance:g} are allowed; {d.lost} sentences lost, {d.won} won")
        elif fall > 0 and d.chance < _NO_CHANCE:
            told.append(f"{name} falls by {fall:.1f} points, which is hardly chance; {d.lost} sentences lost, {d.won} won")
    return told


def lines(change: dict[str, Difference]) -> list[str]:
    """What the new sentences do to each register."""
    rows = [(name, percent(d.difference), str(d.won), str(d.lost), f"{d.chance:.3f}") for name, d in change.items()]
    return table(("the right label first", "points", "won", "lost", "chance"), rows)
