"""One's own appointments: seeing, moving, cancelling, finding the way; and what one waits for."""

from __future__ import annotations

from bot.render.acts.booking import clinic_of, details
from bot.render.acts.clinics import clinic_name, place
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, from_now, moment

_MAP = "https://www.google.com/maps/search/?api=1&query="


@renders("appointment.list")
def listing(say: Catalogue, data: Data) -> Said:
    items = data.parts("appointments")
    told = [_one(say, item) for item in items]
    asked = data.text_or_none("purpose")
    question = say("appointment.list.reschedule" if asked == "reschedule" else "appointment.list.cancel") if asked else None
    text = paragraphs(say.plural("appointment.list", len(items)), *told, question)
    return Said(text, {"appointments": [{**item.as_json(), **clinic_of(say, item)} for item in items]})


def _one(say: Catalogue, item: Data) -> str:
    return lines(
        details(say, item),
        say("appointment.reference", reference=item.text("reference")),
        say("appointment.in", when=from_now(say, item.moment("starts_at").date())),
    )


@renders("appointment.none")
def none(say: Catalogue, data: Data) -> str:
    waiting = data.parts("waiting")
    if not waiting:
        return say("appointment.none")
    return paragraphs(lines(say("appointment.none.waiting"), bullets(say, [_waits(say, one) for one in waiting])))


@renders("appointment.waiting")
def waiting(say: Catalogue, data: Data) -> str:
    rows = [_waits(say, one) for one in data.parts("waiting")]
    return lines(say("appointment.waiting"), bullets(say, rows))


def _waits(say: Catalogue, one: Data) -> str:
    service, region = say.of("service", one.text("service")), say.of("region.full", one.text("region"))
    return say("appointment.waiting.row", service=service, region=region, reference=one.text("reference"))


@renders("appointment.waitlist_left")
def waitlist_left(say: Catalogue, data: Data) -> str:
    return say("appointment.waitlist_left", reference=data.text("reference"))


@renders("appointment.closed")
def closed(say: Catalogue, data: Data) -> str:
    return say.of("appointment.closed", data.text("reason"))


@renders("appointment.place")
def where(say: Catalogue, data: Data) -> Said:
    clinic = data.part("clinic")
    told = clinic_of(say, data)
    when = say("appointment.when", moment=moment(say, data.moment("starts_at")))
    if data.text("mode") == "remote":
        return Said(paragraphs(say("appointment.place.remote", clinic=clinic_name(say, clinic)), when), told)
    address = data.text("address_ar") if say.language == "ar" else say.of("city", clinic.text("city"))
    text = paragraphs(
        lines(
            say("appointment.place", clinic=place(say, clinic)),
            say("appointment.place.address", address=address),
            say("appointment.place.map", link=f"{_MAP}{data.amount('latitude')},{data.amount('longitude')}"),
        ),
        when,
        say("appointment.place.sample") if data.flag("is_sample") else None,
    )
    return Said(text, told)


@renders("appointment.rescheduled")
def rescheduled(say: Catalogue, data: Data) -> Said:
    at, reference = moment(say, data.moment("starts_at")), data.text("reference")
    if not data.has("clinic"):
        return Said(say("appointment.rescheduled", reference=reference, moment=at))
    told = lines(details(say, data), say("appointment.reference", reference=reference))
    return Said(paragraphs(say("appointment.rescheduled.head"), told), clinic_of(say, data))


@renders("appointment.cancel.confirm")
def cancel_confirm(say: Catalogue, data: Data) -> Said:
    reference = data.text("reference")
    if data.has("retry"):
        return Said(say("appointment.cancel.confirm.retry", reference=reference))
    question = say("appointment.cancel.confirm", reference=reference)
    if data.has("starts_at") and data.has("clinic"):
        return Said(paragraphs(details(say, data), question), clinic_of(say, data))
    return Said(question)


@renders("appointment.cancelled")
def cancelled(say: Catalogue, data: Data) -> str:
    return say("appointment.cancelled", reference=data.text("reference"))
