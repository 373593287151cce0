"""From a text to what the views read. Never raises; a long text is cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone
from typing import NamedTuple

from nlu.arabic import arabizi, entities
from nlu.arabic.dialect import canonical
from nlu.arabic.english import is_english
from nlu.arabic.lexer import arabic_spelling
from nlu.arabic.script import ARABIZI, ENGLISH, scripts
from nlu.arabic.tokeniser import Word, tokens
from nlu.understanding.concepts import Lexicon, lexicon
from nlu.understanding.glosses import glossed, has_gloss
from nlu.understanding.manners import manners
from nlu.understanding.prepared import Prepared
from nlu.understanding.spelling import Speller
from nlu.understanding.stemmer import stem

LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 1200, 80, 24
NOTHING = "<nothing>"
_ANY_DAY = datetime(2026, 1, 1, tzinfo=timezone.utc)  # only the places of dates are used, not their values
_REFERENCE = re.compile(r"\[(\w+):[^\]\s]*\]")
# Values, by entity and by the kind of reference that stands for them in a stored message.
_MASKS = {
    **{value: f"<{value}>" for value in ("money", "date", "time", "count", "phone", "iban")},
    **dict.fromkeys(("national_id", "malformed_id", "id", "badid"), "<id>"),
    **dict.fromkeys(("one_time_code", "code"), "<code>"),
    "case_reference": "<case>",
}
_LATIN = re.compile("[A-Za-z]")
_IBAN = re.compile(r"sa\d{2}[0-9a-z]{10,}")
_OFTEN = 3  # occurrences in training after which a word is right as it is spelt
_APOSTROPHES, _WITH_APOSTROPHE = ("'", "\u2019"), "3679"
_PLACE = "المدينه"  # what a town is known as that the lexicon does not name; never mended to another word
_COVER = (0.25, 0.6, 0.95)


class Piece(NamedTuple):
    """A word for the lexicon (English as English, one slip mended) and the same for the letter views: in Arabic letters, as it was typed.
    A rare word that is right would be lost if it were only known as a common one that looks like it."""

    known_as: str
    arabic: str


class Preparer:
    """Knows the words of the training sentences: they guide Arabizi and spelling. Picklable; the lexicons are read anew."""

    def __init__(self, counts: dict[str, int], with_lexicon: bool = True) -> None:
        self._counts, self._with_lexicon = counts, with_lexicon
        self._ready()

    @classmethod
    def of(cls, texts: Iterable[str], with_lexicon: bool = True) -> Preparer:
        """From the training texts."""
        counts = Counter(word.text for text in texts for word in tokens(text) if not word.text.isascii())
        return cls(dict(counts), with_lexicon)

    def __getstate__(self) -> tuple[dict[str, int], bool]:
        return self._counts, self._with_lexicon

    def __setstate__(self, state: tuple[dict[str, int], bool]) -> None:
        self._counts, self._with_lexicon = state
        self._ready()

    def _ready(self) -> None:
        self._lexicon: Lexicon = lexicon() if self._with_lexicon else Lexicon({})
        arabic = [word for word in self._lexicon.words if not word.isascii()]
        self._often = {word for word, count in self._counts.items() if count >= _OFTEN}
        self._vocabulary = arabizi.Vocabulary({**dict.fromkeys(arabic, 2), **self._counts})
        self._speller = Speller([*arabic, *self._often])

    def prepare(self, text: str) -> Prepared:
        """Words, meanings and signs of a message."""
        text = text[:LONGEST_TEXT]
        words = tokens(text)
        if len(words) > MOST_WORDS:
            words, text = words[:MOST_WORDS], text[: words[MOST_WORDS].start]
        found = entities.extract(text, _ANY_DAY)
        latin = {word.start: word.script for word in scripts(text)} if _LATIN.search(text) else {}
        pieces = [self._piece(word, text, latin.get(word.start), found) for word in _joined(words)]
        pieces = [piece for at, piece in enumerate(pieces) if not _repeats(pieces, at)]
        first, last, around = manners([piece.arabic for piece in pieces])
        pieces = pieces[first:last]
        meanings, concepts = self._meanings([piece.known_as for piece in pieces])
        arabic = glossed([piece.arabic for piece in pieces]) or [NOTHING]
        return Prepared(tuple(arabic), tuple(meanings) or (NOTHING,), concepts, _signs(text, words, found) + around)

    def knows_any(self, message: Prepared) -> bool:
        """Whether anything in it was seen in learning or stands in the lexicon; Latin letters are given the benefit of the doubt."""
        known = (word in self._counts or word.isascii() for word in message.words)
        return bool(message.concepts) or any(known)

    def _piece(self, word: Word, text: str, script: str | None, found: Sequence[entities.Entity]) -> Piece:
        mask = _mask(word, found)
        if mask:
            return Piece(mask, mask)
        plain = word.text[:LONGEST_WORD]
        if not self._lexicon.of(plain) and _is_place(word, found):
            return Piece(_PLACE, plain)
        if not plain.isascii():
            return Piece(self._right(plain), plain)
        if plain.isdigit():
            return Piece(f"<n{min(len(plain), 11)}>", f"<n{min(len(plain), 11)}>")
        listed_here = is_english(plain) or has_gloss(plain)
        if script == ENGLISH or (listed_here and not (script == ARABIZI and arabic_spelling(plain))):
            return Piece(plain, plain)
        arabic = " ".join(w.text for w in tokens(arabizi.word_in_arabic(_typed(text, word), self._vocabulary))) or plain
        return Piece(plain if self._lexicon.of(plain) else arabic, arabic)

    def _right(self, word: str) -> str:
        if word in self._often or self._lexicon.of(word):
            return word
        return self._speller.nearest(word) or word

    def _meanings(self, words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
        matches = self._lexicon.matches(words)
        longest: dict[int, tuple[int, str]] = {}
        for match in matches:
            if match.first not in longest or match.last > longest[match.first][0]:
                longest[match.first] = (match.last, f"_{match.concepts[0]}")
        meanings, at = [], 0
        while at < len(words):
            last, meaning = longest.get(at, (at + 1, ""))
            meanings.append(meaning or canonical(stem(words[at])))
            at = last
        return meanings, tuple(dict.fromkeys(concept for match in matches for concept in match.concepts))


def _joined(words: Sequence[Word]) -> Iterator[Word]:
    """An article that is written apart in Latin letters goes with the word behind it."""
    held: Word | None = None
    for word in words:
        if held and word.start - held.end == 1 and word.text.isascii() and word.text[0].isalnum():
            word, held = Word(held.text + word.text, held.start, word.end), None
        if held:
            yield held
        held = word if word.text in arabizi.JOINED else None
        if not held:
            yield word
    if held:
        yield held


def _typed(text: str, word: Word) -> str:
    """The word as it stands in the message: in Arabizi an apostrophe is a part of the letter before it."""
    end = word.end + (text[word.end : word.end + 1] in _APOSTROPHES and text[word.end - 1] in _WITH_APOSTROPHE)
    return text[word.start : end][:LONGEST_WORD]


def _mask(word: Word, found: Sequence[entities.Entity]) -> str | None:
    reference = _REFERENCE.fullmatch(word.text)
    if reference:
        return _MASKS.get(reference[1], "<id>")
    if _IBAN.fullmatch(word.text):
        return "<iban>"
    return next((_MASKS[e.entity] for e in found if e.entity in _MASKS and e.start < word.end and word.start < e.end), None)


def _is_place(word: Word, found: Sequence[entities.Entity]) -> bool:
    return any(e.entity in ("city", "region") and e.start < word.end and word.start < e.end for e in found)


def _repeats(pieces: Sequence[Piece], at: int) -> bool:
    """The second word of one masked value."""
    return at > 0 and pieces[at] == pieces[at - 1] and pieces[at].arabic.startswith("<")


def _signs(text: str, words: Sequence[Word], found: Sequence[entities.Entity]) -> tuple[str, ...]:
    """Entities, how much of the message they are, how long it is, whether it asks."""
    kinds = [f"@{_MASKS.get(entity.entity, entity.entity)}" for entity in found]
    letters = sum(word.end - word.start for word in words) or 1
    covered = sum(entity.end - entity.start for entity in found) / letters
    kinds.append(f"@covered{sum(covered >= step for step in _COVER)}")
    kinds.append(f"@long{min(len(words), 4) if len(words) < 5 else min(len(words) // 5 + 4, 9)}")
    if "?" in text or "\u061f" in text:
        kinds.append("@asks")
    return tuple(dict.fromkeys(kinds))
