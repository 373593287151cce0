"""Stages that channels need: pages of a menu, what waited, words that end and resume being written to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Consent, ConsentEvent, ConsentSource, Contact
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from bot.channels.consent import consent_in
from bot.conversations.models import AnsweredBy, Conversation, Delivery, DeliveryState, Direction, Message, MessageState
from bot.conversations.service import of_contact
from bot.delivery.inbox import answer_one
from bot.pipeline import dialogue
from bot.render.isolation import plain
from tests.actions.people import PHONE
from tests.bot.rasa import Rasa, said

REGIONS = [f"منطقة {n}" for n in range(1, 14)]


@pytest.fixture
async def thread(session: AsyncSession) -> Conversation:
    """A conversation on WhatsApp."""
    made = await of_contact(session, await contact_at(session, Channel.WHATSAPP, PHONE))
    await session.commit()
    return made


async def says(session: AsyncSession, thread: Conversation, text: str | None, **columns: Any) -> list[Message]:
    """The answers to a message."""
    message = Message(conversation_id=thread.id, direction=Direction.IN, state=MessageState.PENDING, text=text, **columns)
    session.add(message)
    await session.commit()
    assert await answer_one()
    async with transaction() as own:
        return list(await own.scalars(select(Message).where(Message.in_reply_to == message.id).order_by(Message.id)))


def menu_of(titles: list[str]) -> dict[str, Any]:
    choices = [
        {"label": "choice.item", "data": {"title": title}, "request": {"intent": "inform", "entities": [{"entity": "region", "value": title}]}}
        for title in titles
    ]
    return {"act": "appointment.ask", "data": {"question": "region"}, "choices": choices}


async def reloaded(thread: Conversation) -> Conversation:
    async with transaction() as own:
        return await own.get_one(Conversation, thread.id)


async def test_a_long_menu_is_told_by_pages_and_its_rows_keep_their_numbers(
    session: AsyncSession, thread: Conversation, rasa: Rasa
) -> None:
    rasa.always(200, said(menu_of(REGIONS)))
    (first,) = await says(session, thread, "ابي موعد")
    assert "10. منطقة 10" in plain(first.text or "")
    assert "11." not in (first.text or "")
    assert (first.text or "").endswith("«المزيد».")
    turns = len(rasa.turns)
    (second,) = await says(session, thread, "المزيد")
    assert second.act == "menu.page"
    assert plain(second.text or "").splitlines() == [
        "الصفحة 2 من 2:", "11. منطقة 11", "12. منطقة 12", "13. منطقة 13", "وللصفحة السابقة يكفي إرسال «السابق».",
    ]  # fmt: skip
    assert len(rasa.turns) == turns
    (again,) = await says(session, thread, "more")
    assert "1. منطقة 1" in plain(again.text or "")
    for written, meant in (("١٢", "منطقة 12"), ("3", "منطقة 3")):
        rasa.turns.clear()
        rasa.always(200, said(menu_of(REGIONS)))
        await says(session, thread, written)
        assert rasa.turns[-1]["request"]["entities"][0]["value"] == meant


async def test_a_page_leaves_the_question_open(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    rasa.always(200, said(menu_of(REGIONS)))
    await says(session, thread, "ابي موعد")
    await says(session, thread, "المزيد")
    assert (await reloaded(thread)).last_act == {"act": "appointment.ask", "data": {"question": "region"}}


async def test_more_means_what_it_says_where_there_is_one_page(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    rasa.always(200, said(menu_of(REGIONS[:5])))
    await says(session, thread, "ابي موعد")
    await says(session, thread, "المزيد")
    assert rasa.turns[-1]["text"] == "المزيد"


async def test_more_is_of_the_menu_that_has_more(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    """A short menu below the long one in the same answer has its own numbers, and no second page."""
    below = {**menu_of(["نعم", "لا"]), "act": "phone.whose", "data": {"to": "+9665•••••01"}}
    rasa.always(200, said(menu_of(REGIONS), below))
    first, last = await says(session, thread, "ابي موعد")
    assert "10. منطقة 10" in plain(first.text or "")
    assert "14. نعم" in plain(last.text or "")
    (second,) = await says(session, thread, "المزيد")
    assert plain(second.text or "").splitlines()[1:4] == ["11. منطقة 11", "12. منطقة 12", "13. منطقة 13"]
    for written, meant in (("13", "منطقة 13"), ("15", "لا")):
        rasa.turns.clear()
        rasa.always(200, said(menu_of(REGIONS), below))
        await says(session, thread, written)
        assert rasa.turns[-1]["request"]["entities"][0]["value"] == meant


async def laid_by(session: AsyncSession, thread: Conversation, state: DeliveryState, priority: int = 5) -> int:
    message = Message(conversation_id=thread.id, direction=Direction.OUT, state=MessageState.SENT, act="menu", text="?")
    session.add(message)
    await session.flush()
    delivery = Delivery(
        message_id=message.id, contact_id=thread.contact_id, channel=Channel.WHATSAPP, text="الخبر", state=state, priority=priority
    )
    session.add(delivery)
    await session.commit()
    return delivery.id


async def test_what_waited_is_sent_before_the_answer(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    held = await laid_by(session, thread, DeliveryState.HELD)
    await says(session, thread, "سلام")
    async with transaction() as own:
        released = await own.get_one(Delivery, held)
        order = list(await own.scalars(select(Delivery.id).order_by(Delivery.priority, Delivery.id)))
    assert (released.state, released.priority) == (DeliveryState.QUEUED, 0)
    assert order[0] == held


@pytest.mark.parametrize(("priority", "state"), [(5, DeliveryState.DEAD), (0, DeliveryState.QUEUED)])
async def test_the_word_that_ends_messages_brings_none_of_those_that_waited(
    session: AsyncSession, thread: Conversation, rasa: Rasa, priority: int, state: DeliveryState
) -> None:
    """An answer that came too late for the window is wanted all the same."""
    held = await laid_by(session, thread, DeliveryState.HELD, priority)
    await says(session, thread, "إيقاف")
    async with transaction() as own:
        assert (await own.get_one(Delivery, held)).state is state


async def test_the_button_of_a_template_is_answered_with_the_news_alone(
    session: AsyncSession, thread: Conversation, rasa: Rasa
) -> None:
    await laid_by(session, thread, DeliveryState.HELD)
    assert await says(session, thread, "عرض الرسالة", data={"reads": True}) == []
    assert rasa.turns == []


async def test_what_waits_is_sent_also_where_a_person_answers(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    held = await laid_by(session, thread, DeliveryState.HELD)
    own = await session.get_one(Conversation, thread.id)
    own.answered_by, own.agent_name = AnsweredBy.PERSON, "سارة"
    await session.commit()
    await says(session, thread, "سلام")
    async with transaction() as fresh:
        assert (await fresh.get_one(Delivery, held)).state is DeliveryState.QUEUED


async def contact_of(thread: Conversation) -> Contact:
    async with transaction() as own:
        return await own.get_one(Contact, thread.contact_id)


async def events() -> list[tuple[Consent, ConsentSource]]:
    async with transaction() as own:
        return [(one.consent, one.source) for one in await own.scalars(select(ConsentEvent).order_by(ConsentEvent.id))]


@pytest.mark.parametrize("word", ["STOP", "stop", "Stop.", "إيقاف", "ايقاف", "إلغاء الاشتراك", "الغاء الإشتراك", "UNSUBSCRIBE", "أوقف الرسائل", "stopall"])
async def test_a_word_ends_what_nobody_asked_for(session: AsyncSession, thread: Conversation, rasa: Rasa, word: str) -> None:
    await says(session, thread, word)
    assert (await contact_of(thread)).opted_out_at is not None
    assert await events() == [(Consent.WITHDRAWN, ConsentSource.WORD)]
    assert rasa.turns[-1]["request"] == {"intent": "unsubscribe", "entities": []}


@pytest.mark.parametrize("word", ["START", "اشتراك", "subscribe", "تفعيل الرسائل", "ابدأ"])
async def test_a_word_resumes_it(session: AsyncSession, thread: Conversation, rasa: Rasa, word: str) -> None:
    await says(session, thread, "STOP")
    await says(session, thread, word)
    assert (await contact_of(thread)).opted_out_at is None
    assert await events() == [(Consent.WITHDRAWN, ConsentSource.WORD), (Consent.GIVEN, ConsentSource.WORD)]


@pytest.mark.parametrize("words", ["أريد إيقاف الخدمة المكررة", "please stop asking", "متى إيقاف المعاش", "start"])
async def test_the_word_within_a_sentence_is_a_sentence(session: AsyncSession, thread: Conversation, rasa: Rasa, words: str) -> None:
    await says(session, thread, words)
    assert await events() == []
    assert rasa.turns[-1]["text"] == words


@pytest.mark.parametrize(("word", "ended"), [("الغاء", False), ("cancel", False), ("STOP", True)])
async def test_in_a_task_a_word_that_leaves_it_leaves_it(
    session: AsyncSession, thread: Conversation, rasa: Rasa, word: str, ended: bool
) -> None:
    rasa.always(200, said(menu_of(REGIONS[:3])))
    await says(session, thread, "ابي موعد")
    await says(session, thread, word)
    assert bool(await events()) is ended


async def test_a_word_that_is_the_same_everywhere_says_nothing_of_the_language(
    session: AsyncSession, thread: Conversation, rasa: Rasa
) -> None:
    await says(session, thread, "سلام")
    await says(session, thread, "STOP")
    assert (await reloaded(thread)).language == "ar"


async def test_the_word_holds_also_when_nobody_can_answer(session: AsyncSession, thread: Conversation, rasa: Rasa) -> None:
    rasa.always(503, {"error": "away"})
    await says(session, thread, "STOP")
    assert (await contact_of(thread)).opted_out_at is not None
    assert dialogue.client() is not None


@pytest.mark.parametrize(
    "written",
    ["STOP", "Stop.", "إِيقَاف!", "ايقـــاف", "مابي رسايل", "ابغى الغي الاشتراك", "لا ترسلون", "Don't text me", "إيقاف", "وقفوا الرسائل", "أوقفوا الرسائل!", "إلغاء الاشتراك", "لا ترسلون لي رسائل", "ستوب", "unsubscribe"],
)
def test_a_word_that_ends_messages_does_on_every_channel_that_carries_them(written: str) -> None:
    assert consent_in(written, pushes=True, in_task=True, withdrawn=False) is Consent.WITHDRAWN


@pytest.mark.parametrize(("written", "withdrawn"), [("START", True), ("اشتراك", False), ("اشترك", False), ("رجعوا الرسائل", False), ("ابدأ", True)])
def test_a_word_that_brings_messages_back(written: str, withdrawn: bool) -> None:
    assert consent_in(written, pushes=True, in_task=False, withdrawn=withdrawn) is Consent.GIVEN


@pytest.mark.parametrize(
    "written",
    [
        "أوقفوا معاشي", "وقفوا عني", "stop it now please", "ليش وقفوا الضمان", "وقفوا معاشي بدون سبب", "أريد إيقاف الخدمة المكررة", "الغاء موعدي", "وقف الضمان عني",
        "stop my pension", "start", "ابدا من جديد", "اشتراك الكهرباء", "ما وصلتني رسائل", "لا ترسلون لي المعاش",
    ],
)  # fmt: skip
def test_what_speaks_of_something_else_ends_nothing(written: str) -> None:
    assert consent_in(written, pushes=True, in_task=False, withdrawn=False) is None


async def test_pages_are_turned_back_too_and_then_all_has_been_shown(
    session: AsyncSession, thread: Conversation, rasa: Rasa
) -> None:
    rasa.always(200, said(menu_of(REGIONS)))
    await says(session, thread, "ابي موعد")
    (second,) = await says(session, thread, "المزيد")
    assert "السابق" in (second.text or "")
    (first,) = await says(session, thread, "السابق")
    assert "1. منطقة 1" in plain(first.text or "")
    assert first.data["page"] == 1
    (asked,) = await says(session, thread, "السابق")
    assert asked.act == "appointment.ask", "before the first page there is none: the dialogue is asked"


async def test_news_that_was_read_before_is_told_to_be_all(
    session: AsyncSession, thread: Conversation, rasa: Rasa
) -> None:
    (told,) = await says(session, thread, "قراءة الرسالة", data={"reads": True})
    assert told.act == "news.none"
    assert rasa.turns == []
