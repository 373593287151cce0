"""The measurements as tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.nlu.measurement import Measurement


def tables(measurements: Sequence[Measurement]) -> str:
    """A section a task: accuracy, what it costs, and what is out of scope."""
    tasks = dict.fromkeys(one.task for one in measurements)
    return "\n".join(_section([one for one in measurements if one.task == task]) for task in tasks)


def _section(rows: Sequence[Measurement]) -> str:
    first = rows[0]
    against = [[pair, *(_refused(row, pair) for row in rows)] for pair in first.refusal]
    parts = list(first.accuracy)
    return "\n".join(
        [
            f"### {first.task}: {first.sentences:,} sentences, {first.labels} labels",
            "",
            "Right, and in brackets the calibration error:",
            "",
            *_table(["model", *parts], ([row.model, *(_right(row, part) for part in parts)] for row in rows)),
            "",
            *_table(["model", *_COSTS], ([row.model, *_costs(row)] for row in rows)),
            "",
            "In scope against out of scope, area under the curve and in brackets the share caught when 5 % are refused:",
            "",
            *_table(["in scope / others", *(row.model for row in rows)], against),
            "",
        ]
    )


_COSTS = (
    "trained in, s",
    "of processor, s",
    "memory then, MB",
    "memory reading, MB",
    "model, MB",
    "a message, ms of processor",
    "p99",
)


def _costs(row: Measurement) -> list[str]:
    large = (row.training_seconds, row.training_processor, row.training_memory, row.reading_memory)
    small = (row.model_size, row.median, row.slowest_hundredth)
    return [*(f"{cost:.0f}" for cost in large), *(f"{cost:.1f}" for cost in small)]


def _right(row: Measurement, part: str) -> str:
    return f"{row.accuracy[part].right:.3f} ({row.accuracy[part].calibration_error:.2f})"


def _refused(row: Measurement, pair: str) -> str:
    return f"{row.refusal[pair].area:.3f} ({row.refusal[pair].caught:.0%})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows]]
