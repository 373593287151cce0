"""Two people who want the same time: one gets it, the other is told and shown what is left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.stack import Stack, Talk


def shown_times(stack: Stack, national_id: str, phone: str) -> Talk:
    """A conversation that is shown the free times of one clinic."""
    talk = Talk(stack.address)
    talk.say("ابي احجز استشارة مالية حضوري في ابها")
    talk.prove(national_id, phone)
    assert talk.data("appointment.ask")["question"] == "slot", talk.last
    return talk


def test_of_two_people_who_want_the_same_time_at_once_one_gets_it(stack: Stack) -> None:
    one = shown_times(stack, "1901101103", "+966500000011")
    other = shown_times(stack, "2910110119", "+966500000005")
    first = [talk.last[-1]["choices"][0] for talk in (one, other)]
    assert first[0]["title"] == first[1]["title"]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: pair[0].send(choice=pair[1]["value"]), zip((one, other), first, strict=True)))
    outcomes = sorted(talk.acts[-1] for talk in (one, other))
    assert outcomes == ["appointment.ask", "appointment.confirm"]
    winner, loser = (one, other) if one.acts[-1] == "appointment.confirm" else (other, one)
    assert loser.data("appointment.ask")["question"] == "slot"
    assert first[0]["title"] not in [choice["title"] for choice in loser.last[-1]["choices"]]
    winner.say("ايه")
    assert winner.acts[0] == "appointment.booked"


def test_a_booking_brings_its_calendar_file(stack: Stack) -> None:
    talk = shown_times(stack, "1910110111", "+966500000001")
    talk.send(choice=talk.last[-1]["choices"][0]["value"])
    talk.say("نعم")
    booked = next(message for message in talk.last if message["act"] == "appointment.booked")
    assert booked["media"][0]["type"] == "text/calendar"
    calendar = talk.http.get(booked["media"][0]["url"], headers=talk.headers).text
    assert booked["data"]["reference"] in calendar
    assert "BEGIN:VALARM" in calendar
