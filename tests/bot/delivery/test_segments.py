"""Parts of an SMS, by the limits of 3GPP TS 23.038 and 23.040."""

from __future__ import annotations

import pytest

from bot.delivery.segments import segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("€" * 80, 1),
        ("س" * 70, 1),
        ("س" * 71, 2),
        ("س" * 134, 2),
        ("س" * 135, 3),
        ("س" * 1600, 24),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("س" * 66 + "😀" + "س" * 66, 3),
        ("a" * 152 + "[" + "a" * 153, 3),
        ("a" * 70 + "س", 2),
        ("Ω" * 160, 1),
        ("`" * 71, 2),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert segments(text) == parts
