"""Which of two ways is better: both trained in one run and read the same sentences, with the significance of the difference.

A and B each name a side:
    .                      the working tree
    main, HEAD~3, 3f2a1b   a revision of git (code and sentences)
    some/intents           the working tree with the sentences of that folder
    some/model.tar.gz      a model trained by Rasa; also a .joblib of the bench
    .,linear._C=1          one that is trained, with a constant of nlu.understanding set to something else
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlu.workbench import sections
from nlu.workbench.answers import Answer
from nlu.workbench.errors import BenchError
from nlu.workbench.measures import by_register, quality, scope
from nlu.workbench.sections import Section
from nlu.workbench.sets import read_sets
from nlu.workbench.sides import Side, both, in_turns
from nlu.workbench.significance import Difference, difference
from nlu.workbench.terminal import isolated, percent

NAME = "compare"
_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", metavar="A")
    parser.add_argument("second", metavar="B")
    parser.add_argument("--sets", nargs="+", type=Path, metavar="FILE", help="labelled sentences; else the project's test sets")
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write everything as Markdown there")


def run(arguments: argparse.Namespace) -> int:
    sentences = read_sets(arguments.sets).intents
    if not sentences:
        raise BenchError("The sets hold no labelled sentence.")
    with both(arguments.first, arguments.second) as (one, other):
        first, second = in_turns(one, other, sentences)
        told = compared(first, second, one, other)
    print(f"A = {arguments.first}, B = {arguments.second}; plus means that B is better\n")
    print("\n".join(sections.as_text(told)))
    if arguments.out:
        head = [f"# {arguments.first} and {arguments.second}", ""]
        arguments.out.write_text("\n".join(head + sections.as_markdown(told)) + "\n", encoding="utf-8")
    return 0


def compared(first: Sequence[Answer], second: Sequence[Answer], one: Side, other: Side) -> list[Section]:
    """What the two sides made of the same sentences."""
    won = [(a, b) for a, b in zip(first, second) if b.right and not a.right]
    lost = [(a, b) for a, b in zip(first, second) if a.right and not b.right]
    return [
        _registers(first, second),
        _beside(first, second),
        _times(first, second, one, other),
        Section("Won by B", (), (), [_told(a, b) for a, b in won], _SHOWN),
        Section("Lost by B", (), (), [_told(a, b) for a, b in lost], _SHOWN),
    ]


def differences(first: Sequence[Answer], second: Sequence[Answer]) -> dict[str, Difference]:
    """The right label first, by register and all."""
    of_second = by_register(second)
    return {
        register: difference([a.right for a in part], [a.right for a in of_second[register]])
        for register, part in by_register(first).items()
    }


def _registers(first: Sequence[Answer], second: Sequence[Answer]) -> Section:
    of_first, of_second = by_register(first), by_register(second)
    rows = []
    for register, d in differences(first, second).items():
        shares = (percent(quality(part[register]).top_1) for part in (of_first, of_second))
        points = (f"{100 * d.difference:+.1f}", f"{100 * d.low:+.1f} … {100 * d.high:+.1f}")
        rows.append((register, str(len(of_first[register])), *shares, *points, str(d.won), str(d.lost), f"{d.chance:.3f}"))
    heads = ("", "count", "A", "B", "points", "95 %", "won", "lost", "chance")
    remark = "chance: exact McNemar, how often so uneven a split comes by chance; 95 %: paired bootstrap"
    return Section("The right label first (%)", heads, rows, [remark])


def _beside(first: Sequence[Answer], second: Sequence[Answer]) -> Section:
    one, other = quality(first), quality(second)
    outside, inside = (scope(first), scope(second)), "of the service: not taken as ours (%)"
    refused = [None if s.unclaimed is None or s.sent_away is None else s.unclaimed + s.sent_away for s in outside]
    rows = [
        ("among the first three (%)", percent(one.top_3), percent(other.top_3)),
        ("served as wanted (%)", percent(one.served), percent(other.served)),
        ("expected calibration error", f"{one.error:.3f}", f"{other.error:.3f}"),
        ("out of scope: caught (%)", *(percent(s.caught) for s in outside)),
        (inside, *(percent(share) for share in refused)),
    ]
    return Section("Beside it", ("", "A", "B"), rows)


def _times(first: Sequence[Answer], second: Sequence[Answer], one: Side, other: Side) -> Section:
    spent = [np.array([a.milliseconds for a in answers]) for answers in (first, second)]
    rows = [
        _ratio(f"a message, p{rank} (ms)", *(float(np.percentile(times, rank)) for times in spent)) for rank in (50, 99)
    ]
    if one.training.seconds and other.training.seconds:
        rows.append(_ratio("training (s)", one.training.seconds, other.training.seconds))
    return Section("Time (labels alone, without values)", ("", "A", "B", "B / A"), rows)


def _ratio(name: str, one: float, other: float) -> tuple[str, ...]:
    return name, f"{one:.2f}", f"{other:.2f}", f"{other / one:.2f}"


def _told(a: Answer, b: Answer) -> str:
    sentence = a.sentence
    return f"{sentence.register}, {sentence.label}: {isolated(sentence.text)}  A {a.ranking[0]}, B {b.ranking[0]}"
