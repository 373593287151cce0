"""Numbers of the law for the holes of texts: as the rules say them on a day, never written into a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from actions.eligibility.numbers import Form, Number, numbers
from bot.render.catalogue import Catalogue, Language, catalogue
from bot.render.errors import MissingText
from bot.render.values import day


def law_text(say: Catalogue, text: str, on: date) -> str:
    """`text` with every hole filled by the number of the law it names. MissingText for a strange one."""
    return say.filled(text, **law_holes(say, holes_in(text), on))


def law_holes(say: Catalogue, names: Iterable[str], on: date) -> dict[str, str]:
    """What fills the holes of these names, in words where something is counted (`90 days`)."""
    return {name: _told(say.language, name, on) for name in names}


def holes_in(text: str) -> tuple[str, ...]:
    """The names of the holes in a text, in order, each once."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name))


@lru_cache(maxsize=512)
def _told(language: Language, name: str, on: date) -> str:
    number = numbers().get(name)
    if number is None:
        raise MissingText(f"no number of the law is called {name!r}")
    return _in_words(catalogue(language), number, on)


def _in_words(say: Catalogue, number: Number, on: date) -> str:
    if number.form is Form.TEXT:
        return number.words(on)
    if number.form is Form.SINCE:
        return day(say, number.since(on))
    return _FORMS[number.form](say, number.value(on))


_FORMS: dict[Form, Callable[[Catalogue, Decimal], str]] = {
    Form.NUMBER: lambda say, value: f"{value:,.0f}",
    Form.PERCENT: lambda say, value: f"{value * 100:,.0f}",
    Form.DAYS: lambda say, value: say.plural("count.days", int(value)),
    Form.WORKING_DAYS: lambda say, value: say.plural("count.working_days", int(value)),
    Form.HOURS: lambda say, value: say.plural("count.hours", int(value)),
    Form.MONTHS: lambda say, value: say.plural("count.months", int(value)),
    Form.TIMES: lambda say, value: say.plural("count.times", int(value)),
    Form.CANS: lambda say, value: say.plural("count.cans", int(value)),
    Form.OPPORTUNITIES: lambda say, value: say.plural("count.opportunities", int(value)),
    Form.STAGES: lambda say, value: say.plural("count.stages", int(value)),
}
