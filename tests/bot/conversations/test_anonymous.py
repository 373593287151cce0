"""A stored text without what could tell whose it is."""

from __future__ import annotations

import pytest

from bot.conversations.anonymous import anonymous, name_words
from tests.conftest import NOW

KNOWN = name_words(["محمد سعد القحطاني", "نورة العتيبي", "علي الحربي", "Noura Alotaibi"])
OWN = name_words(["عبدالله الحربي"])


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("متى ينزل الضمان", "متى ينزل الضمان"),
        ("هويتي [id:k3v7q2mz] وجوالي [phone:aaaa2222]", "هويتي [id:xxxxxxxx] وجوالي [phone:xxxxxxxx]"),
        ("جوال جارتي 0551234567", "جوال جارتي [phone:xxxxxxxx]"),
        ("وين وصل اعتراضي OBJ-1448-000123", "وين وصل اعتراضي OBJ-0000-000000"),
        ("ولدي محمد بن سعد القحطاني ما انضاف", "ولدي ___ ما انضاف"),
        ("زوجتي نورة العتيبي، وش وضعها", "زوجتي ___، وش وضعها"),
        ("I am noura ALOTAIBI and I object", "I am ___ and I object"),
        ("نقص علي المعاش", "نقص علي المعاش"),
        ("معك عبدالله ابي اسال", "معك ___ ابي اسال"),
        ("اسمي سليمان الدوسري ابي اسال", "اسمي ___ ابي اسال"),
        ("my name is John Smith hello", "my name is ___ hello"),
        ("وش اسمي", "وش اسمي"),
        ("", ""),
    ],
)
def test_names_and_numbers_are_taken_out_and_nothing_else(stored: str, expected: str) -> None:
    assert anonymous(stored, NOW, KNOWN, OWN) == expected


def test_what_was_taken_out_means_nothing_to_the_reader() -> None:
    once = anonymous("انا محمد سعد القحطاني هويتي [id:k3v7q2mz]", NOW, KNOWN, OWN)
    assert anonymous(once, NOW, KNOWN, OWN) == once
