"""The charts of a comparison. Matplotlib shapes and orders Arabic itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from actions.policy.comparison import Comparison
from bot.policy import tables
from bot.render.catalogue import Catalogue
from bot.render.isolation import plain

type Panel = Callable[[Axes, Catalogue, Comparison], None]

_BEFORE, _AFTER, _LOST = "#5b6770", "#0b6e4f", "#b4451f"  # told apart without colour vision, too
_MILLION = 1_000_000
_BINS = 24
_STYLE: Any = {
    "font.family": "DejaVu Sans",  # it comes with Matplotlib and holds Arabic
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlepad": 12,
    "svg.fonttype": "path",
    "svg.hashsalt": "policy",
}
_DOTS_PER_INCH = 150
_SIGNED: FuncFormatter = FuncFormatter(lambda value, _: f"{value:+,.0f}" if value else "0")


def costs(axes: Axes, say: Catalogue, found: Comparison) -> None:
    """What is paid each month, before and after."""
    at = np.arange(len(found.months))
    before = [one.cost.before / _MILLION for one in found.months]
    after = [one.cost.after / _MILLION for one in found.months]
    axes.step(at, before, where="mid", color=_BEFORE, linestyle="--", label=plain(say("policy.before")))
    axes.step(at, after, where="mid", color=_AFTER, linewidth=2, label=plain(say("policy.after")))
    axes.set_xticks(at, [tables.month(one.month) for one in found.months], rotation=45, ha="right")
    room = max(max(*before, *after) - min(*before, *after), 0.02 * max(*before, *after, 0.01))
    axes.set_ylim(max(min(*before, *after) - room, 0), max(*before, *after) + room)
    axes.legend(frameon=False)
    _titled(axes, say("policy.chart.costs"), _millions)


def regions(axes: Axes, say: Catalogue, found: Comparison) -> None:
    """Households that gain and lose a pension, by region."""
    at = np.arange(len(found.regions))[::-1]
    gained, lost = [group.gained for group in found.regions], [-group.lost for group in found.regions]
    axes.barh(at, gained, color=_AFTER, label=plain(say("policy.gained")))
    axes.barh(at, lost, color=_LOST, label=plain(say("policy.lost")))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    _named(axes, say, [tables.place(say, group.code) for group in found.regions], [*gained, *lost])
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=2)
    _titled(axes, say("policy.chart.regions"))


def categories(axes: Axes, say: Catalogue, found: Comparison) -> None:
    """How much the pension changes on average, by category."""
    average = [group.average_change for group in found.categories]
    colours = [_AFTER if change >= 0 else _LOST for change in average]
    axes.barh(np.arange(len(average))[::-1], average, color=colours, height=0.6)
    axes.xaxis.set_major_formatter(_SIGNED)
    _named(axes, say, [tables.category(say, group.code) for group in found.categories], average)
    _titled(axes, say("policy.chart.categories"))


def changes(axes: Axes, say: Catalogue, found: Comparison) -> None:
    """How many households' amount changes by how much."""
    amounts, weights = found.changes.amounts, found.changes.weights
    if amounts.size:
        edges = np.histogram_bin_edges(amounts, bins=min(_BINS, max(len(np.unique(amounts)), 1)))
        for sign, colour in ((amounts > 0, _AFTER), (amounts < 0, _LOST)):
            axes.hist(amounts[sign], bins=edges.tolist(), weights=weights[sign], color=colour)
    else:
        axes.text(0.5, 0.5, plain(say("policy.no_change")), ha="center", transform=axes.transAxes)
        axes.set_axis_off()
    axes.set_xlabel(plain(say("policy.axis.change")))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(_SIGNED)
    _titled(axes, say("policy.chart.changes"), _whole)


PANELS: tuple[Panel, ...] = (costs, changes, regions, categories)


def picture(path: Path, say: Catalogue, found: Comparison, title: str) -> None:
    """All charts as one PNG."""
    with rc_context(_STYLE):
        figure = Figure(figsize=(13, 9.5), layout="constrained")
        figure.suptitle(plain(title), fontsize=14)
        places = figure.subplots(2, 2).ravel()
        order = (1, 0, 3, 2) if say.language == "ar" else range(4)  # read from the right
        for panel, at in zip(PANELS, order, strict=True):
            panel(places[at], say, found)
        figure.savefig(path, dpi=_DOTS_PER_INCH)


def drawings(say: Catalogue, found: Comparison) -> list[str]:
    """Each chart as SVG, to stand in a page."""
    return [_drawing(panel, say, found) for panel in PANELS]


def _drawing(panel: Panel, say: Catalogue, found: Comparison) -> str:
    with rc_context(_STYLE):
        figure = Figure(figsize=(6.5, 4.5), layout="constrained")
        panel(figure.subplots(), say, found)
        file = StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    svg = file.getvalue()
    return svg[svg.index("<svg") :]


def _named(axes: Axes, say: Catalogue, names: Sequence[str], values: Sequence[float]) -> None:
    """Names the bars, from the right in Arabic, and makes room around the values."""
    axes.set_yticks(np.arange(len(names))[::-1], [plain(name) for name in names])
    axes.axvline(0, color=_BEFORE, linewidth=0.8)
    widest = max((abs(value) for value in values), default=0) or 1
    below, above = min(values, default=0) < 0, max(values, default=0) > 0
    axes.set_xlim(-widest * 1.1 if below else 0, widest * 1.1 if above or not below else 0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    from_the_right = say.language == "ar"
    if from_the_right != (below and not above):  # bars begin beside their names
        axes.invert_xaxis()
    if from_the_right:
        axes.yaxis.tick_right()
        axes.spines[["left", "right"]].set_visible(False)


def _titled(axes: Axes, title: str, form: Callable[[float, int], str] | None = None) -> None:
    axes.set_title(plain(title))
    if form is not None:
        axes.yaxis.set_major_formatter(FuncFormatter(form))


def _millions(value: float, _: int) -> str:
    return f"{value:,.2f}"


def _whole(value: float, _: int) -> str:
    return f"{value:,.0f}"
