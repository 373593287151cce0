"""What a later request of a message knows from the earlier ones."""

from __future__ import annotations

from typing import Any

from nlu.understanding.inherited import with_what_was_named


def request(intent: str, **entities: str) -> dict[str, Any]:
    return {"intent": intent, "text": intent, "entities": [{"entity": n, "value": v} for n, v in entities.items()]}


def named(*requests: dict[str, Any]) -> list[dict[str, str]]:
    return [{one["entity"]: one["value"] for one in told["entities"]} for told in with_what_was_named(requests)]


def test_the_place_that_was_asked_about_is_where_it_is_booked() -> None:
    assert named(request("ask_clinic_locations", city="jeddah"), request("book_consultation"))[1] == {"city": "jeddah"}


def test_a_place_of_its_own_stands_alone() -> None:
    later = named(request("ask_clinic_locations", city="jeddah"), request("book_consultation", region="asir"))[1]
    assert later == {"region": "asir"}


def test_a_day_or_a_relative_stays_with_its_request() -> None:
    earlier = request("show_appointments", date="2026-11-29", relation="mother", service="legal")
    assert named(earlier, request("book_consultation"))[1] == {"service": "legal"}


def test_what_the_first_named_reaches_the_third() -> None:
    told = named(request("ask_clinic_locations", city="taif"), request("ask_clinic_services", service="legal"), request("book"))
    assert told[2] == {"city": "taif", "service": "legal"}
