"""Two people who want the same time: one gets it, the other is told and shown what is left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.stack import Stack, Talk


def ready_to_confirm(stack: Stack, national_id: str, phone: str) -> Talk:
    """A conversation that stands before the last word on the first free time shown."""
    talk = Talk(stack.address)
    talk.say("ابي احجز استشارة مالية حضوري في ابها")
    talk.prove(national_id, phone)
    first = talk.last[-1]["choices"][0]
    talk.send(choice=first["value"])
    assert talk.acts == ["appointment.confirm"], talk.last
    return talk


def test_two_people_who_confirm_the_same_time_at_once_do_not_both_get_it(stack: Stack) -> None:
    one = ready_to_confirm(stack, "1901101103", "+966500000011")
    other = ready_to_confirm(stack, "2910110119", "+966500000005")
    wanted = [talk.data("appointment.confirm")["starts_at"] for talk in (one, other)]
    assert wanted[0] == wanted[1]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda talk: talk.say("ايه"), (one, other)))
    outcomes = sorted(talk.acts[0] for talk in (one, other))
    assert outcomes == ["appointment.booked", "appointment.slot_taken"]
    loser = one if one.acts[0] == "appointment.slot_taken" else other
    assert loser.acts == ["appointment.slot_taken", "appointment.ask"]
    assert loser.data("appointment.ask")["question"] == "slot"


def test_a_booking_brings_its_calendar_file(stack: Stack) -> None:
    talk = ready_to_confirm(stack, "1910110111", "+966500000001")
    talk.say("نعم")
    booked = next(message for message in talk.last if message["act"] == "appointment.booked")
    assert booked["media"][0]["type"] == "text/calendar"
    calendar = talk.http.get(booked["media"][0]["url"], headers=talk.headers).text
    assert booked["data"]["reference"] in calendar
    assert "BEGIN:VALARM" in calendar
