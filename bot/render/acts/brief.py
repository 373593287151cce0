"""Notices as an SMS tells them: in two parts of 67 letters, with the place to answer."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import briefly
from bot.render.values import clock_time, short_day, slot


@briefly("appointment.reminder")
def reminder(say: Catalogue, data: Data) -> str:
    return say("brief.reminder", when=_when(say, data), place=_place(say, data), reference=data.text("reference"))


@briefly("appointment.offer")
def offer(say: Catalogue, data: Data) -> str:
    service, until = say.of("service", data.text("service")), clock_time(say, data.moment("expires_at"))
    return say("brief.offer", service=service, when=_when(say, data), place=_place(say, data), until=until)


@briefly("appointment.missed")
def missed(say: Catalogue, data: Data) -> str:
    service = say.of("service", data.text("service"))
    return say("brief.missed", service=service, reference=data.text("reference"))


@briefly("appointment.follow_up")
def follow_up(say: Catalogue, data: Data) -> str:
    return say("brief.follow_up", service=say.of("service", data.text("service")))


@briefly("case.changed")
def changed(say: Catalogue, data: Data) -> str:
    """What the case is now; what is needed, and why, is told in the conversation."""
    kind, status = say.of("case.the", data.text("kind")), say.of("brief.status", data.text("status"))
    return say("brief.case", kind=kind, reference=data.text("reference"), status=status)


@briefly("payment.paid")
def paid(say: Catalogue, data: Data) -> str:
    return say("brief.paid", day=short_day(say, data.day("paid_on")))


@briefly("payment.day")
def payment_day(say: Catalogue, data: Data) -> str:
    told = short_day(say, data.day("date"))
    return say("brief.payment_day.may_shift", day=told) if data.flag("may_shift") else say("brief.payment_day", day=told)


@briefly("results.out")
def results_out(say: Catalogue, data: Data) -> str:
    return say("brief.results", day=short_day(say, data.day("date")))


def _when(say: Catalogue, data: Data) -> str:
    return slot(say, data.moment("starts_at"))


def _place(say: Catalogue, data: Data) -> str:
    if data.text("mode") == "remote":
        return say.of("mode", "remote")
    return say.of("city", data.part("clinic").text("city"))
