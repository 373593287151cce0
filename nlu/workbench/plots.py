"""Pictures of a report. Names of labels and registers only: Matplotlib does not shape Arabic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from nlu.workbench.answers import Answer
from nlu.workbench.measures import by_register, confusions, quality, reliability

_BLUE, _GREEN, _GREY = "#2a5d9f", "#2f8f6b", "#9aa3ad"
_PAIRS = 12
_CANVASES = {"png": FigureCanvasAgg, "svg": FigureCanvasSVG}


def draw(answers: Sequence[Answer], folder: Path) -> list[Path]:
    """Each picture as PNG and SVG in the folder; the PNGs are returned. Nothing is drawn that has no data."""
    figures = {"registers": _registers(answers), "reliability": _reliability(answers), "confusions": _confusions(answers)}
    drawn = []
    for name, figure in figures.items():
        if figure is None:
            continue
        for ending, canvas in _CANVASES.items():
            path = folder / f"{name}.{ending}"
            with mpl.rc_context({"svg.hashsalt": name}):  # the same data, the same file
                canvas(figure).print_figure(path, dpi=130, metadata={"Date": None} if ending == "svg" else None)
        drawn.append(folder / f"{name}.png")
    return drawn


def _registers(answers: Sequence[Answer]) -> Figure:
    parts = {register: quality(part) for register, part in by_register(answers).items()}
    figure = Figure(figsize=(8, 0.45 * len(parts) + 1.4), constrained_layout=True)
    axes = figure.subplots()
    places = np.arange(len(parts))
    for shift, colour, name in ((-0.2, _BLUE, "top_1"), (0.2, _GREEN, "top_3")):
        shares = [100 * getattr(q, name) for q in parts.values()]
        bars = axes.barh(places + shift, shares, height=0.38, color=colour, label=name.replace("_", " "))
        axes.bar_label(bars, fmt="%.1f", padding=3, fontsize=8)
    lowest = min(100 * q.top_1 for q in parts.values())
    axes.set_xlim(max(0, 10 * (lowest // 10) - 10), 102)
    axes.set_yticks(places, [f"{register} ({q.count})" for register, q in parts.items()])
    axes.invert_yaxis()
    axes.set_xlabel("right, %")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=2, frameon=False)
    return figure


def _reliability(answers: Sequence[Answer]) -> Figure:
    bins = reliability(answers)
    figure = Figure(figsize=(5.2, 5.6), constrained_layout=True)
    axes, counts = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [4, 1]})
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", linewidth=1, label="as sure as right")
    axes.plot([b.confidence for b in bins], [b.right for b in bins], "o-", color=_BLUE, label="this model")
    axes.set_ylabel("share right")
    axes.set_title(f"expected calibration error {quality(answers).error:.3f}", fontsize=10)
    axes.set_ylim(0, 1.02)
    axes.legend(frameon=False)
    counts.bar([b.confidence for b in bins], [b.count for b in bins], width=0.06, color=_GREY)
    counts.set_yscale("log")
    counts.set_ylabel("messages")
    counts.set_xlabel("confidence")
    counts.set_xlim(0, 1.02)
    return figure


def _confusions(answers: Sequence[Answer]) -> Figure | None:
    """A square of the labels of the worst pairs: rows as meant, columns as read."""
    worst = confusions(answers)[:_PAIRS]
    if not worst:
        return None
    labels = sorted({label for pair in worst for label in (pair.label, pair.read)})
    counted = Counter((a.sentence.label, a.ranking[0]) for a in answers)
    wrong = np.array([[0 if one == other else counted[one, other] for other in labels] for one in labels])
    side = 0.42 * len(labels) + 2.6
    figure = Figure(figsize=(side, side), constrained_layout=True)
    axes = figure.subplots()
    axes.imshow(wrong, cmap="Reds", vmin=0)
    for row, one in enumerate(labels):
        for column, other in enumerate(labels):
            if counted[one, other]:
                colour = _GREEN if one == other else "white" if wrong[row, column] > wrong.max() / 2 else "black"
                axes.text(column, row, counted[one, other], ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(labels)), labels, rotation=60, ha="right", fontsize=8)
    axes.set_yticks(range(len(labels)), labels, fontsize=8)
    axes.set_xlabel("read as")
    axes.set_ylabel("meant")
    return figure
