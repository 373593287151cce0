"""The picture of the card: its size, its code, its states."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, features

from bot.render.card import SIZE, CardFace, DrawingUnavailable, draw_card, qr_matrix
from bot.render.drawing import check_drawing

URL = "https://mueen.example/c/Q2x7d0pQb3lXVG5rZ2w4"


def face(status: str = "active", name: str = "نورة سعد القحطاني", expires_on: date | None = date(2027, 6, 10)) -> CardFace:
    return CardFace(name, "1•••••••11", status, expires_on, URL)


def drawn(card: CardFace, language: str = "ar") -> Image.Image:
    return Image.open(BytesIO(draw_card(card, language))).convert("RGB")


def read_code(picture: Image.Image, *, right_to_left: bool) -> tuple[tuple[int, ...], ...]:
    """The modules of the QR code: what is dark on the white panel, measured from its first dark pixel."""
    size = len(qr_matrix(URL))
    left = 64 if right_to_left else 760
    panel = picture.crop((left + 12, 208, left + 244, 440)).convert("L").point(lambda value: 255 if value < 60 else 0)
    box = panel.getbbox()
    assert box is not None
    step = (box[2] - box[0]) / size
    centres = [int((place + 0.5) * step) for place in range(size)]
    rows = []
    for y in centres:
        rows.append(tuple(1 if panel.getpixel((box[0] + x, box[1] + y)) else 0 for x in centres))
    return tuple(rows)


def test_the_card_is_a_png_of_its_size() -> None:
    picture = Image.open(BytesIO(draw_card(face(), "ar")))
    assert picture.format == "PNG"
    assert picture.size == SIZE == (1080, 680)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("status", ["active", "suspended", "expired"])
def test_the_code_on_the_card_is_that_of_its_address(status: str, language: str) -> None:
    picture = drawn(face(status), language)
    assert read_code(picture, right_to_left=language == "ar") == qr_matrix(URL)


def test_the_states_differ_in_colour_and_not_in_colour_alone() -> None:
    pictures = {status: drawn(face(status)) for status in ("active", "suspended", "expired")}
    grounds = {status: picture.getpixel((540, 20)) for status, picture in pictures.items()}
    badges = {status: picture.crop((64, 62, 320, 126)).convert("1").tobytes() for status, picture in pictures.items()}
    assert len(set(grounds.values())) == len(set(badges.values())) == 3


def test_another_name_is_another_picture() -> None:
    assert draw_card(face(), "ar") != draw_card(face(name="سارة عمر باوزير"), "ar")


def test_the_longest_name_stays_beside_the_code() -> None:
    long = drawn(face(name="عبدالرحمن عبدالعزيز عبدالمحسن عبداللطيف القحطاني"))
    between = long.crop((324, 230, 360, 300))
    assert max(high for low, high in between.getextrema()) < 200, "nothing white runs up to the code"


def test_a_card_without_a_last_day_is_drawn_too() -> None:
    assert drawn(face("suspended", expires_on=None)).size == SIZE


def test_a_status_without_a_card_is_refused() -> None:
    with pytest.raises(ValueError, match="not_issued"):
        draw_card(face("not_issued"), "ar")


@pytest.mark.parametrize("part", ["raqm", "fribidi"])
def test_without_what_joins_arabic_letters_the_start_fails_in_one_sentence(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda feature: feature != part)
    with pytest.raises(DrawingUnavailable, match="Arabic cannot be drawn"):
        check_drawing()
