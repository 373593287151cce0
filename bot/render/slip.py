"""The picture of an appointment, to keep and to show at the clinic: what, when, how, where, and its reference."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from actions.clinics.models import Appointment, Mode
from bot.render.catalogue import Catalogue, catalogue
from bot.render.drawing import Canvas, Colour, check_drawing, fitting, font
from bot.render.isolation import plain
from bot.render.values import clock_time, day

SIZE = (1080, 960)
_MARGIN = 64
_HEAD = 190
_ROW = 104
_PAPER: Colour = (250, 248, 242)
_GREEN: Colour = (8, 62, 53)
_GOLD: Colour = (244, 213, 138)
_INK: Colour = (24, 34, 31)
_SOFT: Colour = (96, 110, 105)
_WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class SlipFace:
    """What the slip shows: the reference, and labelled lines in the language of the person."""

    reference: str
    rows: tuple[tuple[str, str], ...]


def slip_face(appointment: Appointment, language: str) -> SlipFace:
    """The slip of an appointment with all that it refers to loaded."""
    say, slot = catalogue(language), appointment.slot
    clinic = slot.specialist.clinic
    how = say.of("mode", slot.mode) if appointment.medium is None else say.of("medium", appointment.medium)
    name = clinic.name_ar if say.language == "ar" else clinic.name_en
    rows = [
        (say("slip.service"), say.of("service", slot.specialist.service_code)),
        (say("slip.day"), day(say, slot.starts_at.date())),
        (say("slip.time"), clock_time(say, slot.starts_at)),
        (say("slip.mode"), how),
        (say("slip.place") if slot.mode is Mode.IN_PERSON else say("slip.with"), _place(say, appointment, name)),
    ]
    if appointment.member is not None:
        rows.insert(0, (say("slip.for"), appointment.member.name_ar.split()[0]))
    return SlipFace(appointment.reference, tuple((label, plain(words)) for label, words in rows))


def draw_slip(face: SlipFace, language: str) -> bytes:
    """A PNG of 1080 × 960, Arabic from the right. DrawingUnavailable without raqm and FriBiDi."""
    check_drawing()
    say = catalogue(language)
    canvas = Canvas(SIZE, right_to_left=say.language == "ar")
    canvas.rounded((0, 0, *SIZE), 0, _PAPER)
    canvas.rounded((0, 0, SIZE[0], _HEAD), 0, _GREEN)
    canvas.text((_MARGIN, 86), say("slip.title"), font("Bold", 44), _WHITE)
    canvas.text((_MARGIN, 146), say("slip.brand"), font("Regular", 28), _GOLD)
    letters = font("SemiBold", 36)
    width = int(letters.getlength(face.reference)) + 64
    right = SIZE[0] - _MARGIN
    canvas.rounded((right - width, 62, right, 130), 20, _GOLD)
    canvas.text((right - 32, 108), face.reference, letters, _GREEN, far=True)
    _rows(canvas, face)
    note = say("slip.note")
    canvas.text((_MARGIN, SIZE[1] - 44), note, fitting(note, "Regular", 26, SIZE[0] - 2 * _MARGIN, 18), _SOFT)
    file = BytesIO()
    canvas.image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _rows(canvas: Canvas, face: SlipFace) -> None:
    top, width = _HEAD + 56, SIZE[0] - 2 * _MARGIN
    for place, (label, words) in enumerate(face.rows):
        at = top + place * _ROW
        canvas.text((_MARGIN, at), label, font("Regular", 24), _SOFT)
        canvas.text((_MARGIN, at + 46), words, fitting(words, "SemiBold", 36, width, 22), _INK)


def _place(say: Catalogue, appointment: Appointment, name: str) -> str:
    clinic = appointment.slot.specialist.clinic
    if appointment.slot.mode is Mode.REMOTE:
        return name
    address = clinic.address_ar if say.language == "ar" else say.of("city", clinic.city)
    return say("calendar.place", clinic=name, address=address)
