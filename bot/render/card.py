"""The picture of the digital card: who holds it, its state, until when, and a code that shows the state again.

The QR code holds an opaque address and nothing about the person. A suspended or expired card differs in colour, in
words and in a sign, so that none of them is needed alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import cos, pi, sin

import segno
from hijridate import Gregorian
from PIL import Image

from bot.render.catalogue import Catalogue, catalogue
from bot.render.drawing import Canvas, Colour, DrawingUnavailable, check_drawing, fitting, font

__all__ = ["SIZE", "CardFace", "DrawingUnavailable", "check_drawing", "draw_card"]

SIZE = (1080, 680)
_MARGIN = 64
_QR_PANEL = (760, 196, 1016, 452)
_QR_MARGIN = 20
_FOOT = 572
_WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class CardFace:
    """What the card shows. `status` is active, suspended or expired; `token_url` tells the state to who scans it."""

    name: str
    masked_id: str
    status: str
    expires_on: date | None
    token_url: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one state: the ground from top to bottom, small words, the badge and the words on it."""

    top: Colour
    bottom: Colour
    soft: Colour
    badge: Colour
    on_badge: Colour


_PALETTES = {
    "active": Palette((8, 62, 53), (17, 112, 93), (186, 219, 208), (244, 213, 138), (8, 62, 53)),
    "suspended": Palette((82, 56, 14), (138, 98, 34), (240, 222, 190), (255, 190, 92), (66, 42, 4)),
    "expired": Palette((52, 60, 58), (98, 109, 105), (214, 222, 219), (198, 40, 34), _WHITE),
}


def draw_card(face: CardFace, language: str) -> bytes:
    """A PNG of 1080 × 680. ValueError for a status that has no card; DrawingUnavailable without raqm and FriBiDi."""
    check_drawing()
    if face.status not in _PALETTES:
        raise ValueError(f"no card is drawn for {face.status!r}")
    say, palette = catalogue(language), _PALETTES[face.status]
    canvas = Canvas(SIZE, right_to_left=say.language == "ar")
    _ground(canvas, palette)
    _head(canvas, say, face, palette)
    _person(canvas, say, face, palette)
    _code(canvas, face)
    _foot(canvas, say, palette)
    file = BytesIO()
    canvas.image.save(file, "PNG", optimize=True)
    return file.getvalue()


def qr_matrix(url: str) -> tuple[tuple[int, ...], ...]:
    """The modules of the QR code of `url`, 1 for dark, without a quiet zone."""
    return tuple(tuple(row) for row in segno.make(url, error="m", micro=False).matrix)


def _ground(canvas: Canvas, palette: Palette) -> None:
    """A gradient with a pattern of eight-pointed stars."""
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = y / (SIZE[1] - 1)
        column.putpixel((0, y), _between(palette.top, palette.bottom, share))
    canvas.image.paste(column.resize(SIZE), (0, 0))
    for row in range(-1, 6):
        for place in range(-1, 9):
            _star(canvas, (place * 138 + (row % 2) * 69, row * 128 + 44), 46, palette.soft, 0.05)


def _star(canvas: Canvas, centre: tuple[int, int], radius: int, colour: Colour, opacity: float = 1.0) -> None:
    """Two squares on one another, the eight-pointed star of Arab ornament, as one outline."""
    inner = radius * cos(pi / 4) / cos(pi / 8)
    reach = [radius if corner % 2 == 0 else inner for corner in range(16)]
    turns = [corner * pi / 8 for corner in range(16)]
    points = [(centre[0] + r * cos(turn), centre[1] + r * sin(turn)) for r, turn in zip(reach, turns, strict=True)]
    canvas.polygon(points, colour, opacity)


def _head(canvas: Canvas, say: Catalogue, face: CardFace, palette: Palette) -> None:
    _star(canvas, (_MARGIN + 34, 96), 34, (244, 213, 138))
    _star(canvas, (_MARGIN + 34, 96), 16, palette.top)
    canvas.text((_MARGIN + 88, 92), say("card.face.brand"), font("Bold", 40), _WHITE)
    canvas.text((_MARGIN + 88, 132), say("card.face.title"), font("Regular", 26), palette.soft)
    word, letters = say.of("card.face.status", face.status), font("Bold", 30)
    width = int(letters.getlength(word)) + 104
    right = SIZE[0] - _MARGIN
    canvas.rounded((right - width, 62, right, 126), 32, palette.badge)
    _sign(canvas, face.status, (right - width + 40, 94), palette.on_badge)
    canvas.text((right - width + 72, 104), word, letters, palette.on_badge)


def _sign(canvas: Canvas, status: str, at: tuple[int, int], colour: Colour) -> None:
    """A tick, a pause or a cross; a tick reads the same way in both directions."""
    match status:
        case "active":
            tick = [(-13, 1), (-9, -4), (-3, 3), (9, -11), (14, -7), (-3, 12)]
            canvas.polygon([(at[0] + canvas.facing * dx, at[1] + dy) for dx, dy in tick], colour)
        case "suspended":
            for side in (-7, 7):
                middle = at[0] + side
                canvas.rounded((middle - 4, at[1] - 13, middle + 4, at[1] + 13), 2, colour)
        case _:
            for side in (-1, 1):
                bar = [(-12, -8), (-8, -12), (12, 8), (8, 12)]
                canvas.polygon([(at[0] + side * dx, at[1] + dy) for dx, dy in bar], colour)


def _person(canvas: Canvas, say: Catalogue, face: CardFace, palette: Palette) -> None:
    small, width = font("Regular", 25), _QR_PANEL[0] - _MARGIN - 40
    canvas.text((_MARGIN, 232), say("card.face.name"), small, palette.soft)
    canvas.text((_MARGIN, 284), face.name, fitting(face.name, "Bold", 46, width, 26), _WHITE)
    canvas.text((_MARGIN, 354), say("card.face.id"), small, palette.soft)
    canvas.text((_MARGIN, 402), face.masked_id, font("SemiBold", 40), _WHITE)
    if face.expires_on is None:
        return
    label = say("card.face.expired") if face.status == "expired" else say("card.face.expires")
    canvas.text((_MARGIN, 468), label, small, palette.soft)
    both = say("card.face.both", gregorian=_gregorian(say, face.expires_on), hijri=_hijri(say, face.expires_on))
    canvas.text((_MARGIN, 516), both, fitting(both, "SemiBold", 32, SIZE[0] - 2 * _MARGIN, 22), _WHITE)


def _gregorian(say: Catalogue, on: date) -> str:
    return say("card.face.gregorian", day=on.day, month=say.of("month", on.month), year=on.year)


def _hijri(say: Catalogue, on: date) -> str:
    hijri = Gregorian.fromdate(on).to_hijri()
    return say("card.face.hijri", day=hijri.day, month=say.of("hijri_month", hijri.month), year=hijri.year)


def _code(canvas: Canvas, face: CardFace) -> None:
    """The QR code in whole pixels on white, as large as the panel allows."""
    matrix = qr_matrix(face.token_url)
    left, top, right, _ = _QR_PANEL
    step = (right - left - 2 * _QR_MARGIN) // len(matrix)
    side = step * len(matrix)
    picture = Image.new("1", (len(matrix), len(matrix)), 1)
    picture.putdata([0 if module else 255 for row in matrix for module in row])
    canvas.rounded(_QR_PANEL, 24, _WHITE)
    inset = (right - left - side) // 2
    corner = (left + inset, top + inset, left + inset + side, top + inset + side)
    canvas.picture(picture.resize((side, side), Image.Resampling.NEAREST).convert("RGB"), corner)


def _foot(canvas: Canvas, say: Catalogue, palette: Palette) -> None:
    canvas.rounded((0, _FOOT, SIZE[0], SIZE[1]), 0, palette.top, 0.72)
    note = say("card.face.note")
    canvas.centred((SIZE[0] // 2, _FOOT + 64), note, fitting(note, "Regular", 26, SIZE[0] - 2 * _MARGIN, 18), palette.soft)


def _between(one: Colour, other: Colour, share: float) -> Colour:
    first, second, third = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return first, second, third
