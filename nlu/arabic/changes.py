"""What changed in somebody's life and when, and which notices or copies they speak of."""

from datetime import date, datetime, timedelta, timezone

from nlu.arabic.answers import is_unsure
from nlu.arabic.data import table
from nlu.arabic.entities import extract
from nlu.arabic.phrases import Phrases

_DATA = table("changes")
_RIYADH = timezone(timedelta(hours=3))
_AGO, _MIDDLE, _MOST_WORDS_OF_A_MONTH = "قبل", 15, 5
_BACK = tuple(timedelta(days=days) for days in (0, 7, 31, 355, 366))
"""A day without its month or year is read as the next one; from these days earlier the last one is the next."""


def kind(text: str) -> str | None:
    """The kind of change that a message tells of, by the codes of the contract; of several the weightiest."""
    found = {hit.value for hit in _PHRASES.scan(text).all("kind")}
    return next((one for one in _DATA["kinds"] if one in found), None)


def has_ended(text: str) -> bool:
    """Whether work or an income is said to be over."""
    return bool(_PHRASES.scan(text).all("ended"))


def is_coming(text: str, today: date) -> bool:
    """Whether the only day that is told has not come."""
    return happened(text, today) is None and bool(_dates(text, today))


def happened(text: str, today: date) -> date | None:
    """The day of what has happened, today or before; None where none is told. Roughly, where it is told roughly."""
    scan = _PHRASES.scan(text)
    coming = bool(scan.all("coming"))
    for back in _BACK[:1] if coming else _BACK:
        past = [day for day in _dates(text, today - back) if day <= today]
        if past:
            return past[0]
    since = next((hit.end for hit in scan.all("since")), None)
    if since is not None and not coming:
        past = [day for day in _dates(f"{_AGO}{text[since:]}", today) if day <= today]
        if past:
            return past[0]
    about = scan.all("about")
    return today - timedelta(days=int(about[0].value)) if about else None


def happened_in(text: str, today: date) -> date | None:
    """The middle of the month that is all that is told («في رمضان», «شهر ٩»), the last one that has come; None for none."""
    words = text.split()
    if len(words) > _MOST_WORDS_OF_A_MONTH or _PHRASES.scan(text).all("coming") or _dates(text, today):
        return None  # a day of its own is no month: «بكره» has not come, however the calendar is turned back
    for first in range(len(words)):
        told = f"{_MIDDLE} {' '.join(words[first:])}"
        for back in _BACK:
            past = [day for day in _dates(told, today - back) if day <= today]
            if past:
                return past[0]
    return None


def is_unknown_day(text: str) -> bool:
    """Whether the day is not known any more («من زمان», «ما اذكر»)."""
    return bool(_PHRASES.scan(text).all("vague")) or is_unsure(text)


def asks_for_copy(text: str) -> bool:
    return bool(_PHRASES.scan(text).all("copy"))


def notices(text: str) -> tuple[str, ...]:
    """The kinds of notices that are named, in the order of the lexicon; none where all are meant."""
    found = {hit.value for hit in _PHRASES.scan(text).all("notice")}
    return tuple(one for one in _DATA["notices"] if one in found)


def _dates(text: str, today: date) -> list[date]:
    at = datetime(today.year, today.month, today.day, 12, tzinfo=_RIYADH)
    return [date.fromisoformat(str(one.value)[:10]) for one in extract(text, at) if one.entity == "date"]


def _compile() -> Phrases:
    phrases = Phrases(mends=True)
    phrases.add_all("kind", _DATA["kinds"])
    phrases.add_all("notice", _DATA["notices"])
    phrases.add_all("about", _DATA["about"])
    for name in ("ended", "coming", "copy", "vague", "since"):
        phrases.add(name, None, _DATA[name])
    return phrases


_PHRASES = _compile()
