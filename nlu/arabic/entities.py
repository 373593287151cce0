"""All entities of a message, by the conventions of labelling, with their places in the original text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from nlu.arabic.data import table
from nlu.arabic.dates import dates
from nlu.arabic.message import Found, Message, Value, apart, message
from nlu.arabic.moments import add_calendar
from nlu.arabic.money import add_money_words, money
from nlu.arabic.numbers import add_number_words, numbers
from nlu.arabic.people import add_people, counts
from nlu.arabic.phrases import Phrases, Scan
from nlu.arabic.places import add_places, places
from nlu.arabic.references import REF
from nlu.arabic.relations import add_relations, relations
from nlu.arabic.sensitive import add_sensitive_words, find_in
from nlu.arabic.times import add_clock, times
from nlu.arabic.topics import add_topics, topics

_RIYADH = timezone(timedelta(hours=3))
LONGEST_TEXT, MOST_TOKENS = 4000, 700
"""Characters and tokens of a message that are read. The web refuses longer texts, four thousand characters of words are some
seven hundred tokens, and what has more tokens for its length (`1/1/1/1/…`) is nothing that a person says."""
_CERTAIN = 1  # outranks what is read from words
_KINDS = {"id": "national_id", "badid": "malformed_id", "phone": "phone", "code": "one_time_code", "iban": ""}
_CASE = re.compile(r"\D*(\d{4})(\d{6})$")
_ORDER = ("date", "time", "money", "count", "region", "city", "relation", "service", "benefit", "language", "mode", "")


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of intents.yaml, its normalised value, and where it stands in the original text."""

    entity: str
    value: Value
    start: int
    end: int


def extract(text: str, now: datetime, expecting: str | None = None) -> list[Entity]:
    """Every entity, in order, each (entity, value) once, none inside another. Never raises.

    `now` is when the message was written (a zone-aware time is read in Riyadh). `expecting` names what was just asked: it decides
    what a bare number, a shared place name or a lone word of a service is.
    """
    return extract_from(scan(text), now, expecting)


@lru_cache(maxsize=8)  # a message is looked through for its values, and again where it is understood
def scan(text: str) -> Scan:
    """As much of a message as is read, with the phrases of every lexicon of entities."""
    return _PHRASES.scan(_beginning(text), MOST_TOKENS)


def extract_from(scan: Scan, now: datetime, expecting: str | None = None) -> list[Entity]:
    """What `extract` finds, in a message that is already scanned."""
    found = numbers(scan)
    today = (now.astimezone(_RIYADH) if now.tzinfo else now).date()
    read = message(scan, found, today, expecting)
    candidates = _certain(read)
    for extractor in (dates, times, money, counts, places, relations, topics):
        candidates += extractor(read)
    return _distinct(_apart(candidates))


def _beginning(text: str) -> str:
    """As much of the text as is read, cut at a space where there is one."""
    if len(text) <= LONGEST_TEXT:
        return text
    space = text.rfind(" ", 0, LONGEST_TEXT)
    return text[: space if space > 0 else LONGEST_TEXT]


def _certain(read: Message) -> list[Found]:
    """What is sensitive, references to it, and case references."""
    items = find_in(read.scan, read.numbers, read.expecting)
    found = [Found(_KINDS[item.kind], item.value, item.start, item.end, _CERTAIN) for item in items]
    for token in read.scan.tokens:
        if token.kind == "ref":
            kind = REF.fullmatch(token.text)
            found.append(Found(_KINDS[kind[1]] if kind else "", token.text, token.start, token.end, _CERTAIN))
        elif token.kind == "case":
            found.append(Found("case_reference", _reference(token.text), token.start, token.end, _CERTAIN))
    return found


def _reference(text: str) -> str:
    """As the system writes it: OBJ-1448-000123."""
    squeezed = re.sub(r"[\s\-_/.#:]", "", text)
    digits = _CASE.match(squeezed)
    letters = squeezed.rstrip("0123456789")
    prefix = _PREFIXES.get(letters, letters.upper())
    return f"{prefix}-{digits[1]}-{digits[2]}" if digits else squeezed.upper()


def _apart(candidates: Iterable[Found]) -> list[Found]:
    """Of overlapping candidates the higher in rank, then the longest, then the first of the order of entities."""
    ordered = sorted(candidates, key=lambda one: (-one.rank, one.start - one.end, one.start, _place(one.entity)))
    kept = apart((one.start, one.end, one) for one in ordered)
    return sorted((one for one in kept if one.entity), key=lambda one: one.start)


def _place(entity: str) -> int:
    return _ORDER.index(entity) if entity in _ORDER else -1


def _distinct(found: Iterable[Found]) -> list[Entity]:
    seen: dict[tuple[str, Value], Entity] = {}
    for one in found:
        seen.setdefault((one.entity, one.value), Entity(one.entity, one.value, one.start, one.end))
    return list(seen.values())


def _compile() -> Phrases:
    phrases = Phrases(mends=True)
    parts = (add_number_words, add_sensitive_words, add_calendar, add_clock, add_money_words, add_people, add_places)
    for add in (*parts, add_relations, add_topics):
        add(phrases)
    return phrases


_PHRASES = _compile()
_PREFIXES = {spelling.replace(" ", ""): prefix for prefix, spellings in table("references").items() for spelling in spellings}
