"""Drawing right-to-left text and soft shapes with Pillow. Coordinates are pixels of the finished picture."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont, features

type Colour = tuple[int, int, int]
type Box = tuple[int, int, int, int]
type Weight = Literal["Regular", "SemiBold", "Bold"]

_FONTS = Path(__file__).parents[1] / "web" / "static" / "fonts"
_ARABIC = re.compile("[\u0620-\u06ff]")
# Shapes are drawn larger and shrunk, which smooths their edges.
_OVERSAMPLE = 3


class DrawingUnavailable(Exception):
    """Arabic cannot be drawn on this machine; the message is one sentence for the operator."""


def check_drawing() -> None:
    """Pillow joins and orders Arabic letters only with raqm and the system's FriBiDi; DrawingUnavailable without."""
    if not features.check("raqm"):
        raise DrawingUnavailable("Pillow was built without raqm, so Arabic cannot be drawn; install a Pillow wheel.")
    if not features.check("fribidi"):
        raise DrawingUnavailable("The FriBiDi library is missing, so Arabic cannot be drawn; install libfribidi0.")


@lru_cache(maxsize=64)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    path = _FONTS / f"IBMPlexSansArabic-{weight}.woff2"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def fitting(text: str, weight: Weight, size: int, width: int, smallest: int) -> ImageFont.FreeTypeFont:
    """The largest font up to `size` in which the text is no wider than `width`; never below `smallest`."""
    while size > smallest and font(weight, size).getlength(text) > width:
        size -= 2
    return font(weight, size)


class Canvas:
    """A picture under construction. `right_to_left` mirrors every x, so that a layout is written once; what must not
    be mirrored multiplies its steps in x by `facing`."""

    def __init__(self, size: tuple[int, int], *, right_to_left: bool) -> None:
        self.image = Image.new("RGB", size)
        self._width, self._rtl = size[0], right_to_left
        self.facing = -1 if right_to_left else 1

    def text(self, at: tuple[int, int], text: str, face: ImageFont.FreeTypeFont, colour: Colour, *, far: bool = False) -> None:
        """Text with its baseline at `at`; it begins there, or ends there when it grows from the `far` side."""
        starts_left = self._rtl == far
        x, anchor = self._x(at[0]), "ls" if starts_left else "rs"
        direction = "rtl" if _ARABIC.search(text) else "ltr"
        draw = ImageDraw.Draw(self.image)
        draw.text((x, at[1]), text, colour, face, anchor=anchor, direction=direction)

    def centred(self, at: tuple[int, int], text: str, face: ImageFont.FreeTypeFont, colour: Colour) -> None:
        """Text whose baseline has its middle at `at`."""
        direction = "rtl" if _ARABIC.search(text) else "ltr"
        draw = ImageDraw.Draw(self.image)
        draw.text((self._x(at[0]), at[1]), text, colour, face, anchor="ms", direction=direction)

    def rounded(self, box: Box, radius: int, colour: Colour, opacity: float = 1.0) -> None:
        """A filled box with round corners."""
        left, top, right, bottom = self.box(box)
        size = (right - left, bottom - top)
        big = Image.new("L", (size[0] * _OVERSAMPLE, size[1] * _OVERSAMPLE))
        shape = (0, 0, big.width - 1, big.height - 1)
        ImageDraw.Draw(big).rounded_rectangle(shape, radius * _OVERSAMPLE, fill=round(255 * opacity))
        self.image.paste(colour, (left, top), big.resize(size, Image.Resampling.LANCZOS))

    def polygon(self, points: list[tuple[float, float]], colour: Colour, opacity: float = 1.0) -> None:
        """A filled shape; its points are not mirrored singly but with the picture."""
        mirrored = [(self._width - x if self._rtl else x, y) for x, y in points]
        left, top = int(min(x for x, _ in mirrored)) - 1, int(min(y for _, y in mirrored)) - 1
        right, bottom = int(max(x for x, _ in mirrored)) + 2, int(max(y for _, y in mirrored)) + 2
        big = Image.new("L", ((right - left) * _OVERSAMPLE, (bottom - top) * _OVERSAMPLE))
        inside = [((x - left) * _OVERSAMPLE, (y - top) * _OVERSAMPLE) for x, y in mirrored]
        ImageDraw.Draw(big).polygon(inside, fill=round(255 * opacity))
        self.image.paste(colour, (left, top), big.resize((right - left, bottom - top), Image.Resampling.LANCZOS))

    def picture(self, picture: Image.Image, box: Box) -> None:
        """Another picture, unscaled, with its corner at the (mirrored) box's."""
        left, top, _, _ = self.box(box)
        self.image.paste(picture, (left, top))

    def box(self, box: Box) -> Box:
        left, top, right, bottom = box
        return (self._width - right, top, self._width - left, bottom) if self._rtl else box

    def _x(self, x: int) -> int:
        return self._width - x if self._rtl else x
