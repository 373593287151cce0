"""What is told of consultations without being asked: offers of the waiting list, reminders, what follows a visit."""

from __future__ import annotations

from bot.render.acts.booking import clinic_of, details
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import clock_time, from_now


@renders("appointment.offer")
def offer(say: Catalogue, data: Data) -> Said:
    until = clock_time(say, data.moment("expires_at"))
    text = paragraphs(say("appointment.offer"), details(say, data), say("appointment.offer.until", until=until))
    return Said(text, clinic_of(say, data))


@renders("appointment.offer_gone")
def offer_gone(say: Catalogue, data: Data) -> str:
    return say("appointment.offer_gone")


@renders("appointment.offer_declined")
def offer_declined(say: Catalogue, data: Data) -> str:
    return say("appointment.offer_declined", reference=data.text("reference"))


@renders("appointment.reminder")
def reminder(say: Catalogue, data: Data) -> Said:
    head = say("appointment.reminder", when=from_now(say, data.moment("starts_at").date()))
    reference = say("appointment.reference", reference=data.text("reference"))
    text = paragraphs(head, lines(details(say, data), reference), say("appointment.reminder.change"))
    return Said(text, clinic_of(say, data))


@renders("appointment.missed")
def missed(say: Catalogue, data: Data) -> Said:
    service = say.of("service", data.text("service"))
    text = say("appointment.missed", service=service, reference=data.text("reference"))
    return Said(text, clinic_of(say, data))


@renders("appointment.follow_up")
def follow_up(say: Catalogue, data: Data) -> Said:
    return Said(say("appointment.follow_up", service=say.of("service", data.text("service"))), clinic_of(say, data))
