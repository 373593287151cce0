"""What is answered where nothing is claimed, and where a matter is another body's."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.conversation.elsewhere import NEAR, OutOfScope
from actions.conversation.limits import Fallback
from actions.dialogue.action import Context
from actions.dialogue.reply import Reply
from actions.dialogue.turn import Turn
from bot.render.codes import BODIES
from nlu.arabic.bodies import NONE_OF_THESE
from nlu.arabic.data import table
from tests.actions.dialogue.trackers import tracker
from tests.conftest import NOW

UNCLEAR = [("ask_payment_date", 0.35), ("out_of_scope", 0.2), ("faq/payment_day", 0.15), ("stop", 0.1), ("find_job", 0.02)]


def context(session: AsyncSession, **said: Any) -> Context:
    return Context(session, Turn(tracker(**said)), NOW)


def acts(reply: Reply) -> list[str]:
    return [message.act for message in reply.messages]


async def test_the_first_time_the_likely_requests_are_offered(session: AsyncSession) -> None:
    reply = await Fallback().respond(context(session, intent="nlu_fallback", confidence=0.35, ranking=UNCLEAR))
    (message,) = reply.messages
    assert message.data["candidates"] == ["ask_payment_date", "faq/payment_day"]
    assert [choice.request.intent for choice in message.choices] == ["ask_payment_date", "faq/payment_day", "help", "talk_to_agent"]


async def test_what_is_far_from_everything_is_offered_the_menu_and_a_person(session: AsyncSession) -> None:
    far = [("chitchat", 0.2), ("find_job", 0.03)]
    reply = await Fallback().respond(context(session, intent="nlu_fallback", confidence=0.2, ranking=far))
    assert reply.messages[0].data["candidates"] == []
    assert [choice.request.intent for choice in reply.messages[0].choices] == ["help", "talk_to_agent"]


async def test_the_second_time_all_services_are_offered_and_no_guess(session: AsyncSession) -> None:
    said = context(session, intent="nlu_fallback", confidence=0.35, ranking=UNCLEAR, slots={"fallbacks": 1})
    (message,) = (await Fallback().respond(said)).messages
    assert (message.data["attempt"], message.data["candidates"]) == (2, [])
    assert "talk_to_agent" in [choice.request.intent for choice in message.choices]


async def test_another_bodys_matter_names_it_and_offers_what_is_near(session: AsyncSession) -> None:
    said = context(session, intent="out_of_scope", entities=[{"entity": "body", "value": "electricity_water"}])
    (message,) = (await OutOfScope().respond(said)).messages
    assert message.data == {"body": "electricity_water"}
    assert message.choices[0].request.entities == (("benefit", "electricity_support"),)
    assert [choice.request.intent for choice in message.choices[1:]] == ["help", "talk_to_agent"]


async def test_the_wide_world_is_nobodys(session: AsyncSession) -> None:
    (message,) = (await OutOfScope().respond(context(session, intent="out_of_scope"))).messages
    assert message.data == {"body": None}


def test_every_body_of_the_lexicon_has_its_words() -> None:
    assert set(table("bodies")["bodies"]) == {*BODIES, NONE_OF_THESE}
    assert set(NEAR) <= set(BODIES)
