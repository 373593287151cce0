"""The numbers as the sections of a report, the same on the terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.workbench.answers import Answer
from nlu.workbench.measures import by_register, confusions, of_labels, quality, reliability, scope
from nlu.workbench.others import Alarms, Found, Times, Values
from nlu.workbench.terminal import isolated, markdown, percent, table

_WORST = 15
_MISSES = 20


class Section(NamedTuple):
    """A heading, a table that may be empty, and lines below it. The terminal gets `shown` rows and remarks, a file all."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str] = ()
    shown: int | None = None


def of_intents(answers: Sequence[Answer]) -> list[Section]:
    """Registers, scope, calibration, labels, confusions."""
    return [_registers(answers), _scope(answers), _calibration(answers), _labels(answers), _confusions(answers)]


def of_values(values: Values) -> list[Section]:
    heads = ("", "expected", "found", "precision", "recall", "F1")
    place = f"of the right ones {percent(values.in_place)} % are in place, {percent(values.exact)} % exactly the words labelled"
    return [
        Section("Values (micro-averages, %)", heads, [_found(*row) for row in values.registers.items()], [place]),
        Section("Values by entity", heads, [_found(*row) for row in values.entities.items()]),
        Section(
            "Values that were missed or too many",
            (),
            (),
            [
                f"{miss.register}: {isolated(miss.text)}  missing {', '.join(miss.missing) or 'nothing'}; "
                f"too many {', '.join(miss.extra) or 'nothing'}"
                for miss in values.misses
            ],
            _MISSES,
        ),
    ]


def of_danger(alarms: Sequence[Alarms], kind: float | None) -> list[Section]:
    rows = [(alarm.way, percent(alarm.found), percent(alarm.false)) for alarm in alarms]
    last = alarms[-1]
    remarks = [f"{percent(kind)} % of the dangers get the right kind"]
    remarks += [f"missed, {alarm.kind}: {isolated(alarm.text)}" for alarm in last.missed]
    remarks += [f"false alarm: {isolated(alarm.text)}" for alarm in last.false_alarms]
    return [Section("Danger (%)", ("by", "found", "false alarms"), rows, remarks, _MISSES)]


def of_times(times: Sequence[Times]) -> Section:
    rows = [(t.length, str(t.count), f"{t.median:.2f}", f"{t.p99:.2f}") for t in times]
    return Section("Reading a message, values included (ms)", ("", "count", "p50", "p99"), rows)


def as_text(sections: Sequence[Section]) -> list[str]:
    """For the terminal."""
    told: list[str] = []
    for section in filter(_says_something, sections):
        rows, remarks = section.rows[: section.shown], section.remarks[: section.shown]
        told += ["", section.title, *(table(section.heads, rows) if section.heads else ())]
        told += [f"  {remark}" for remark in remarks]
        left = len(section.rows) + len(section.remarks) - len(rows) - len(remarks)
        told += [f"  ({left} more with --out)"] if left else []
    return told[1:]


def as_markdown(sections: Sequence[Section]) -> list[str]:
    """For a file."""
    told: list[str] = []
    for section in filter(_says_something, sections):
        told += [f"## {section.title}", "", *(markdown(section.heads, section.rows) if section.heads else ()), ""]
        told += [*(f"- {remark}" for remark in section.remarks), ""] if section.remarks else []
    return told


def _says_something(section: Section) -> bool:
    return bool(section.rows or section.remarks)


def _registers(answers: Sequence[Answer]) -> Section:
    rows = []
    for register, part in by_register(answers).items():
        q = quality(part)
        rows.append((register, str(q.count), percent(q.top_1), percent(q.top_3), percent(q.served), f"{q.error:.3f}"))
    remark = "served: claimed and right, or another body's matter not taken as ours; ECE: expected calibration error"
    return Section("Registers (%)", ("", "count", "top 1", "top 3", "served", "ECE"), rows, [remark])


def _scope(answers: Sequence[Answer]) -> Section:
    s = scope(answers)
    rows = [
        ("out of scope: caught", str(s.outside), percent(s.caught)),
        ("of the service: asked to say it another way", str(s.inside), percent(s.unclaimed)),
        ("of the service: sent to another body", str(s.inside), percent(s.sent_away)),
    ]
    return Section("Scope (%)", ("", "count", "share"), rows)


def _calibration(answers: Sequence[Answer]) -> Section:
    rows = [(percent(b.confidence), str(b.count), percent(b.right)) for b in reliability(answers)]
    return Section("Reliability (%)", ("confidence", "count", "right"), rows)


def _labels(answers: Sequence[Answer]) -> Section:
    rows = [
        (one.label, str(one.count), percent(one.precision), percent(one.recall), percent(one.f1)) for one in of_labels(answers)
    ]
    return Section("Labels, the worst first (%)", ("", "count", "precision", "recall", "F1"), rows, (), _WORST)


def _confusions(answers: Sequence[Answer]) -> Section:
    remarks = []
    for pair in confusions(answers):
        said = "; ".join(f"{isolated(a.sentence.text)} ({a.sentence.register})" for a in pair.examples)
        remarks.append(f"{pair.count}  {pair.label} read as {pair.read}: {said}")
    return Section("Taken for another label, the commonest first", (), (), remarks, _WORST)


def _found(name: str, found: Found) -> tuple[str, ...]:
    shares = (percent(found.precision), percent(found.recall), percent(found.f1))
    return (name, str(found.expected), str(found.found), *shares)
