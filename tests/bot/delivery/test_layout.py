"""How a message is cut into texts, and where its menu and its files go."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.capabilities import SMS, TELEGRAM, WHATSAPP, Capabilities
from bot.delivery.layout import NARROW, Laid, lay_out, pieces
from bot.render.isolation import FSI, PDI

MENU = "للاختيار يكفي إرسال الرقم:\n1. نعم\n2. لا"
PICTURE = {"id": "1", "type": "image/png"}


def laid(body: str, menu: str = "", titles: tuple[str, ...] = (), media: tuple[dict[str, Any], ...] = (), on: Capabilities = WHATSAPP) -> list[Laid]:
    return lay_out(body, menu, titles, media, on, "ar")


def test_a_short_message_is_one_text_with_its_menu() -> None:
    (part,) = laid("موافق؟", MENU, ("نعم", "لا"))
    assert part.text == f"موافق؟\n\n{MENU}"
    assert part.content == {"kind": "buttons", "titles": ["نعم", "لا"], "language": "ar", "body": "موافق؟"}


def test_a_channel_without_buttons_has_the_menu_alone() -> None:
    assert laid("موافق؟", MENU, ("نعم", "لا"), on=SMS)[0].content is None


def test_a_provider_that_cuts_itself_gets_all() -> None:
    assert laid("نص " * 3000, media=(PICTURE,), on=TELEGRAM) == [Laid("نص " * 3000, [PICTURE])]


def test_a_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    sentence = "هذه جملة تامة تنتهي بنقطة واحدة."
    parts = laid(" ".join([sentence] * 120))
    assert len(parts) > 2
    assert all(part.text.endswith(".") and len(part.text) <= WHATSAPP.part_limit for part in parts)
    assert " ".join(part.text for part in parts) == " ".join([sentence] * 120)


def test_the_menu_is_in_the_last_part() -> None:
    parts = laid("كلمة " * 700, MENU, ("نعم", "لا"))
    assert parts[-1].text.endswith("2. لا")
    assert [part.content is not None for part in parts] == [False] * (len(parts) - 1) + [True]
    assert len(parts[-1].content["body"]) <= NARROW  # type: ignore[index]


def test_a_picture_goes_first_with_the_words_and_the_menu_after_it() -> None:
    first, last = laid("بطاقتك", MENU, ("نعم", "لا"), (PICTURE,))
    assert (first.text, first.media, first.content) == ("بطاقتك", [PICTURE], None)
    assert (last.text, last.media) == (MENU, [])
    assert last.content is not None
    assert last.content["body"] == "للاختيار يكفي إرسال الرقم:"


def test_each_message_has_one_file() -> None:
    parts = laid("ملفاتك", media=(PICTURE, {**PICTURE, "id": "2"}))
    assert [len(part.media) for part in parts] == [1, 1]


def test_titles_are_cut_to_what_is_shown_and_must_stay_different() -> None:
    long = "استشارة في الإرشاد المهني والمالي"
    (part,) = laid("؟", MENU, (long, "لا"))
    assert part.content is not None
    assert [len(title) <= 20 for title in part.content["titles"]] == [True, True]
    assert part.content["titles"][0].endswith("…")
    assert laid("؟", MENU, (f"{long} أ", f"{long} ب"))[0].content is None


@pytest.mark.parametrize(("count", "kind"), [(1, "buttons"), (3, "buttons"), (4, "list"), (10, "list"), (11, None)])
def test_how_many_choices_are_what(count: int, kind: str | None) -> None:
    content = laid("؟", MENU, tuple(f"خيار {n}" for n in range(count)))[0].content
    assert (content and content["kind"]) == kind


@given(st.text(st.sampled_from("اب. \n؟a1،"), min_size=1, max_size=600), st.integers(20, 200))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    text = text.strip() or "ا"
    found = pieces(text, limit)
    assert all(0 < len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_what_is_set_apart_is_closed_where_it_is_torn() -> None:
    text = f"رقم {FSI}{'1 ' * 40}{PDI} انتهى"
    for piece in pieces(text, 50):
        assert piece.count(FSI) == piece.count(PDI)
        assert len(piece) <= 50


def test_a_reference_is_never_torn() -> None:
    text = ("كلمة " * 8 + "[id:k3v7q2mz] ") * 40
    assert sum(piece.count("[id:k3v7q2mz]") for piece in pieces(text.strip(), 97)) == 40
