"""Booking a consultation: its questions, the read-back, and what stands in the way."""

from __future__ import annotations

from bot.render.acts.clinics import clinic_json, clinic_name, place
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, moment


@renders("appointment.ask")
def ask(say: Catalogue, data: Data) -> str:
    question = data.text("question")
    if question == "city" and data.has("near"):
        near, nearest = (say.of("city", data.text(name)) for name in ("near", "nearest"))
        return say("appointment.ask.city.near", city=near, nearest=nearest)
    if question == "slot" and data.flag("unavailable"):
        part = data.text_or_none("part")
        return say.of("appointment.ask.slot.none", part) if part else say("appointment.ask.slot.unavailable")
    retry = ".retry" if data.has("retry") else ""
    if question == "slot" and data.has("part") and not retry:
        return say.of("appointment.ask.slot.part", data.text("part"))
    return say(f"appointment.ask.{question}{retry}")


@renders("appointment.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    moves = data.has("moves")
    if data.has("retry"):
        question = say("appointment.confirm.retry.move" if moves else "appointment.confirm.retry")
    elif moves:
        before = moment(say, data.moment("moved_from"))
        question = say("appointment.confirm.move", reference=data.text("moves"), before=before)
    else:
        question = say("appointment.confirm")
    return Said(paragraphs(details(say, data), question), clinic_of(say, data))


@renders("appointment.booked")
def booked(say: Catalogue, data: Data) -> Said:
    reference = say("appointment.reference", reference=data.text("reference"))
    how = say.of("appointment.booked", way(data))
    text = paragraphs(say("appointment.booked"), lines(details(say, data), reference), how)
    return Said(text, clinic_of(say, data))


@renders("appointment.no_clinic")
def no_clinic(say: Catalogue, data: Data) -> Said:
    clinics = data.parts("clinics")
    region = say.of("region.full", data.text("region"))
    rows = [place(say, clinic) for clinic in clinics]
    text = paragraphs(
        say("appointment.no_clinic", region=region),
        lines(say("appointment.no_clinic.nearest"), bullets(say, rows)) if rows else None,
        say("appointment.no_clinic.remote") if data.flag("remote") else say("appointment.no_clinic.where"),
    )
    return Said(text, {"clinics": [clinic_json(say, clinic) for clinic in clinics]})


@renders("appointment.full")
def full(say: Catalogue, data: Data) -> str:
    service, region = say.of("service", data.text("service")), data.text_or_none("region")
    if region is None:
        return say("appointment.full.remote", service=service)
    return say("appointment.full", service=service, region=say.of("region.full", region))


@renders("appointment.slot_taken")
def slot_taken(say: Catalogue, data: Data) -> str:
    return say("appointment.slot_taken")


@renders("appointment.clash")
def clash(say: Catalogue, data: Data) -> str:
    return say("appointment.clash")


@renders("appointment.for_whom")
def for_whom(say: Catalogue, data: Data) -> str:
    relation = say.of("relation", data.text_or_none("relation") or "other")
    if data.flag("on_file"):
        return say("appointment.for_whom.which")
    if not data.text_or_none("relation"):
        return say("appointment.for_whom")
    known = bool(data.parts("members"))
    return say("appointment.for_whom.not_on_file" if known else "appointment.for_whom.nobody", relation=relation)


@renders("appointment.not_entitled")
def not_entitled(say: Catalogue, data: Data) -> str:
    return say("appointment.not_entitled")


@renders("appointment.waitlisted")
def waitlisted(say: Catalogue, data: Data) -> str:
    return say("appointment.waitlisted", reference=data.text("reference"))


def details(say: Catalogue, data: Data) -> str:
    """The appointment in lines: what, when, how, where."""
    clinic, mode = data.part("clinic"), data.text("mode")
    how = way(data)
    return lines(
        say("appointment.for", name=data.part("for").text("name")) if data.has("for") else None,
        say("appointment.service", service=say.of("service", data.text("service"))),
        say("appointment.when", moment=moment(say, data.moment("starts_at"))),
        say("appointment.mode", mode=say.of("mode", mode) if how in MODES else say.of("medium", how)),
        say("appointment.where", clinic=place(say, clinic))
        if mode == "in_person"
        else say("appointment.with", clinic=clinic_name(say, clinic)),
        say("appointment.specialist", name=data.text("specialist")) if data.has("specialist") else None,
    )


MODES = ("in_person", "remote")


def way(data: Data) -> str:
    """How it is held: `in_person`, or `phone` or `video` of a remote one (`remote` where that is not told)."""
    return data.text_or_none("medium") or data.text("mode")


def clinic_of(say: Catalogue, data: Data) -> dict[str, object]:
    return {"clinic": clinic_json(say, data.part("clinic"))}
