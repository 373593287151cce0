"""Notices by SMS fit two parts, with the place to answer, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.capabilities import SMS
from bot.delivery.segments import segments
from bot.render import catalogue, render
from bot.render.isolation import plain
from tests.bot.render.samples import samples

NOTICES = {
    "sms.code",
    "case.changed",
    "appointment.reminder",
    "appointment.offer",
    "appointment.missed",
    "appointment.follow_up",
    "appointment.waitlist_left",
    "payment.paid",
    "payment.day",
    "results.out",
    "card.expiring",
    "contact.preferred",
}
MOST = 2
SAMPLES = [message for message in samples() if message["act"] in NOTICES]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("message", SAMPLES, ids=[f"{n}-{message['act']}" for n, message in enumerate(SAMPLES)])
def test_a_notice_fits_two_parts_of_an_sms(message: dict[str, Any], language: str) -> None:
    told = render(message, language, SMS, strict=True, brief=True).body
    answered = plain(catalogue(language)("sms.answer_at", place="+966115000000"))
    if message["act"] == "sms.code":
        told, answered = told.replace("[code:k3v7q2mz]", "482913"), ""
    assert segments(f"{told}\n{answered}".strip()) <= MOST, f"{len(told)}: {told}"


def test_every_notice_has_a_sample() -> None:
    assert {message["act"] for message in SAMPLES} == NOTICES


def test_the_code_is_one_part_and_its_only_digits() -> None:
    (sample,) = (message for message in SAMPLES if message["act"] == "sms.code")
    told = render(sample, "ar", SMS, strict=True, brief=True).body.replace("[code:k3v7q2mz]", "482913")
    assert segments(told) == 1
    assert "".join(char for char in told if char.isdigit()) == "482913"
