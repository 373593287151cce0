"""Documents that people send, made harmless before they are kept: a picture is drawn anew, a PDF that does things is refused.

Nothing of what was sent is ever run. A picture loses all that is not its pixels (place, camera, hidden parts); a PDF is
kept as it came, unless it carries programs or files in it. What is compressed inside a PDF is not looked into: whoever
opens one of these does so in a viewer that runs nothing.
"""

from __future__ import annotations

import io
import re
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3000
_QUALITY = 88
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_STREAM = re.compile(rb"(?<!end)stream\r?\n.*?endstream", re.DOTALL)
_DOES_THINGS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
# The harmless file by which virus scanners are tried.
_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Unreadable(Exception):
    """The picture cannot be drawn: broken, cut off, or larger than any paper needs."""


class Suspicious(Exception):
    """The file could do harm to whoever opens it."""


def made_harmless(content: bytes, media_type: str) -> bytes:
    """The content as it is kept; Unreadable or Suspicious where it cannot be. Takes CPU time: call it in a thread."""
    if _TEST_VIRUS in content:
        raise Suspicious
    if media_type in _FORMATS:
        return _drawn_anew(content, _FORMATS[media_type])
    if media_type == "application/pdf" and _DOES_THINGS.search(_STREAM.sub(b"", content)):
        raise Suspicious
    return content


def _drawn_anew(content: bytes, kind: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=(kind,))
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(upright.convert("RGBA" if _is_transparent(upright) else "RGB"), kind)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise Unreadable from error


def _is_transparent(picture: Image.Image) -> bool:
    return picture.has_transparency_data


def _encoded(picture: Image.Image, kind: str) -> bytes:
    """On white paper, without anything that was written beside the pixels."""
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    made = io.BytesIO()
    paper.save(made, kind, **({} if kind == "PNG" else {"quality": _QUALITY}))
    return made.getvalue()
