"""What a comparison says, as headings, lines and tables in words; terminal and page show the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.policy.comparison import Comparison, Group
from actions.policy.population import NO_GROUP
from actions.policy.scenarios import Contested, Scenario
from bot.render.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below a header; the first cell of a row names it. `caption` stands above."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def whole(number: float) -> str:
    """A number of households or riyals, rounded."""
    return f"{number:,.0f}"


def signed(number: float) -> str:
    """A change, with its sign."""
    return f"{number:+,.0f}" if round(number) else "0"


def month(on: date) -> str:
    return f"{on:%Y-%m}"


def place(say: Catalogue, code: str) -> str:
    return say.of("region", code) if say.has(f"region.{code}") else code or say("policy.no_group")


def category(say: Catalogue, code: str) -> str:
    return say.of("policy.category", code) if code != NO_GROUP else say("policy.no_category")


def summary(say: Catalogue, found: Comparison) -> Table:
    """The main figures, each with its range where that is wider than the figure."""
    changes, last = found.changes, month(found.last.month)
    before, after, between = found.cost_range.before, found.cost_range.after, found.difference_range
    rows = [
        (say("policy.cost.before"), whole(found.cost.before), _range(say, before.lowest, before.highest)),
        (say("policy.cost.after"), whole(found.cost.after), _range(say, after.lowest, after.highest)),
        (say("policy.difference"), signed(found.difference), _range(say, between.lowest, between.highest, sign=True)),
        (say("policy.recipients.before"), whole(found.last.recipients.before), ""),
        (say("policy.recipients.after"), whole(found.last.recipients.after), ""),
        (say("policy.gained"), whole(changes.gained), ""),
        (say("policy.lost"), whole(changes.lost), ""),
        (say("policy.more"), whole(changes.more), ""),
        (say("policy.less"), whole(changes.less), ""),
        (say("policy.same"), whole(changes.same), ""),
        (say("policy.average"), signed(changes.average), ""),
        (say("policy.average_of_changed"), signed(changes.average_of_changed), ""),
        (say("policy.open"), whole(found.open.after), say("policy.open_at_most", amount=whole(found.open_at_most.after))),
    ]
    header = (say("policy.figure"), say("policy.value"), say("policy.range"))
    return Table(say("policy.summary", month=last), header, rows)


def _range(say: Catalogue, lowest: float, highest: float, *, sign: bool = False) -> str:
    if round(lowest) == round(highest):
        return ""
    form = signed if sign else whole
    return say("policy.between", lowest=form(lowest), highest=form(highest))


def months(say: Catalogue, found: Comparison) -> Table:
    header = (
        say("policy.month"),
        say("policy.cost.month.before"),
        say("policy.cost.month.after"),
        say("policy.difference.month"),
        say("policy.recipients.before"),
        say("policy.recipients.after"),
    )
    rows = [
        (
            month(one.month),
            whole(one.cost.before),
            whole(one.cost.after),
            signed(one.cost.after - one.cost.before),
            whole(one.recipients.before),
            whole(one.recipients.after),
        )
        for one in found.months
    ]
    return Table(say("policy.table.months"), header, rows)


def regions(say: Catalogue, found: Comparison) -> Table:
    named = [(place(say, group.code), group) for group in found.regions]
    return _groups(say, say("policy.table.regions", month=month(found.last.month)), say("policy.region"), named)


def categories(say: Catalogue, found: Comparison) -> Table:
    named = [(category(say, group.code), group) for group in found.categories]
    return _groups(say, say("policy.table.categories", month=month(found.last.month)), say("policy.category"), named)


def _groups(say: Catalogue, caption: str, first: str, named: Sequence[tuple[str, Group]]) -> Table:
    header = (
        first,
        say("policy.households"),
        say("policy.recipients.before"),
        say("policy.recipients.after"),
        say("policy.gained"),
        say("policy.lost"),
        say("policy.cost.month.before"),
        say("policy.cost.month.after"),
        say("policy.average"),
    )
    rows = [
        (
            name,
            whole(group.households),
            whole(group.recipients.before),
            whole(group.recipients.after),
            whole(group.gained),
            whole(group.lost),
            whole(group.cost.before),
            whole(group.cost.after),
            signed(group.average_change),
        )
        for name, group in named
    ]
    return Table(caption, header, rows)


def shares(say: Catalogue, found: Comparison) -> Table:
    """How the change of the monthly amount is spread over the recipients."""
    rows = [(say("policy.share", percent=whole(share * 100)), signed(change)) for share, change in found.changes.shares]
    return Table(say("policy.table.shares"), (say("policy.part"), say("policy.up_to")), rows)


def parameters(say: Catalogue, listed: Sequence[Contested], today: date) -> Table:
    """What the reform sets and what is not sure, with how sure it is and where it was read."""
    header = (
        say("policy.parameter"),
        say("policy.value.now"),
        say("policy.value.reform"),
        say("policy.confidence"),
        say("policy.source"),
    )
    rows = []
    for one in listed:
        told = one.provenance
        sure = say.of("policy.confidence", told.confidence)
        if told.review_by < today:
            sure = say("policy.overdue", confidence=sure, day=told.review_by.isoformat())
        reform = _value(say, one.reform_value) if one.changed else ""
        rows.append((told.name, _value(say, told.value), reform, sure, told.references[0].title))
    return Table(say("policy.table.parameters"), header, rows)


def readings(say: Catalogue, found: Comparison) -> str | None:
    """What the ranges were computed with; None where nothing else was tried."""
    if not found.scenarios:
        return None
    return say("policy.readings", readings="; ".join(dict.fromkeys(_told(say, found.scenarios))))


def _told(say: Catalogue, scenarios: Sequence[Scenario]) -> Iterator[str]:
    for scenario in scenarios:
        if not scenario.contested_income_counts:
            yield say("policy.reading.income")
        for name, value in scenario.values:
            yield say("policy.reading.value", parameter=name, value=_value(say, value))


def _value(say: Catalogue, value: Any) -> str:
    match value:
        case None:
            return say("policy.value.none")
        case list():
            return ", ".join(str(item) for item in value)
        case bool() | str():
            return str(value)
    return f"{value:,}"
