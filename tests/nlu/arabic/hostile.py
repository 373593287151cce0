"""Texts that nobody means well with: long ones of one kind, and long ones of pieces that each look like the beginning of something."""

from __future__ import annotations

LENGTH = 10_000

_PIECES = {
    "emoji": "😀👍🏽👨‍👩‍👧‍👦",
    "marks": "\u064b\u0651\u0650\u0670",
    "a letter and marks": "م\u064b\u0651\u0650\u0670" + "\u0301" * 20,
    "tatweel": "مـــــ",
    "directions": "\u202eabc \u2067مرحبا\u2069 \u202d12\u202c ",
    "control characters": "\x00\x01\x07\x1b\u0085\u200b",
    "another script": "नमस्ते मैं ठीक हूँ ",
    "no spaces, another script": "汉字假名",
    "digits": "1234567890",
    "one digit": "1",
    "zeros": "0",
    "spaced digits": "1 ",
    "Arabic digits": "٠١٢٣٤٥٦٧٨٩",
    "one letter": "ا",
    "one Latin letter": "a",
    "punctuation": "!?.,;",
    "separators": "- _ / . # : ",
    "dashes": "-",
    "commas": "1,",
    "points": "1.",
    "slashes": "1/",
    "colons": "12:",
    "plus signs": "+",
    "plus and digits": "+9 ",
    "brackets": "[",
    "open references": "[id:",
    "references": "[id:abcdefgh]",
    "spaces": " ",
    "spaces and a word": "              ضمان",
    "number words": "خمسة ",
    "number words joined": "وخمسين والف ",
    "thousands": "الف ",
    "digit words": "صفر خمسة خمسة ",
    "double": "دبل ",
    "case references": "obj-1448-",
    "almost case references": "o b j ",
    "almost IBANs": "sa 1",
    "IBAN digits": "sa" + "1 " * 26,
    "dates": "1/1/1448 ",
    "almost dates": "12/",
    "weekdays": "الأحد ",
    "next": "الجاي ",
    "months": "رجب ",
    "after": "بعد ",
    "places": "جدة الرياض ",
    "relations": "ولد ولد ولد ",
    "services": "نفسي استشارة ",
    "money": "1000 ريال ",
    "counts": "3 عيال و",
    "Arabizi": "abgha 3yal al7een ",
    "Arabizi without spaces": "3a7'8",
    "apostrophes": "a'",
    "waw": "و ",
    "danger": "ابي اموت ",
    "almost danger": "ما عندي ",
    "ids with a word between": "1910 هلا 110111 ",
    "ids with and between": "191 و 011 و ",
    "surrogates": "\ud800\udfff",
    "ligatures": "\ufdfa",
    "combining": "\u1100\u1161\u11a8",
    "wide letters": "ＡＢＣ１２３",
    "new lines": "\n",
    "mixed": "Aب1٢-😀\u202e'/:[ ",
    "hijri months of two words": "ربيع ",
    "from": "من ",
    "day": "يوم ",
    "my": "my ",
    "half and": "نص و",
    "less": "الا ",
    "hours": "الساعة ",
    "girl": "بنت ",
    "fees": "رسوم ",
    "years begun": "2026-11-",
    "phones begun": "05 ",
    "thousands joined": "ألفين الف و",
    "words never met": "",
}


def _never_met() -> str:
    """Ten thousand characters of different words, so that no cache helps."""
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = (letters[i % 27] + letters[i // 27 % 27] + letters[i // 729 % 27] + "ات" for i in range(7, LENGTH, 13))
    return " ".join(words)


def texts(length: int = LENGTH) -> dict[str, str]:
    """Each kind at a length in characters."""
    made = {name: (piece * (length // len(piece) + 1))[:length] for name, piece in _PIECES.items() if piece}
    never = _never_met()
    return {**made, "words never met": (never * (length // len(never) + 1))[:length]}
