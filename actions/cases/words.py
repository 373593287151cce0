"""What a person's words about a case say beyond their intent: which kind, a document, again, a correction (`words.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.cases.models import CaseKind
from nlu.arabic.digits import ascii_digits
from nlu.arabic.normaliser import Normalised, normalise
from nlu.arabic.particles import bare

# Words of a message that tells the matter itself, beside asking for a case.
_TELLS_THE_MATTER = 12
# Words of an addition that is told together with the wish to add.
_TELLS_AN_ADDITION = 6
_CHANGE_WITHIN = 4
_DIGITS = 4
# Words of a message that only says that a paper comes later, and of one that only says when.
_LONGEST_PROMISE = 14
_BARE_TIME = 4


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction of what was read back: the part that changes, that is taken out, or the words to add."""

    part: str | None = None
    removed: bool = False
    added: str | None = None


def kind_of(text: str) -> CaseKind | None:
    """Whether an objection or a complaint is spoken of; None for neither, or both."""
    named = [CaseKind(name) for name, parts in _table()["kinds"].items() if _has_part(text, parts)]
    return named[0] if len(named) == 1 else None


def asks_for_all(text: str) -> bool:
    """Whether several cases are asked about."""
    return _has_phrase(text, _table()["all"])


def asks_to_reopen(text: str) -> bool:
    return _has_phrase(text, _table()["reopen"])


def speaks_of_document(text: str) -> bool:
    """Whether something is to be sent rather than told."""
    return any(_is(word, _table()["documents"]) for word in _words(text))


def subject_of(text: str) -> str | None:
    """What a complaint is about; None where the words do not tell."""
    return _first(text, _table()["subjects"])


def reason_of(text: str, possible: Iterable[str]) -> str | None:
    """Which of the possible reasons of an objection the words tell; None where they tell none."""
    allowed = set(possible)
    return _first(text, {name: words for name, words in _table()["reasons"].items() if name in allowed})


def tells_the_matter(text: str) -> bool:
    """Whether a request tells the matter itself already, so that it need not be asked for again."""
    return len(text.split()) >= _TELLS_THE_MATTER


def only_wants_to_send(text: str) -> bool:
    """Whether a document is announced and nothing told: a paper that proves something, in words enough, tells what it proves."""
    wishes = any(_is(word, _table()["sends"]) for word in _words(text))
    return speaks_of_document(text) and (wishes or len(text.split()) < _TELLS_AN_ADDITION)


def tells_an_addition(text: str) -> bool:
    """Whether the wish to add something says what: in words enough, or after «ان»."""
    if speaks_of_document(text):
        return False
    said = _words(text)
    that = next((at for at, word in enumerate(said) if word in _table()["that"]), len(said))
    return len(said) >= _TELLS_AN_ADDITION or that < len(said) - 1


def addition_in(text: str) -> str:
    """What is to be added: the part after a colon near the beginning, else all of it."""
    wish, colon, matter = text.partition(":")
    return matter.strip() if colon and matter.strip() and len(wish.split()) <= _CHANGE_WITHIN + 1 else text


def names_a_number(text: str) -> bool:
    """Whether a number is given as that of a case."""
    return any(_is(word, _table()["number"]) for word in _words(text))


def digits_in(text: str) -> str:
    """The longest row of digits, in any script, spaces and dashes left out; empty where there is none to speak of."""
    joined = "".join(char for char in ascii_digits(text) if char not in " -")
    runs = "".join(char if char.isdigit() else " " for char in joined).split()
    longest = max(runs, key=len, default="")
    return longest if len(longest) >= _DIGITS else ""


def edit_of(text: str) -> Edit | None:
    """The correction that the words ask for; None where they ask for none."""
    normal = normalise(text)
    words = normal.text.split()
    skipped = _behind(words, 0, _table()["before"])
    slipped = _begun(words, skipped, _table()["slip"])
    wrong = _begun(words, skipped, _table()["wrong"])
    start = _behind(words, slipped or wrong, _table()["before"]) if slipped or wrong else skipped
    if _begun(words, start, _table()["means"]):
        return Edit(added=_from_word(text, normal, start))
    adds = _begun(words, start, _table()["add"])
    while adds and (more := _begun(words, adds, _table()["add"])):
        adds = more
    if adds:
        rest = _behind(words, adds, _table()["before_words"])
        return Edit(added=_from_word(text, normal, rest)) if rest < len(words) else None
    if not (slipped or wrong):
        return _of_a_part(words, skipped)
    begin = _behind(words, start, _table()["before_words"]) if slipped else skipped
    return Edit(added=_from_word(text, normal, begin)) if max(begin, start) < len(words) else Edit(part="details")


def holds_back(text: str) -> bool:
    """Whether what was read back is not to be sent at all («لا ترسلونه»)."""
    return _has_phrase(text, _table()["holds_back"])


def is_to_come(text: str) -> bool:
    """Whether a paper that is asked for is not at hand now, or is said to come later."""
    words = _words(text)
    if len(words) > _LONGEST_PROMISE:
        return False
    if _has_phrase(text, _table()["not_at_hand"]):
        return True
    later = _has_phrase(text, _table()["when"])
    return later and (len(words) <= _BARE_TIME or _has_part(text, _table()["sending"]))


def _of_a_part(words: list[str], skipped: int) -> Edit | None:
    """A part of what was read back that is to be changed or taken out."""
    said = " ".join(words[skipped:])
    beginning = words[skipped : skipped + _CHANGE_WITHIN]
    removes = any(word in _table()["remove"] for word in beginning)
    changes = any(said.startswith(p) and said[len(p) :][:1] in ("", " ") for p in _table()["change"])
    if not (removes or changes):
        return None
    part = next((name for name, parts in _table()["parts"].items() if any(_is(word, parts) for word in words)), None)
    if removes:
        return Edit(part=part, removed=True) if part == "attachment" else None
    return Edit(part=part or "details")


def _begun(words: list[str], place: int, phrases: Iterable[str]) -> int:
    """Where the longest of the phrases that stands at a place ends; 0 where none does."""
    said = " ".join(words[place:])
    begun = [phrase for phrase in phrases if said == phrase or said.startswith(f"{phrase} ")]
    return place + max(len(phrase.split()) for phrase in begun) if begun else 0


def _behind(words: list[str], place: int, skipped: Iterable[str]) -> int:
    """The first place from here on whose word is none of these."""
    while place < len(words) and words[place] in skipped:
        place += 1
    return place


def _from_word(text: str, normal: Normalised, place: int) -> str:
    """The text as it was written from its word of this number on."""
    words = normal.text.split()
    at = len(" ".join(words[:place])) + (place > 0)
    return text[normal.offsets[at] :].strip()


def _first(text: str, table: dict[str, list[str]]) -> str | None:
    return next((name for name, phrases in table.items() if _has_any(text, phrases)), None)


def _has_any(text: str, phrases: list[str]) -> bool:
    singles = [phrase for phrase in phrases if " " not in phrase]
    return any(_is(word, singles) for word in _words(text)) or _has_phrase(text, [p for p in phrases if " " in p])


def _has_part(text: str, parts: list[str]) -> bool:
    return any(part in word for word in _words(text) for part in parts)


def _has_phrase(text: str, phrases: Iterable[str]) -> bool:
    padded = f" {normalise(text).text} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _is(word: str, words: list[str]) -> bool:
    return word in words or bare(word) in words


def _words(text: str) -> list[str]:
    return normalise(text).text.split()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    told = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {name: _normal(entry) for name, entry in told.items()}


def _normal(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {name: _normal(words) for name, words in entry.items()}
    return [normalise(str(word)).text for word in entry]
