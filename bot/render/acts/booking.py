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
    if question == "slot" and data.flag("unavailable"):
        return say("appointment.ask.slot.unavailable")
    retry = ".retry" if data.has("retry") else ""
    return say(f"appointment.ask.{question}{retry}")


@renders("appointment.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    question = say("appointment.confirm.retry") if data.has("retry") else say("appointment.confirm")
    return Said(paragraphs(details(say, data), question), clinic_of(say, data))


@renders("appointment.booked")
def booked(say: Catalogue, data: Data) -> Said:
    reference = say("appointment.reference", reference=data.text("reference"))
    text = paragraphs(
        say("appointment.booked"), lines(details(say, data), reference), say.of("appointment.booked", data.text("mode"))
    )
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


@renders("appointment.waitlisted")
def waitlisted(say: Catalogue, data: Data) -> str:
    return say("appointment.waitlisted", reference=data.text("reference"))


def details(say: Catalogue, data: Data) -> str:
    """The appointment in lines: what, when, how, where."""
    clinic, mode = data.part("clinic"), data.text("mode")
    return lines(
        say("appointment.service", service=say.of("service", data.text("service"))),
        say("appointment.when", moment=moment(say, data.moment("starts_at"))),
        say("appointment.mode", mode=say.of("mode", mode)),
        say("appointment.where", clinic=place(say, clinic))
        if mode == "in_person"
        else say("appointment.with", clinic=clinic_name(say, clinic)),
    )


def clinic_of(say: Catalogue, data: Data) -> dict[str, object]:
    return {"clinic": clinic_json(say, data.part("clinic"))}
