"""The file between `suggest` and `accept`: rows that a linguist decides on, with tabs between.

    register    label    sentence    decision

The decision is `accept` or `reject`; a row without one waits. Register, label and sentence may be changed as well. Lines that
begin with `#` are remarks.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from nlu.training.sentences import Sentence
from nlu.workbench.errors import BenchError

HEAD = """\
# register\tlabel\tsentence\tdecision
# Write `accept` or `reject` at the end of a row; correct register, label or sentence where they are wrong.
# ___ stands for a name that was taken out: write another in its place, or word the sentence without it.
"""


class Decision(str, Enum):
    ACCEPT = "accept"
    REJECT = "reject"
    OPEN = ""


class Row(NamedTuple):
    """One row, and where it stands in its file."""

    line: int
    sentence: Sentence
    decision: Decision


class Proposed(NamedTuple):
    """A sentence with the reasons for its label."""

    sentence: Sentence
    reasons: tuple[str, ...]


def write_review(path: Path, rows: Iterable[Proposed]) -> None:
    """Rows without a decision, each under its reasons."""
    lines = [HEAD]
    for row in rows:
        lines += [*(f"# {' '.join(reason.split())}\n" for reason in row.reasons)]
        text = " ".join(row.sentence.text.split())
        lines += [f"{row.sentence.register}\t{row.sentence.label}\t{text}\t\n", "\n"]
    path.write_text("".join(lines), encoding="utf-8")


def read_review(path: Path) -> list[Row]:
    """BenchError says which line cannot be read."""
    try:
        written = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read: {error}.") from error
    return [_row(path, number, line) for number, line in enumerate(written, 1) if line.strip() and not line.startswith("#")]


def _row(path: Path, number: int, line: str) -> Row:
    cells = line.rstrip("\r").split("\t")
    if len(cells) == 3:  # an editor that takes off what ends a line
        cells.append("")
    if len(cells) != 4:
        raise BenchError(f"{path}, line {number}: four columns are expected with tabs between, {len(cells)} found.")
    register, label, text, decision = cells
    try:
        return Row(number, Sentence(label.strip(), register.strip(), text), Decision(decision.strip().lower()))
    except ValueError as error:
        raise BenchError(f"{path}, line {number}: {decision.strip()} is no decision; write accept or reject.") from error
