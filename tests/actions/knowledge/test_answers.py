"""What an answer is told with: what is offered beside it, the longer one, and what was found for a question nobody understood."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.conversation.elsewhere import OutOfScope
from actions.conversation.limits import Fallback
from actions.dialogue.action import Context
from actions.dialogue.fields import interrupts
from actions.dialogue.messages import SemanticMessage
from actions.dialogue.turn import Turn
from actions.eligibility.prescreen.form import PrescreenForm
from actions.knowledge.action import BrowseTopics, Topic
from actions.knowledge.entries import entry
from actions.knowledge.groups import groups
from tests.actions.dialogue.trackers import tracker
from tests.conftest import NOW


def turn_of(knowledge: dict[str, Any] | None = None, **said: Any) -> Turn:
    told = tracker(**said)
    told.latest_message["knowledge"] = knowledge or {}
    return Turn(told)


async def told(session: AsyncSession, action: Any, *, days: int = 0, **said: Any) -> SemanticMessage:
    reply = await action.respond(Context(session, turn_of(**said), NOW + timedelta(days=days)))
    (message,) = reply.messages
    return message


def requests(message: SemanticMessage) -> list[str]:
    return [choice.request.intent for choice in message.choices]


async def test_the_short_answer_offers_the_longer_one_and_what_to_do(session: AsyncSession) -> None:
    message = await told(session, Topic(), intent="faq", topic="conditions")
    assert message.data["topic"] == "conditions"
    assert message.data["last_checked"] == "2026-11-22"
    assert "overdue" not in message.data
    assert message.choices[0].request.entities == (("more", True),)
    assert requests(message) == ["faq/conditions", "check_eligibility", "faq/documents", "help"]


async def test_the_longer_answer_offers_what_is_asked_within_it(session: AsyncSession) -> None:
    more = [{"entity": "more", "value": True}]
    message = await told(session, Topic(), intent="faq", topic="dependents", entities=more, chosen=True)
    assert message.data["more"] is True
    sections = [choice for choice in message.choices if choice.label == "choice.item"]
    assert sections[0].data["title_ar"] == entry("dependents").sections[0].title.ar
    assert len(message.choices) <= 10
    again = [{"entity": "more", "value": "again"}]
    message = await told(session, Topic(), intent="faq", topic="dependents", entities=again, chosen=True)
    assert message.act == "faq.nothing_more"


async def test_a_tapped_and_a_found_section_is_told(session: AsyncSession) -> None:
    tapped = [{"entity": "section", "value": "age"}]
    assert (await told(session, Topic(), intent="faq", topic="dependents", entities=tapped)).data["section"] == "age"
    message = await told(session, Topic(), intent="faq", topic="dependents", knowledge={"section": "newborn"})
    assert message.data["section"] == "newborn"
    assert "found" not in message.data


async def test_past_its_review_the_answer_says_so(session: AsyncSession) -> None:
    until = (entry("card_about").source.review_by - NOW.date()).days
    assert "overdue" not in (await told(session, Topic(), intent="faq", topic="card_about", days=until)).data
    assert (await told(session, Topic(), intent="faq", topic="card_about", days=until + 1)).data["overdue"] is True


async def test_in_the_middle_of_a_task_nothing_else_is_offered(session: AsyncSession) -> None:
    message = await told(session, Topic(), intent="faq", topic="assets", form="eligibility_form")
    assert message.choices == ()


async def test_what_nobody_understood_is_answered_where_an_entry_does(session: AsyncSession) -> None:
    known = {"answer": "amounts/ramadan"}
    for action, intent in ((Fallback(), "nlu_fallback"), (OutOfScope(), "out_of_scope")):
        message = await told(session, action, intent=intent, confidence=0.3, knowledge=known)
        assert (message.act, message.data["topic"], message.data["section"]) == ("faq", "amounts", "ramadan")
        assert message.data["found"] is True


async def test_another_bodys_matter_is_not_answered_from_the_entries(session: AsyncSession) -> None:
    body = [{"entity": "body", "value": "traffic"}]
    message = await told(session, OutOfScope(), intent="out_of_scope", entities=body, knowledge={"answer": "assets/land"})
    assert message.act == "out_of_scope"


async def test_of_our_matters_what_no_entry_answers_is_said_and_a_person_comes_first(session: AsyncSession) -> None:
    message = await told(session, Fallback(), intent="nlu_fallback", confidence=0.3, knowledge={"near": True})
    assert message.act == "fallback"
    assert message.data["unanswered"] is True
    assert requests(message)[:2] == ["talk_to_agent", "faq/complaint_channels"]
    assert requests(message).count("talk_to_agent") == 1


async def test_a_topic_read_with_little_confidence_gives_way_to_what_is_surely_near(session: AsyncSession) -> None:
    message = await told(
        session, Topic(), intent="faq", topic="shelters", confidence=0.4, knowledge={"answer": "comprehensive_about/disability_aid"}
    )
    assert (message.data["topic"], message.data["found"]) == ("comprehensive_about", True)


async def test_topics_are_reached_by_tapping(session: AsyncSession) -> None:
    message = await told(session, BrowseTopics(), intent="browse_topics")
    assert [choice.request.entities for choice in message.choices[:-2]] == [(("topic_group", name),) for name in groups()]
    chosen = [{"entity": "topic_group", "value": "money"}]
    message = await told(session, BrowseTopics(), intent="browse_topics", entities=chosen)
    assert requests(message) == [*(f"faq/{topic}" for topic in groups()["money"]), "help"]


def test_a_form_steps_aside_for_a_question_that_an_entry_answers_and_for_nothing_else_it_did_not_understand() -> None:
    field = PrescreenForm().fields()[0]
    known = {"answer": "amounts/ramadan"}

    def asks(text: str, knowledge: dict[str, Any] | None) -> bool:
        said = turn_of(intent="nlu_fallback", text=text, confidence=0.3, knowledge=knowledge)
        return interrupts(said, field, "check_eligibility", recognised=False)

    assert asks("متى معونة رمضان؟", known)
    assert not asks("معونة رمضان", known)
    assert not asks("متى معونة رمضان؟", None)


def test_a_scam_that_is_told_in_the_middle_of_a_task_is_heard() -> None:
    field = PrescreenForm().fields()[0]
    for topic, heard in (("scams", True), ("residence_and_absence", False)):
        said = turn_of(intent="faq", topic=topic, text="وصلتني رسالة من رقم غريب تقول حدث بياناتك", confidence=0.9)
        assert interrupts(said, field, "check_eligibility", recognised=False) is heard
