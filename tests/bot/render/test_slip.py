"""The picture of an appointment: what it says, and that Arabic is drawn from the right."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from actions.clinics.models import Medium, Mode
from actions.people.models import Member, Relation
from bot.render.slip import SIZE, SlipFace, draw_slip, slip_face
from tests.bot.render.test_calendar import STARTS, appointment


def drawn(face: SlipFace, language: str) -> Image.Image:
    return Image.open(BytesIO(draw_slip(face, language))).convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark pixels a part of the picture has."""
    return sum(1 for value in picture.crop(box).tobytes() if value < 140)


def test_it_is_a_png_of_its_size() -> None:
    picture = Image.open(BytesIO(draw_slip(slip_face(appointment(), "ar"), "ar")))
    assert picture.format == "PNG"
    assert picture.size == SIZE


def test_it_tells_the_reference_the_service_the_place_and_the_time() -> None:
    arabic, english = (slip_face(appointment(), language) for language in ("ar", "en"))
    assert arabic.reference == english.reference == "APT-1448-000018"
    assert dict(arabic.rows)["المكان"] == "عيادة التمكين بأبها، طريق الملك فهد، أبها"
    assert dict(english.rows)["Consultation"] == "Psychological consultation"
    assert dict(arabic.rows)["الوقت"].startswith("1:30")
    assert str(STARTS.year) in dict(english.rows)["Day"]


def test_a_remote_one_tells_how_it_is_held_and_sends_nobody_anywhere() -> None:
    made = appointment(Mode.REMOTE)
    made.medium = Medium.VIDEO
    rows = dict(slip_face(made, "ar").rows)
    assert "فيديو" in rows["الطريقة"]
    assert "المكان" not in rows
    assert "طريق" not in rows["الجهة"]


def test_a_dependants_slip_names_them() -> None:
    made = appointment()
    made.member = Member(name_ar="سعد فهد القحطاني", relation=Relation.SON)
    assert slip_face(made, "ar").rows[0] == ("لمن", "سعد")


@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("en", "left")])
def test_the_lines_begin_on_the_side_of_the_language(language: str, side: str) -> None:
    picture = drawn(slip_face(appointment(), language), language)
    edge = SIZE[0] // 8
    left, right = ink(picture, (0, 200, edge, 300)), ink(picture, (SIZE[0] - edge, 200, SIZE[0], 300))
    assert (right > 10 * (left + 1)) if side == "right" else (left > 10 * (right + 1))


def test_another_reference_is_another_picture() -> None:
    face = slip_face(appointment(), "ar")
    assert draw_slip(face, "ar") != draw_slip(SlipFace("APT-1448-000026", face.rows), "ar")
