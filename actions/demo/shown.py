"""The personas as a visitor of the demonstration sees them: made-up people, so their numbers may be shown."""

from __future__ import annotations

from actions.demo import data


def shown_personas() -> list[dict[str, str | None]]:
    """Key, name, id, phone, and a line in each language that says whose case it is."""
    about = data.read("personas_about")
    return [
        {
            "key": told["key"],
            "name": told["name_ar"],
            "name_en": about[told["key"]]["name_en"],
            "national_id": told["national_id"],
            "phone": told["phone"],
            "about_ar": about[told["key"]]["ar"],
            "about_en": about[told["key"]]["en"],
        }
        for told in data.personas()
    ]
