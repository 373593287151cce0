"""Whatever is typed: no exception, sensible places, and work that grows no faster than the text."""

import sys
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.arabic.arabizi import Vocabulary, to_arabic
from nlu.arabic.checksums import is_id
from nlu.arabic.danger import kind as kind_of_danger
from nlu.arabic.dialect import canonical_words, skeleton
from nlu.arabic.digits import ascii_digits, runs
from nlu.arabic.entities import extract
from nlu.arabic.normaliser import normalise
from nlu.arabic.script import message_language, scripts
from nlu.arabic.sensitive import find
from nlu.arabic.tokeniser import tokens
from tests.nlu.arabic.hostile import texts
from tests.nlu.arabic.tables import cases

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone(timedelta(hours=3)))
TABLES = ("dates", "times", "money", "counts", "places", "relations", "topics", "sensitive", "mixed")
HOSTILE = texts()
PIECES = sorted({case.text for name in TABLES for case in cases(name) if case.text})
QUESTIONS = ("date", "time", "money", "count", "region", "city", "service", "benefit", "mode", "id", "code", "relation")
ASKED = st.sampled_from([None, *QUESTIONS])
VOCABULARY = Vocabulary({"جماعة": 3, "راتب": 2})
SEPARATORS = st.lists(st.sampled_from(["", " ", "-", "\u200f", "."]), min_size=9, max_size=9)
EASTERN = "٠١٢٣٤٥٦٧٨٩"

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
LETTERS = "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىئءؤأإآپچگ \u064b\u064e\u0650\u0651\u0640abcdefkmr"
MARKS = "0123456789٠١٢٣٤٥٦٧٨٩.,،٬٫:/-+[]%'\u200f\u200b\n"
arabic_like = st.text(LETTERS + MARKS, max_size=120)
sentences = st.lists(st.one_of(st.sampled_from(PIECES), arabic_like), max_size=6).map(" ".join)
messages = st.one_of(anything, arabic_like, sentences)


@given(messages)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text

    assert normalise(once).text == once


@given(messages)
def test_offsets_never_go_back_and_stay_inside_the_text(text: str) -> None:
    normal = normalise(text)

    assert len(normal.text) == len(normal.offsets) == len(normal.ends)
    assert list(normal.offsets) == sorted(normal.offsets)
    assert all(0 <= start < end <= len(text) for start, end in zip(normal.offsets, normal.ends, strict=True))


@given(messages)
def test_every_word_has_a_place_in_the_original(text: str) -> None:
    for word in tokens(text):
        assert text[word.start : word.end]


@settings(max_examples=300)
@given(messages, ASKED)
def test_entities_stand_in_the_text_one_after_the_other(text: str, asked: str | None) -> None:
    found = extract(text, NOW, asked)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len({(one.entity, one.value) for one in found}) == len(found)


@settings(max_examples=300)
@given(messages, ASKED)
def test_sensitive_items_stand_in_the_text_one_after_the_other(text: str, asked: str | None) -> None:
    found = find(text, asked)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(messages)
def test_nothing_else_raises_either(text: str) -> None:
    assert len(ascii_digits(text)) == len(text)
    assert message_language(text) in {"ar", "en", None}
    scripts(text)
    runs(text)
    to_arabic(text)
    to_arabic(text, VOCABULARY)
    for word in canonical_words(text):
        skeleton(word)


@given(st.integers(100_000_000, 299_999_999), SEPARATORS, st.booleans())
def test_no_id_is_missed_between_words(number: int, separators: list[str], eastern: bool) -> None:
    digits = _with_check_digit(number)
    spaced = "".join(digit + separator for digit, separator in zip(digits, [*separators, ""], strict=True))
    written = "".join(EASTERN[int(char)] if eastern and char.isdecimal() else char for char in spaced)

    found = find(f"هذي هويتي {written} شكرا")

    assert [(one.kind, one.value) for one in found] == [("id", digits)]


@given(st.integers(0, 99_999_999), st.sampled_from(["05", "5", "+9665", "009665", "9665"]), st.sampled_from(["", " ", "-"]))
def test_no_phone_is_missed_between_words(number: int, opening: str, separator: str) -> None:
    rest = f"{number:08}"
    written = separator.join([opening, rest[:1], rest[1:4], rest[4:]]) if opening != "5" else opening + rest

    found = find(f"جوالي {written} يا معين")

    assert [(one.kind, one.value) for one in found] == [("phone", f"+9665{rest}")]


@given(st.integers(100_000_000, 299_999_999))
def test_one_wrong_digit_is_always_noticed(number: int) -> None:
    digits = _with_check_digit(number)
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)

    assert is_id(digits)
    assert not is_id(wrong)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_ten_thousand_hostile_characters_are_read(text: str) -> None:
    _read(text)


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_as_much_of_it_is_twice_the_work(kind: str) -> None:
    half, whole = HOSTILE[kind][:1000], HOSTILE[kind][:2000]
    _read(whole)  # what is looked up once is remembered

    assert _work(whole) <= 2.3 * _work(half) + 500


def _read(text: str) -> None:
    normalise(text)
    find(text)
    extract(text, NOW)
    kind_of_danger(text)
    to_arabic(text, VOCABULARY)


def _work(text: str) -> int:
    """How many calls reading it takes."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        _read(text)
    finally:
        sys.setprofile(None)
    return calls


def _with_check_digit(number: int) -> str:
    return next(candidate for candidate in (f"{number}{digit}" for digit in range(10)) if is_id(candidate))
