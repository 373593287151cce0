"""The report of a comparison: lines for the terminal, a picture and a page in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.policy.comparison import Comparison
from actions.policy.scenarios import Contested
from bot.policy import charts, tables
from bot.policy.page import page
from bot.policy.tables import Table
from bot.render.catalogue import Catalogue
from bot.render.isolation import plain

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Written:
    """What the terminal shows, and where the picture and the page lie."""

    text: str
    picture: Path
    page: Path


def write(
    say: Catalogue,
    found: Comparison,
    reform: str,
    listed: tuple[Contested, ...],
    folder: Path,
    name: str,
    today: date,
) -> Written:
    """Write `name.png` and `name.html` into `folder`; OSError where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    title = say("policy.title", reform=reform)
    notes = _notes(say, found)
    picture, html = folder / f"{name}.png", folder / f"{name}.html"
    charts.picture(picture, say, found, title)
    html.write_text(page(say, found, title, notes, listed, today), encoding="utf-8")
    shown = [
        tables.summary(say, found),
        tables.months(say, found),
        tables.regions(say, found),
        tables.categories(say, found),
        tables.shares(say, found),
        tables.parameters(say, listed, today),
    ]
    where = [say("policy.written", path=str(path)) for path in (picture, html)]
    parts = [title, *notes, *("\n".join(_lines(table)) for table in shown), "\n".join(where)]
    return Written(plain("\n\n".join(parts)) + "\n", picture, html)


def _notes(say: Catalogue, found: Comparison) -> list[str]:
    population = found.population
    first, last = found.months[0].month, found.last.month
    notes = [
        say(
            "policy.about",
            rows=tables.whole(len(population)),
            households=tables.whole(population.households),
            first=tables.month(first),
            last=tables.month(last),
        ),
        say("policy.estimate"),
    ]
    if population.presumed:
        notes.append(say("policy.presumed", facts=", ".join(population.presumed)))
    readings = tables.readings(say, found)
    return [*notes, readings] if readings else notes


def _lines(table: Table) -> Iterator[str]:
    """The table in columns as wide as their widest cell."""
    cells = [[plain(cell) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(table.header))]
    yield table.caption
    for row in cells:
        yield _line(row, widths)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = row
    aligned = (figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
    return _GAP.join((name.ljust(widths[0]), *aligned)).rstrip()
