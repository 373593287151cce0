"""The catalogues: fresh, complete, alike in both languages, and clean."""

from __future__ import annotations

import io
import re
import string
import unicodedata
from contextlib import chdir
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.render import MissingText, catalogue
from bot.render.catalogue import LANGUAGES, LOCALES, Catalogue
from bot.render.families import family_keys

ARABIC_PLURALS = 6


def po(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def key(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def entries(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    found = {}
    for entry in catalog:
        if entry.id:
            found[key(entry.id)] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))
    return found


def used_in_the_source() -> dict[str, bool]:
    """Every key with whether it has plural forms, extracted as `make locales` does."""
    methods, options = parse_mapping_cfg(io.StringIO((LOCALES / "babel.cfg").read_text()))
    with chdir(LOCALES.parent):
        found = list(extract_from_dir("bot", [(str(Path(p).relative_to("bot")), m) for p, m in methods], options))
    return {key(message): not isinstance(message, str) for _, _, message, _, _ in found}


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def all_texts() -> list[tuple[str, str, str]]:
    return [(language, name, text) for language in LANGUAGES for name, forms in entries(po(language)).items() for text in forms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_exactly_the_keys_that_the_source_uses(language: str) -> None:
    assert set(entries(po(language))) == set(used_in_the_source())


def test_the_template_has_exactly_the_keys_that_the_source_uses() -> None:
    with (LOCALES / "messages.pot").open("rb") as file:
        assert set(entries(read_po(file))) == set(used_in_the_source())


def test_every_key_made_from_a_code_is_known_to_the_extraction() -> None:
    assert set(family_keys()) <= set(used_in_the_source())


def test_nothing_is_fuzzy_or_obsolete() -> None:
    for language in LANGUAGES:
        catalog = po(language)
        assert not catalog.obsolete
        assert not [entry.id for entry in catalog if entry.fuzzy and entry.id]


def test_no_text_is_empty() -> None:
    assert not [(language, name) for language, name, text in all_texts() if not text.strip()]


def test_both_languages_have_the_same_holes() -> None:
    arabic, english = entries(po("ar")), entries(po("en"))
    for name in arabic:
        in_arabic = set().union(*(holes(form) for form in arabic[name]))
        in_english = set().union(*(holes(form) for form in english[name]))
        assert in_arabic == in_english, name


def test_a_plural_has_all_six_forms_in_arabic_and_two_in_english() -> None:
    for name, plural in used_in_the_source().items():
        assert len(entries_ar[name]) == (ARABIC_PLURALS if plural else 1), name
        assert len(entries_en[name]) == (2 if plural else 1), name


entries_ar, entries_en = entries(po("ar")), entries(po("en"))


def test_texts_are_composed_and_free_of_marks_of_direction_and_of_stretching() -> None:
    for language, name, text in all_texts():
        assert unicodedata.is_normalized("NFC", text), (language, name)
        without_hijri_sign = text.replace("\u0647\u0640", "")
        assert "\u0640" not in without_hijri_sign, (language, name)
        assert not re.search("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text), (language, name)
        assert text == text.strip(), (language, name)


def test_arabic_uses_no_presentation_forms_and_no_arabic_indic_digits() -> None:
    for language, name, text in all_texts():
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufeff\u0660-\u0669\u06f0-\u06f9]", text), (language, name)


def test_arabic_speaks_to_women_and_men_alike() -> None:
    """No slashes between genders, and none of the commands that would differ."""
    words = "اكتب اكتبي أرسل ارسل أرسلي اختر اختاري اضغط اضغطي أدخل ادخل انتظر تواصل جرب تأكد قم قومي تريد تريدين"
    commands = rf"(?<!\w)({'|'.join(words.split())})(?!\w)"
    for name, forms in entries_ar.items():
        if name.startswith("ui."):
            continue
        for text in forms:
            assert not re.search(commands, text), (name, text)
            assert not re.search(r"[\u0620-\u064a]/\s?[\u0620-\u064a]{1,3}(?!\w|\d)", text), (name, text)


def test_english_holds_no_arabic_but_the_name_of_the_language() -> None:
    allowed = {"language.changed.ar", "ui.other_language", "ui.other_language_request"}
    assert not [
        name for name, forms in entries_en.items() if name not in allowed and re.search("[\u0620-\u06ff]", "".join(forms))
    ]


def test_a_catalogue_is_read_once() -> None:
    assert catalogue("ar") is catalogue("ar")


def test_a_key_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(MissingText, match=r"no\.such\.key"):
        catalogue("ar")("no.such.key")


def test_a_hole_that_nobody_fills_is_refused() -> None:
    with pytest.raises(MissingText, match="task"):
        catalogue("ar")("resumed")


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        catalogue("fr")


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (10, "10 أيام"), (11, "11 يومًا"), (99, "99 يومًا"), (100, "100 يوم")],
)
def test_arabic_counts_in_six_forms(number: int, told: str) -> None:
    assert catalogue("ar").plural("count.days", number) == told


def test_english_counts_in_two_forms() -> None:
    say = catalogue("en")
    assert [say.plural("count.days", number) for number in (1, 2)] == ["1 day", "2 days"]


def test_a_number_in_arabic_is_set_apart_and_a_number_in_english_is_not() -> None:
    texts = {"key": ("<{value}>",)}
    assert Catalogue("ar", texts, int)("key", value="APT-1448-000018") == "<\u2068APT-1448-000018\u2069>"
    assert Catalogue("en", texts, int)("key", value="APT-1448-000018") == "<APT-1448-000018>"
    assert Catalogue("en", texts, int)("key", value="نورة") == "<\u2068نورة\u2069>"


def simple(language: str) -> dict[str, tuple[str, ...]]:
    with (LOCALES / language / "LC_MESSAGES" / "simple.po").open("rb") as file:
        return entries(read_po(file, locale=language))


def test_plainer_words_are_of_the_same_texts_in_both_languages() -> None:
    assert set(simple("ar")) == set(simple("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plainer_words_say_the_same_and_not_in_more_words(language: str) -> None:
    usual = entries(po(language))
    for name, (plainer,) in simple(language).items():
        (said,) = usual[name]
        assert holes(plainer) == holes(said), name
        assert len(plainer) <= len(said) + 15, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_plainer_words_is_said_as_usual(language: str) -> None:
    usual, plainer = catalogue(language), catalogue(language, simple=True)
    assert plainer("payment.next.general") != usual("payment.next.general")
    assert plainer("apology") == usual("apology")
