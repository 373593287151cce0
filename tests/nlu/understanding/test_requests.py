"""Where one request of a message ends and the next begins, with readings that are told beforehand."""

from __future__ import annotations

import pytest

from nlu.understanding.readings import Reading, Understood
from nlu.understanding.requests import several


def read_as(*labels: str) -> Understood:
    ranking = [Reading(label, 0.99 - 0.1 * at) for at, label in enumerate(labels)]
    return Understood(ranking[0], ranking, 1.0)


def requests_of(first: str, second: str, one: str, other: str) -> list[str]:
    """The labels of the requests of a message of two halves that read as `one` and as `other`."""
    halves = {first: one, second: other}
    found = several(f"{first} {second}", read_as(other, one), lambda part: read_as(halves.get(part.strip(), other)))
    return [request.understood.intent.label for request in found]


@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [
        ("احذفوا بياناتي كلها", "ووقفوا الرسايل", "delete_my_data", "unsubscribe"),
        # An order that itself begins with waw is no joining word: «ورني», show me.
        ("وريني خطة التمكين", "ودور لي وظيفة", "show_my_plan", "find_job"),
    ],
)
def test_two_requests_are_done_in_turn(first: str, second: str, one: str, other: str) -> None:
    assert requests_of(first, second, one, other) == [one, other]


@pytest.mark.parametrize(
    ("first", "second", "one", "other"),
    [
        ("امسح كل شي كتبته", "ونبدا من جديد", "delete_my_data", "restart"),
        ("ما اقدر اجي بكرة", "وغيروا موعدي", "cancel_appointment", "reschedule_appointment"),
        ("عندي كم سهم في شركة؟", "وهل تحسبونها علي؟", "out_of_scope", "faq/assets"),
        ("وش يسوون بالعيادات؟", "عندهم نفسي ومالي؟", "faq/clinic_about", "ask_clinic_services"),
        # «على» binds what follows, also where that begins with waw.
        ("ودي اعترض على", "وقف المعاش", "file_objection", "faq/why_payments_stop"),
    ],
)
def test_the_first_half_of_a_request_is_no_request_of_its_own(first: str, second: str, one: str, other: str) -> None:
    assert requests_of(first, second, one, other) == []
