"""Two people and one time: while one is asked to confirm it, the other is not shown it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.stack import Talk

ABDULLAH, SARAH = ("1920220223", "+966500000002"), ("1901101103", "+966500000011")


def asks(talk: Talk, who: tuple[str, str]) -> list[str]:
    """Asks for a consultation at one clinic; the times that are shown."""
    talk.say("ابي استشارة اجتماعية حضوري في بيشة")
    if talk.acts[-1] == "verify.ask_id":
        talk.prove(*who)
    return titles(talk)


def titles(talk: Talk) -> list[str]:
    shown: list[dict[str, Any]] = talk.last[-1]["choices"]
    return [choice["title"] for choice in shown]


def test_a_time_that_one_is_confirming_is_shown_to_nobody_else_until_they_stop(talk: Callable[[], Talk]) -> None:
    one, other = talk(), talk()
    first = asks(one, ABDULLAH)[0]
    one.tap(first)
    assert one.acts == ["appointment.confirm"]
    assert first not in asks(other, SARAH)
    other.say("خلاص بطلت")
    one.say("خلاص بطلت")
    assert one.acts == ["cancelled"]
    assert asks(other, SARAH)[0] == first
    other.say("خلاص بطلت")
