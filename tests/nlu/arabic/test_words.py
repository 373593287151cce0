from collections import Counter
from decimal import Decimal

import pytest

from nlu.arabic.arabizi import Vocabulary, spell, to_arabic
from nlu.arabic.dialect import canonical, canonical_words, skeleton, stem
from nlu.arabic.hearing import distance, units_of
from nlu.arabic.normaliser import normalise
from nlu.arabic.numbers import add_number_words, amount, numbers
from nlu.arabic.phrases import Phrases
from nlu.arabic.script import message_language, scripts
from nlu.arabic.tokeniser import tokens
from tests.nlu.arabic.tables import Case, cases, label, loaded

WORDS = loaded("words")
PHRASES = Phrases()
add_number_words(PHRASES)


@pytest.mark.parametrize(("text", "expected"), WORDS["normalise"].items())
def test_a_text_is_normalised(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.parametrize(("text", "expected"), WORDS["language"].items())
def test_the_language_of_a_message_is_told(text: str, expected: str) -> None:
    assert (message_language(text) or "none") == expected


@pytest.mark.parametrize(("text", "expected"), WORDS["scripts"].items())
def test_the_script_of_each_word_is_told(text: str, expected: list[str]) -> None:
    assert [word.script for word in scripts(text)] == expected


@pytest.mark.parametrize(("text", "expected"), WORDS["arabizi"].items())
def test_arabizi_is_written_in_arabic(text: str, expected: str) -> None:
    assert to_arabic(text) == expected


@pytest.mark.parametrize(("word", "expected"), WORDS["dialect"].items())
def test_a_word_of_a_dialect_has_its_canonical_word(word: str, expected: str) -> None:
    assert canonical(normalise(word).text) == expected


@pytest.mark.parametrize(("word", "expected"), WORDS["stem"].items())
def test_a_stem_is_the_word_without_one_prefix_and_one_suffix(word: str, expected: str) -> None:
    assert stem(normalise(word).text) == expected


@pytest.mark.parametrize(("word", "expected"), WORDS["skeleton"].items())
def test_a_skeleton_is_the_consonants_of_the_stem(word: str, expected: str) -> None:
    assert skeleton(normalise(word).text) == expected


@pytest.mark.parametrize("case", cases("numbers"), ids=label)
def test_a_number_phrase_has_its_value(case: Case) -> None:
    assert [number.value for number in numbers(PHRASES.scan(case.text))] == [Decimal(value) for value in case.expected]


def test_digits_that_are_too_long_are_no_number() -> None:
    assert amount("1" * 16) is None
    assert amount("1.2.3") is None


def test_words_keep_their_places_in_the_original() -> None:
    text = "هلاااا، يا مُعين [id:k3v9q2mz]!"

    assert [text[word.start : word.end] for word in tokens(text)] == ["هلاااا", "يا", "مُعين", "[id:k3v9q2mz]"]


def test_a_vocabulary_finds_the_word_that_sounds_like_it() -> None:
    vocabulary = Vocabulary(Counter({"جماعة": 5, "جمعة": 1, "ساعدني": 3, "القرار": 4}))

    assert to_arabic("ya jama3a sa3idni", vocabulary) == "يا جماعه ساعدني"
    assert to_arabic("3ala alqarar", vocabulary) == "علي القرار"


@pytest.mark.parametrize(
    ("latin", "meant"),
    [
        ("as7ab", "اسحب"), ("assabt", "السبت"), ("almowa66'af", "الموظف"), ("wathe8", "وثق"), ("ta3'yeer", "تغيير"), ("bdaman", "بضمان"),
        ("wth2y8", "وثائق"),
    ],
)  # fmt: skip
def test_the_nearest_word_agrees_in_its_ends_and_long_vowels(latin: str, meant: str) -> None:
    counts = {"اسحب": 2, "اصحابه": 2, "السبت": 2, "سبت": 1, "موظف": 5, "مطفي": 5, "وثق": 2, "وثائق": 2, "تغيير": 1, "طاغور": 3, "ضمان": 9}

    assert to_arabic(latin, Vocabulary(counts)) == normalise(meant).text


def test_a_word_too_far_from_all_known_ones_is_spelt() -> None:
    assert to_arabic("7abeebi", Vocabulary({"حبوباتنا": 50})) == "حبيبي"


@pytest.mark.parametrize(("nearer", "further"), [("كتاب", "كتابه"), ("كتب", "كتابات")])
def test_what_is_not_said_lies_between(nearer: str, further: str) -> None:
    units = units_of("ktab")

    assert distance(units, nearer) < distance(units, further)
    assert distance([], "") == 0


def test_a_word_that_nothing_sounds_like_is_spelt_letter_by_letter() -> None:
    assert spell("7abeebi") == "حبيبي"
    assert spell("shams") == "شمس"


def test_a_phrase_of_the_lexicon_counts_as_one_word() -> None:
    assert canonical_words("وين ابو العيال") == ["اين", "زوج"]
