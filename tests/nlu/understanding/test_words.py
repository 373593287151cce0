"""Words: their forms, misspellings, meanings, English ones in Arabic."""

from __future__ import annotations

import unicodedata

import pytest

from nlu.arabic.normaliser import normalise
from nlu.understanding.concepts import ORDER, Lexicon, lexicon
from nlu.understanding.glosses import glossed
from nlu.understanding.prepare import Preparer
from nlu.understanding.spelling import Speller
from nlu.understanding.stemmer import forms, stem
from nlu.understanding.tables import FOLDER, table


@pytest.fixture(scope="module")
def preparer() -> Preparer:
    return Preparer.of(["متى ينزل الضمان", "ابي بطاقتي الرقمية"] * 3)


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("بطاقتي", "بطاقه"),
        ("والضمان", "ضمان"),
        ("بيعترضون", "عترض"),
        ("ابغاها", "ابغي"),
        ("يستعملون", "استعمل"),
        ("بحتاج", "احتاج"),
        ("payments", "pay"),
        ("stopping", "stop"),
    ],
)
def test_clitics_and_endings_come_off(word: str, left: str) -> None:
    assert left in forms(word)


def test_the_word_itself_is_its_first_form() -> None:
    assert forms("اعتراض")[0] == "اعتراض"
    assert all(len(form) >= 3 for form in forms("وبال"))


def test_a_short_word_is_its_own_stem() -> None:
    assert stem("في") == "في"
    assert stem("") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الظمان", "الضمان"),
        ("بطاقتيي", "بطاقتي"),
        ("اعتراظ", "اعتراض"),
        ("بطقتي", "بطاقتي"),
        ("بطاتقي", "بطاقتي"),
        ("كبسة", None),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert Speller(["الضمان", "بطاقتي", "اعتراض"]).nearest(typed) == meant


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("شحقه مرفوض", "why"), ("لمه مرفوض", "why"), ("جم ولد", "how_much"), ("انزين", "yes_"), ("السستم طايح", "work_not"), ("غيري رقمها", "change"),
        ("متين ينزل", "when"), ("when is it", "when"), ("mta", "when"), ("وبطاقتها", "card_"), ("my cards", "card_"),
        ("لحساب المواطن", "citizen_account"), ("citizen account", "citizen_account"), ("يضربونها", "hit_"), ("he threatens me", "threat_"),
    ],
)  # fmt: skip
def test_a_meaning_is_found_in_every_variety(text: str, concept: str) -> None:
    found = lexicon().matches(normalise(text).text.split())
    assert concept in {name for match in found for name in match.concepts}


def test_a_phrase_is_found_with_clitics_and_before_its_words() -> None:
    entries = {"account": ["حساب"], "citizen_account": ["حساب_المواطن"]}
    matches = Lexicon(entries).matches(["وحساب", "المواطن"])
    assert [match.concepts for match in matches] == [("citizen_account",), ("account",)]


def test_every_concept_is_named_once_and_has_words() -> None:
    names = [concept for name in ORDER for concept in table(name)]
    assert len(names) == len(set(names)) > 300
    assert all(words for name in ORDER for words in table(name).values())


def test_every_file_of_the_lexicon_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == {*ORDER, "beside", "forms", "manners", "requests"}


def test_the_lexicon_is_clean_text() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name
        assert not any(unicodedata.category(char) in {"Cf", "Mn"} or char == "\u0640" for char in text), path.name


def test_letters_are_those_that_were_typed_and_meanings_those_that_were_meant(preparer: Preparer) -> None:
    message = preparer.prepare("اعتراظ")
    assert message.words == ("اعتراظ",)
    assert message.meanings == ("_objection",)


def test_a_vocative_before_or_behind_a_request_says_nothing_of_it(preparer: Preparer) -> None:
    called, plain = preparer.prepare("يا ولدي متى ينزل الضمان"), preparer.prepare("متى ينزل الضمان")
    assert (called.words, called.concepts) == (plain.words, plain.concepts)


def test_a_town_is_a_town_and_no_misspelt_word(preparer: Preparer) -> None:
    assert preparer.prepare("بالرس").concepts == ("city_",)


def test_a_word_that_is_no_town_is_still_mended(preparer: Preparer) -> None:
    assert "objection" in preparer.prepare("اعتراظ").concepts


def test_without_the_lexicon_there_are_stems() -> None:
    assert Preparer.of(["ابي بطاقتي"], with_lexicon=False).prepare("ابي الاعتراض").concepts == ()


def test_english_is_read_in_arabic_without_its_empty_words() -> None:
    assert glossed(["is", "the", "payment"]) == ["هل", "دفعه"]
    assert glossed(["looking", "for", "zzz"]) == ["ابحث", "zzz"]


def test_a_question_word_goes_without_its_auxiliary() -> None:
    assert glossed(["when", "is", "the", "payment"]) == ["متي", "دفعه"]
    assert glossed(["how", "much", "does", "it", "pay"]) == ["كم", "صرف"]


def test_arabizi_is_read_in_arabic(preparer: Preparer) -> None:
    assert preparer.prepare("abi b6a8ty").words == ("ابي", "بطاقتي")


def test_apostrophes_and_articles_written_apart_are_read(preparer: Preparer) -> None:
    assert preparer.prepare("mata ynzl el 9'aman").words == ("متي", "ينزل", "الضمان")
    assert preparer.prepare("mata ynzl al6'man").words == ("متي", "ينزل", "الظمان")


@pytest.mark.parametrize(
    ("text", "request_words", "signs"),
    [
        ("السلام عليكم ورحمة الله وبركاته ابي اعترض", "ابي اعترض", {"@greeted"}),
        ("صباح الخير متى موعدي الله يعطيك العافية", "متي موعدي", {"@greeted", "@thanked"}),
        ("salam 3alaikum abi b6a8ty", "ابي بطاقتي", {"@greeted"}),
        ("ابي اعترض شكرا", "ابي اعترض", {"@thanked"}),
        ("طيب وليه نقصوني", "وليه نقصوني", {"@agreed"}),
        ("هلا والله زين متى موعدي", "متي موعدي", {"@greeted", "@agreed"}),
        ("طيب موافق", "طيب موافق", set()),
        ("ok when is it paid", "متي صرف", {"@agreed"}),
        ("السلام عليكم ورحمة الله", "السلام عليكم ورحمه الله", set()),
        ("هلا والله", "هلا والله", set()),
        ("الله يعطيك العافية", "الله يعطيك العافيه", set()),
    ],
)
def test_manners_around_a_request_are_set_apart(preparer: Preparer, text: str, request_words: str, signs: set[str]) -> None:
    prepared = preparer.prepare(text)

    assert " ".join(prepared.words) == request_words
    assert set(prepared.signs) & {"@greeted", "@agreed", "@thanked"} == signs


def test_a_word_of_two_languages_goes_with_the_words_around_it(preparer: Preparer) -> None:
    assert preparer.prepare("wesh sar").words == ("وش", "صار")
    assert preparer.prepare("how much sar").words == ("كم", "ريال")


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("[id:k3v9q2mz]", "<id>"), ("1910110111", "<id>"), ("[phone:k3v9q2mz]", "<phone>"), ("[code:k3v9q2mz]", "<code>"),
        ("[iban:k3v9q2mz]", "<iban>"), ("SA0380000000608010167519", "<iban>"), ("2500 ريال", "<money>"), ("الفين وخمسمية ريال", "<money>"),
        ("OBJ-1448-000123", "<case>"), ("15 رمضان 1448", "<date>"),
    ],
)  # fmt: skip
def test_values_are_masked(preparer: Preparer, text: str, mask: str) -> None:
    assert preparer.prepare(text).words == (mask,)


def test_a_misspelt_word_keeps_its_meaning(preparer: Preparer) -> None:
    assert "digital_card" in preparer.prepare("بطاقتي الرقميةةة").concepts
    assert "objection" in preparer.prepare("اعتررض").concepts
