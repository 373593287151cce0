"""What people send is made harmless before it is kept."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.media import documents
from bot.media.documents import LONGEST_SIDE, Suspicious, Unreadable, made_harmless


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **saved: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red").save(made, kind, **saved)
    return made.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_a_picture_is_drawn_anew_in_its_own_format(kind: str, media_type: str) -> None:
    sent = picture(kind)
    kept = made_harmless(sent + b"<script>alert(1)</script>", media_type)
    assert b"<script>" not in kept
    shown = Image.open(io.BytesIO(kept))
    assert (shown.format, shown.size) == (kind, (40, 20))


def test_where_and_with_what_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    exif[0x0112] = 6  # lies on its side
    kept = Image.open(io.BytesIO(made_harmless(picture("JPEG", exif=exif), "image/jpeg")))
    assert dict(kept.getexif()) == {}
    assert kept.size == (20, 40)


def test_words_hidden_in_a_picture_are_not_kept() -> None:
    hidden = PngInfo()
    hidden.add_text("comment", "secret words")
    kept = made_harmless(picture("PNG", pnginfo=hidden), "image/png")
    assert b"secret words" not in kept


def test_a_transparent_picture_lies_on_white_paper() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(made, "PNG")
    kept = Image.open(io.BytesIO(made_harmless(made.getvalue(), "image/png")))
    assert kept.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller() -> None:
    kept = Image.open(io.BytesIO(made_harmless(picture("PNG", (LONGEST_SIDE + 500, 10)), "image/png")))
    assert kept.size[0] == LONGEST_SIDE


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 40, picture("PNG")[:-30], picture("JPEG", (400, 400))[:300]], ids=["none", "cut", "half"]
)
def test_a_picture_that_cannot_be_drawn_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        made_harmless(content, "image/jpeg" if content.startswith(b"\xff") else "image/png")


def test_a_picture_that_unfolds_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_PIXELS", 100)
    with pytest.raises(Unreadable):
        made_harmless(picture("PNG"), "image/png")


@pytest.mark.parametrize(
    "inside", [b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", b"/Launch", b"/Type /EmbeddedFile", b"/RichMedia <<"]
)
def test_a_pdf_that_does_things_is_refused(inside: bytes) -> None:
    with pytest.raises(Suspicious):
        made_harmless(b"%PDF-1.7\n1 0 obj << " + inside + b" >> endobj\n%%EOF", "application/pdf")


def test_a_pdf_is_kept_as_it_came_whatever_its_pictures_hold() -> None:
    sent = b"%PDF-1.7\n1 0 obj <<>>\nstream\n\x00/JS /Launch\x01\nendstream endobj /JSON\n%%EOF"
    assert made_harmless(sent, "application/pdf") == sent


def test_the_test_virus_is_found_in_anything() -> None:
    eicar = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    for media_type in ("application/pdf", "image/png", "audio/ogg"):
        with pytest.raises(Suspicious):
            made_harmless(b"%PDF-1.7\n" + eicar, media_type)
