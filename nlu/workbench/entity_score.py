"""How well entities are found: micro-F1 of (entity, value) in labelled messages, and whether they are found where they stand.

`python -m nlu.workbench.entity_score FILE.tsv ...` prints the scores by entity and register; with `--wrong` also each message
that was read otherwise than labelled. A line is register, text and a JSON list of [entity, value, words], tabs between.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from nlu.arabic.entities import extract

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone(timedelta(hours=3)))
"""When the messages of the sets were written."""
_OUR_OWN = frozenset({"malformed_id", "mode", "danger"})

Value = tuple[str, str]


@dataclass(frozen=True)
class Labelled:
    """A message and its entities: (entity, value) -> the words that say it."""

    register: str
    text: str
    entities: dict[Value, str]


@dataclass
class Score:
    """Counts of one entity, one register or all."""

    right: int = 0
    missed: int = 0
    invented: int = 0
    in_place: int = 0
    exact: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(2 * self.right + self.missed + self.invented, 1)


@dataclass
class Report:
    """Scores by name: `all`, registers and entities. `wrong`: a message, what was missed, what was invented."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    wrong: list[tuple[Labelled, list[Value], list[Value]]] = field(default_factory=list)


def labelled(paths: Iterable[Path]) -> list[Labelled]:
    """The messages of the files."""
    rows = (line.split("\t") for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Labelled(register, text, {(entity, _written(value)): words for entity, value, words in json.loads(found)})
        for register, text, found in rows
    ]


def score(messages: Iterable[Labelled]) -> Report:
    """What `extract` finds in each message against its labels."""
    report = Report()
    for message in messages:
        found = {(e.entity, _written(e.value)): e for e in extract(message.text, NOW) if e.entity not in _OUR_OWN}
        missed = [value for value in message.entities if value not in found]
        invented = [value for value in found if value not in message.entities]
        if missed or invented:
            report.wrong.append((message, missed, invented))
        for value, words in message.entities.items():
            if value not in found:
                _count(report, message, value[0], missed=1)
                continue
            start, end = found[value].start, found[value].end
            at = message.text.find(words)
            in_place = at < end and start < at + len(words)
            _count(report, message, value[0], right=1, in_place=in_place, exact=(start, end) == (at, at + len(words)))
        for entity, _ in invented:
            _count(report, message, entity, invented=1)
    return report


def lines(report: Report) -> list[str]:
    """The scores as a table, all messages last."""
    names = sorted(report.scores, key=lambda name: (name == "all", name))
    rows = [f"{'':18}{'F1':>7}{'right':>8}{'missed':>8}{'invented':>10}{'in place':>10}{'exactly':>9}"]
    for name in names:
        one = report.scores[name]
        rows.append(
            f"{name:18}{one.f1:7.3f}{one.right:8}{one.missed:8}{one.invented:10}"
            f"{one.in_place / max(one.right, 1):10.3f}{one.exact / max(one.right, 1):9.3f}"
        )
    return rows


def _count(report: Report, message: Labelled, entity: str, **counts: int) -> None:
    for name in ("all", f"by {message.register}", entity):
        for kind, count in counts.items():
            setattr(report.scores[name], kind, getattr(report.scores[name], kind) + count)


def _written(value: object) -> str:
    """Numbers as their shortest writing: 250 and 250.0 are one amount."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _main(arguments: Sequence[str]) -> None:
    report = score(labelled(Path(name) for name in arguments if not name.startswith("--")))
    if "--wrong" in arguments:
        for message, missed, invented in report.wrong:
            print(f"{message.register}\t{message.text}\n\tmissed {missed}\tinvented {invented}")
    print("\n".join(lines(report)))


if __name__ == "__main__":
    _main(sys.argv[1:])
