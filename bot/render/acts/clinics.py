"""What the clinics offer and where they are; a clinic's name in the language of the person."""

from __future__ import annotations

from typing import Any

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets


def clinic_name(say: Catalogue, clinic: Data) -> str:
    """The clinic's own name in the language, else the one it came with."""
    return clinic.text_or_none(f"name_{say.language}") or clinic.text("name")


def place(say: Catalogue, clinic: Data) -> str:
    """The clinic's name, with its city where the name does not tell it."""
    name, city = clinic_name(say, clinic), say.of("city", clinic.text("city"))
    return name if city in name else say("clinic.row", name=name, city=city)


def clinic_json(say: Catalogue, clinic: Data) -> dict[str, Any]:
    """The clinic as the contract tells it: `name` in the person's language."""
    return {**clinic.as_json(), "name": clinic_name(say, clinic)}


@renders("clinic.services")
def services(say: Catalogue, data: Data) -> str:
    names = [say.of("service", code) for code in data.texts("services")]
    return paragraphs(lines(say("clinic.services"), bullets(say, names)), say("clinic.services.how"))


@renders("clinic.locations")
def locations(say: Catalogue, data: Data) -> Said:
    clinics, region = data.parts("clinics"), data.text_or_none("region")
    told = {"clinics": [clinic_json(say, clinic) for clinic in clinics]}
    if not clinics:
        text = say("clinic.locations.none_in", region=say.of("region.full", region)) if region else say("clinic.locations.none")
        return Said(text, told)
    head = say("clinic.locations.in", region=say.of("region.full", region)) if region else say("clinic.locations")
    rows = [place(say, clinic) for clinic in clinics]
    return Said(paragraphs(lines(head, bullets(say, rows)), say("clinic.locations.how")), told)
