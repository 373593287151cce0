import pytest

from nlu.arabic.digits import ascii_digits, runs
from nlu.arabic.phones import phone
from nlu.arabic.references import REF, references
from nlu.arabic.sensitive import find
from tests.nlu.arabic.tables import Case, cases, label


@pytest.mark.parametrize("case", cases("sensitive"), ids=label)
def test_what_is_sensitive_is_found(case: Case) -> None:
    assert [f"{item.kind} {item.value}" for item in find(case.text, case.asked)] == case.expected


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("هويتي ١٩١٠ ١١٠ ١١١، شكرا", "١٩١٠ ١١٠ ١١١"),
        ("جوالي:+966 50 000 0001.", "+966 50 000 0001"),
        ("id1910110111x", "1910110111"),
        ("الايبان SA03 8000 0000 6080 1016 7519 تمام", "SA03 8000 0000 6080 1016 7519"),
        ("الرمز \u200f482\u200f 913\u200f", "482\u200f 913"),
        ("هي واحد تسعة واحد صفر واحد واحد صفر واحد واحد واحد يا معين", "واحد تسعة واحد صفر واحد واحد صفر واحد واحد واحد"),
        ("19\u064b10110111", "19\u064b10110111"),
    ],
)
def test_places_cover_exactly_what_must_be_replaced(text: str, piece: str) -> None:
    item = find(text)[0]

    assert text[item.start : item.end] == piece


@pytest.mark.parametrize("separator", [" ", "  ", "-", ".", "/", "_", "،", " - ", "\u200f", "\u00a0", "\t", "\n", "*", "|", "~"])
@pytest.mark.parametrize("sizes", [(1,) * 10, (2,) * 5, (4, 3, 3), (3, 3, 4), (1, 3, 3, 3), (5, 5)])
def test_an_id_is_found_however_it_is_spaced(separator: str, sizes: tuple[int, ...]) -> None:
    digits, groups, at = "1910110111", [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size

    found = find(f"رقم هويتي {separator.join(groups)} الله يعافيك")

    assert [(item.kind, item.value) for item in found] == [("id", digits)]


@pytest.mark.parametrize("zero", "0٠۰०০𝟎𝟘０")
@pytest.mark.parametrize(("digits", "kind"), [("1910110111", "id"), ("0500000001", "phone"), ("482913", "code")])
def test_every_digit_system_is_read(zero: str, digits: str, kind: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in digits)

    assert [item.kind for item in find(written)] == [kind]
    assert ascii_digits(written) == digits


def test_turning_digits_into_ascii_keeps_every_place() -> None:
    text = "راتبي ٢٥٠٠ و۳ عيال 😀"

    assert ascii_digits(text) == "راتبي 2500 و3 عيال 😀"
    assert len(ascii_digits(text)) == len(text)


def test_digits_read_out_one_by_one_are_joined() -> None:
    assert [run.digits for run in runs("واحد تسعة واحد صفر بعدين خمسة")] == ["19105"]
    assert [run.digits for run in runs("one nine one zero")] == ["1910"]
    assert [run.digits for run in runs("double five triple zero")] == ["55000"]


def test_a_code_is_not_taken_from_a_sentence_about_something_else() -> None:
    assert find("عندنا 482913 كتاب في المكتبة") == []


def test_foreign_numbers_need_a_plus_or_two_zeros() -> None:
    assert phone("971501234567") is None
    assert phone("971501234567", plus=True) == "+971501234567"
    assert phone("00971501234567") == "+971501234567"


def test_references_are_read_and_never_searched_for_digits() -> None:
    text = "هويتي [id:k3v9q2mz] وجوالي [phone:22334455]"

    assert [(one.kind, text[one.start : one.end]) for one in references(text)] == [
        ("id", "[id:k3v9q2mz]"),
        ("phone", "[phone:22334455]"),
    ]
    assert REF.fullmatch("[code:abcd2345]")
    assert find(text) == []
