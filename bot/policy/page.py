"""The report as a page that needs nothing else: tables, and the charts as drawings inside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from actions.policy.comparison import Comparison
from actions.policy.scenarios import Contested
from bot.policy import charts, tables
from bot.render.catalogue import Catalogue

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    say: Catalogue, found: Comparison, title: str, notes: list[str], listed: tuple[Contested, ...], today: date
) -> str:
    """The whole page as HTML."""
    drawn = charts.drawings(say, found)
    sections = [
        (tables.summary(say, found), None),
        (tables.months(say, found), drawn[0]),
        (tables.shares(say, found), drawn[1]),
        (tables.regions(say, found), drawn[2]),
        (tables.categories(say, found), drawn[3]),
        (tables.parameters(say, listed, today), None),
    ]
    return _TEMPLATES.get_template("report.html").render(
        language=say.language,
        direction="rtl" if say.language == "ar" else "ltr",
        title=title,
        notes=notes,
        # Drawn by Matplotlib from our own numbers and texts.
        sections=[(table, Markup(svg) if svg else None) for table, svg in sections],  # noqa: S704
    )
