"""Weekdays: bare or "next", the next one strictly after today; weeks begin on Sunday."""

from collections.abc import Iterator
from datetime import date, timedelta

from nlu.arabic.message import Message
from nlu.arabic.moments import Moment
from nlu.arabic.phrases import Hit

_WEEK = 7
_MONDAY = 0
_SHORT, _NEAR = 4, 4
_OF_DAYS = ("part_of_day", "clock_word", "next", "last", "week", "weekday")
_THIS = "\u0647"  # heh before the article
_WHICH = (("after_next", 1), ("next", 0), ("last", -1), ("this", 0))
_WHICH_WEEK = (("after_next", 2), ("next", 1), ("last", -1), ("this", 0))


def weekdays(message: Message) -> Iterator[Moment]:
    """Every weekday that means a day."""
    scan = message.scan
    for place in scan.telling():
        hit = scan.at(place, "weekday") or _bare(message, place)
        if hit and not scan.at(place - 1, "every") and not scan.at(place - 1, "a") and not _means_both(message, hit):
            yield _day(message, hit)


def _means_both(message: Message, hit: Hit) -> bool:
    """The word for Monday is also "the two of them": a day only beside something about days or appointments."""
    scan = message.scan
    if hit.value != _MONDAY or hit.last - hit.first > 1 or scan.key(hit.first).isascii() or message.words <= _SHORT:
        return False
    near = range(max(0, hit.first - _NEAR), min(len(scan.tokens), hit.last + _NEAR))
    told = any(scan.at(place, name) for place in near for name in _OF_DAYS if place != hit.first)
    dated = scan.at(hit.last, "gregorian") or hit.last in message.by_first
    return not (told or dated or "service_cue" in scan.present or message.expecting == "date")


def _bare(message: Message, place: int) -> Hit | None:
    hit = message.scan.at(place, "weekday_bare")
    if hit is None:
        return None
    said = any(message.scan.at(hit.last, name) for name in ("next", "after_next", "last"))
    english = message.scan.at(place - 1, "next") if hit and message.scan.key(place).isascii() else None
    return hit if said or english or message.expecting == "date" else None


def _day(message: Message, hit: Hit) -> Moment:
    weeks, first, last = _week(message, hit)
    if weeks is not None:
        sunday = message.today - timedelta(days=(message.today.weekday() + 1) % _WEEK)
        day = sunday + timedelta(days=weeks * _WEEK + (hit.value + 1) % _WEEK)
    else:
        which, first, last = _which(message, hit)
        day = _next(message.today, hit.value) + timedelta(days=max(which, 0) * _WEEK)
        if which < 0:
            day = message.today - timedelta(days=(message.today.weekday() - hit.value) % _WEEK or _WEEK)
    start = hit.start if first == hit.first else message.scan.tokens[first].start
    return Moment(day, first, last, start)


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK or _WEEK)


def _which(message: Message, hit: Hit) -> tuple[int, int, int]:
    """Weeks beyond the next one (-1: the last one), and the tokens of it all."""
    scan = message.scan
    for name, weeks in _WHICH:
        after = scan.at(hit.last, name)
        if after and not after.particles:
            return weeks, hit.first, after.last
    for name, weeks in _WHICH:
        before = scan.at(hit.first - 1, name)
        if before and before.last == hit.first and scan.key(hit.first).isascii():
            return weeks, hit.first - 1, hit.last
    return 0, hit.first, hit.last


def _week(message: Message, hit: Hit) -> tuple[int | None, int, int]:
    """ "Of next week", after the weekday or before it: weeks from this one."""
    scan = message.scan
    place = hit.last
    joining = scan.at(place, "of")
    week = scan.at(joining.last if joining else place, "week") or scan.at(place + 1, "week")
    if week:
        for name, weeks in _WHICH_WEEK:
            after, before = scan.at(week.last, name), scan.at(week.first - 1, name)
            if after and not after.particles:
                return weeks, hit.first, after.last
            said_before = before is not None and before.last == week.first and before.first >= hit.last
            if said_before or (name == "this" and week.particles.endswith(_THIS)):
                return weeks, hit.first, week.last
    return _week_before(message, hit)


def _week_before(message: Message, hit: Hit) -> tuple[int | None, int, int]:
    scan = message.scan
    for first in range(max(0, hit.first - 6), hit.first):
        week = scan.at(first, "week")
        if week is None:
            continue
        for name, weeks in _WHICH_WEEK:
            after, before = scan.at(week.last, name), scan.at(week.first - 1, name)
            last = after.last if after else week.last
            begins = week.first - 1 if before and before.last == week.first else week.first
            if (after or begins < week.first) and hit.first - last <= bool(scan.at(last, "falling_on")):
                return weeks, begins, hit.last
    return None, hit.first, hit.last
