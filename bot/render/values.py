"""Dates, times, money, lists in words. Digits are ASCII; days are told in both calendars (Umm al-Qura)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from babel.lists import format_list
from hijridate import Gregorian

from actions.clock import today
from bot.render.catalogue import Catalogue

_NOON = 12


def day(say: Catalogue, on: date) -> str:
    """A day with its weekday, Gregorian and Hijri."""
    hijri = Gregorian.fromdate(on).to_hijri()
    return say(
        "value.day",
        weekday=weekday(say, on),
        day=on.day,
        month=say.of("month", on.month),
        year=on.year,
        hijri_day=hijri.day,
        hijri_month=say.of("hijri_month", hijri.month),
        hijri_year=hijri.year,
    )


def short_day(say: Catalogue, on: date) -> str:
    """A day near to today, without year and Hijri date."""
    return say("value.short_day", weekday=weekday(say, on), day=on.day, month=say.of("month", on.month))


def weekday(say: Catalogue, on: date) -> str:
    return say.of("weekday", on.weekday())


def clock_time(say: Catalogue, at: datetime | time) -> str:
    """The time of day on a clock of twelve hours."""
    clock = f"{at.hour % _NOON or _NOON}:{at.minute:02d}"
    if at.hour == _NOON:
        return say("value.time.noon", clock=clock)
    return say("value.time.morning", clock=clock) if at.hour < _NOON else say("value.time.evening", clock=clock)


def moment(say: Catalogue, at: datetime) -> str:
    """A day and a time of it."""
    return say("value.moment", day=day(say, at.date()), time=clock_time(say, at))


def slot(say: Catalogue, at: datetime) -> str:
    """A free time, short enough for a button."""
    clock = f"{at.hour % _NOON or _NOON}:{at.minute:02d}"
    short = say("value.slot.morning", clock=clock) if at.hour < _NOON else say("value.slot.evening", clock=clock)
    return say("value.slot", day=short_day(say, at.date()), time=short)


def money(say: Catalogue, amount: Decimal) -> str:
    """SAR; whole riyals without decimals, else two of them."""
    halalas = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = halalas == halalas.to_integral_value()
    return say("value.money", amount=f"{halalas:,.0f}" if whole else f"{halalas:,.2f}")


def rounded_money(say: Catalogue, amount: Decimal) -> str:
    """SAR to the nearest riyal: estimates are not told more exactly."""
    return money(say, amount.quantize(Decimal(1), ROUND_HALF_UP))


def from_now(say: Catalogue, on: date) -> str:
    """How far off a day is, seen from today."""
    days = (on - today()).days
    match days:
        case 0:
            return say("value.today")
        case 1:
            return say("value.tomorrow")
        case -1:
            return say("value.yesterday")
    return say.plural("value.days_ahead", days) if days > 0 else say.plural("value.days_ago", -days)


def listed(say: Catalogue, items: Iterable[str]) -> str:
    """A list within a sentence."""
    return format_list(list(items), locale=say.language)


def bullets(say: Catalogue, items: Iterable[str]) -> str:
    """A list below each other."""
    return "\n".join(say("value.bullet", item=item) for item in items)
