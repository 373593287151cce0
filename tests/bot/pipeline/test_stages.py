"""The stages around the dialogue: who answers, in which language, which choice, and what an answer changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.models import Attachment
from actions.clock import FrozenClock
from actions.dialogue.messages import Choice as Choices
from actions.dialogue.messages import Request
from bot.conversations.models import AnsweredBy, Choice, Conversation, Direction, Language, Message, MessageState
from bot.conversations.service import open_on_web
from bot.conversations.telling import tell
from bot.media.store import keep
from bot.pipeline import answered_by, choice, effects, language, media, runner, send
from bot.pipeline.context import Answered
from tests.bot.pipeline.conftest import MakeTurn
from tests.bot.rasa import Rasa, said

YES, NO = {"intent": "affirm", "entities": []}, {"intent": "deny", "entities": []}


async def ask(session: AsyncSession, here: Conversation, *options: tuple[str, dict[str, Any]]) -> list[str]:
    """An earlier turn whose answer offered these choices."""
    before = Message(conversation_id=here.id, direction=Direction.IN, state=MessageState.ANSWERED, text="قبل")
    session.add(before)
    await session.flush()
    question = Message(
        conversation_id=here.id, direction=Direction.OUT, state=MessageState.SENT, act="a", text="?", in_reply_to=before.id
    )
    session.add(question)
    await session.flush()
    values = [f"v{question.id}-{position}" for position in range(1, len(options) + 1)]
    for position, (value, (title, payload)) in enumerate(zip(values, options, strict=True), 1):
        session.add(
            Choice(
                value=value,
                message_id=question.id,
                conversation_id=here.id,
                position=position,
                title=title,
                payload=payload,
            )
        )
    await session.flush()
    return values


@pytest.mark.parametrize("who", [AnsweredBy.QUEUED, AnsweredBy.PERSON])
async def test_while_a_person_answers_the_assistant_is_silent(
    make_turn: MakeTurn, here: Conversation, clock: FrozenClock, rasa: Rasa, who: AnsweredBy
) -> None:
    here.answered_by, here.queued_at, here.agent_name = who, clock.now(), "سارة"
    turn = await make_turn()
    await runner.run(turn)
    assert (rasa.turns, turn.sent) == ([], [])
    assert turn.message.state is MessageState.ANSWERED


async def test_the_assistant_answers_where_no_person_does(make_turn: MakeTurn) -> None:
    await answered_by.stay_silent_for_a_person(await make_turn())


@pytest.mark.parametrize(
    ("text", "before", "chosen", "expected"),
    [
        ("متى ينزل الضمان", "ar", None, "ar"),
        ("when is it paid", "ar", None, "en"),
        ("when is it paid", "ar", "ar", "en"),
        ("متى ينزل الضمان", "en", None, "ar"),
        ("متى ينزل الضمان", "ar", "en", "en"),
        ("2000", "en", None, "en"),
        ("[id:aaaa2222]", "en", None, "en"),
        (None, "en", None, "en"),
    ],
)
async def test_the_answer_is_in_the_language_that_was_chosen_or_written(
    make_turn: MakeTurn, here: Conversation, text: str | None, before: str, chosen: str | None, expected: str
) -> None:
    here.language, here.chosen_language = Language(before), Language(chosen) if chosen else None
    turn = await make_turn(text)
    await language.choose(turn)
    assert turn.language == here.language == Language(expected)


async def test_a_typed_title_is_the_choice(session: AsyncSession, make_turn: MakeTurn, here: Conversation) -> None:
    await ask(session, here, ("نعم", YES), ("لا", NO))
    for written, meant in (("نعم", YES), ("  لا. ", NO)):
        turn = await make_turn(written)
        await choice.resolve(turn)
        assert turn.request == meant


async def test_other_words_are_no_choice(session: AsyncSession, make_turn: MakeTurn, here: Conversation) -> None:
    await ask(session, here, ("نعم", YES))
    for written in ("نعم ولكن", "", "...", None):
        turn = await make_turn(written)
        await choice.resolve(turn)
        assert turn.request is None


async def test_a_tapped_choice_that_stands_open_is_its_request(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    values = await ask(session, here, ("نعم", YES), ("لا", NO))
    turn = await make_turn(None, choice=values[1])
    await choice.resolve(turn)
    assert turn.request == NO


async def test_a_number_is_a_choice_where_choices_are_numbered(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    await ask(session, here, ("نعم", YES), ("لا", NO))
    for channel, meant in (("whatsapp", NO), ("web", None)):
        turn = await make_turn("٢", channel=channel)
        await choice.resolve(turn)
        assert turn.request == meant


async def test_a_title_counts_for_the_last_question_alone(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    await ask(session, here, ("نعم", YES))
    await ask(session, here, ("الرياض", NO))
    turn = await make_turn("نعم")
    await choice.resolve(turn)
    assert turn.request is None


async def test_an_answer_without_choices_closes_those_before_it(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    await ask(session, here, ("نعم", YES))
    await ask(session, here)
    turn = await make_turn("نعم")
    await choice.resolve(turn)
    assert turn.request is None


async def test_what_is_said_unasked_can_be_answered_and_leaves_the_question_before_it_open(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    [yes, _] = await ask(session, here, ("نعم", YES), ("لا", NO))
    take = Choices("choice.offer.take", Request("book_consultation", (("offer", "1"),)))
    await tell(session, here, "appointment.waitlist_left", {"reference": "WTL-1448-000016"}, [take.as_json()])
    typed, tapped = await make_turn("نعم، أريده"), await make_turn(choice=yes)
    await choice.resolve(typed)
    assert typed.request is not None
    assert typed.request["intent"] == "book_consultation"
    await choice.resolve(tapped)
    assert tapped.request == YES


async def test_choosing_a_language_holds_from_this_answer_on(make_turn: MakeTurn, here: Conversation) -> None:
    turn = await make_turn()
    turn.replies.append({"act": "language.changed", "data": {"language": "en"}})
    await effects.apply(turn)
    assert turn.language is here.language is here.chosen_language is Language.ENGLISH


async def test_whoever_asks_for_a_person_gets_the_next_place_in_the_queue(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation, clock: FrozenClock
) -> None:
    for minutes in (5, 9):
        other = await session.get_one(Conversation, (await open_on_web(session)).id)
        other.answered_by, other.queued_at = AnsweredBy.QUEUED, clock.now() - timedelta(minutes=minutes)
    await session.flush()
    turn = await make_turn()
    turn.replies.append({"act": "handoff.queued", "data": {"open": True}})
    await effects.apply(turn)
    assert turn.replies[0]["data"] == {"open": True, "position": 3}
    assert (here.answered_by, here.queued_at) == (AnsweredBy.QUEUED, clock.now())


async def test_the_last_reply_is_the_question_that_stands_open(make_turn: MakeTurn, here: Conversation) -> None:
    turn = await make_turn()
    turn.replies += [{"act": "greet"}, {"act": "appointment.ask", "data": {"question": "city", "secret": 1}}]
    await effects.apply(turn)
    assert here.last_act == {"act": "appointment.ask", "data": {"question": "city"}}
    assert here.last_seen_at == turn.now


async def test_silence_leaves_the_open_question_as_it_was(make_turn: MakeTurn, here: Conversation) -> None:
    here.last_act = {"act": "verify.ask_id", "data": {}}
    await effects.apply(await make_turn())
    assert here.last_act == {"act": "verify.ask_id", "data": {}}


async def test_a_document_becomes_an_attachment_and_an_answer(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation
) -> None:
    stored = await keep(session, here.id, b"%PDF-", "application/pdf")
    turn = await make_turn(None, media=[stored])
    await media.take(turn)
    kept = (await session.scalars(select(Attachment))).one()
    assert (kept.message_id, kept.case_id, kept.size) == (turn.message.id, None, 5)
    assert turn.request == {"intent": "inform", "entities": [{"entity": "attachment", "value": str(kept.id)}]}


async def test_a_voice_note_that_cannot_be_heard_is_answered_at_once(
    session: AsyncSession, make_turn: MakeTurn, here: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WHISPER_MODEL_DIR", raising=False)
    turn = await make_turn(None, media=[await keep(session, here.id, b"OggS", "audio/ogg")])
    with pytest.raises(Answered):
        await media.take(turn)
    assert turn.replies == [{"act": "speech.not_understood", "data": {"reason": "unavailable"}}]


@pytest.mark.parametrize(
    ("kind", "refused", "reply"),
    [
        ("audio/ogg", "unreadable", {"act": "speech.not_understood", "data": {"reason": "lost"}}),
        ("audio/ogg", "size", {"act": "speech.not_understood", "data": {"reason": "long"}}),
        ("image/png", "unreadable", {"act": "attachment.rejected", "data": {"reason": "unreadable"}}),
        ("", "type", {"act": "attachment.rejected", "data": {"reason": "type"}}),
    ],
)
async def test_of_a_voice_note_that_was_lost_no_paper_is_spoken(
    make_turn: MakeTurn, kind: str, refused: str, reply: dict[str, Any]
) -> None:
    turn = await make_turn(None, media=[{"refused": refused, "type": kind}])
    with pytest.raises(Answered):
        await media.take(turn)
    assert turn.replies == [reply]


async def test_each_choice_of_an_answer_can_be_tapped_by_a_value_of_its_own(
    session: AsyncSession, make_turn: MakeTurn
) -> None:
    turn = await make_turn()
    options = [{"label": f"choice.{name}", "data": {}, "request": request} for name, request in (("yes", YES), ("no", NO))]
    turn.replies.append({"act": "switch.confirm", "data": {"from": "book_consultation", "to": "show_card"}, "choices": options})
    await send.render_and_store(turn)
    (message,) = turn.sent
    stored = list(await session.scalars(select(Choice).order_by(Choice.position)))
    assert [one.payload for one in stored] == [YES, NO]
    assert [one["value"] for one in message.choices] == [one.value for one in stored]
    assert len({one.value for one in stored}) == 2


async def test_a_turn_runs_from_the_message_to_its_answer(make_turn: MakeTurn, rasa: Rasa) -> None:
    rasa.always(200, said("goodbye"))
    turn = await make_turn("bye bye my friend")
    await runner.run(turn)
    (answer,) = turn.sent
    assert (answer.act, answer.language, answer.in_reply_to) == ("goodbye", "en", turn.message.id)
    assert answer.text
    assert turn.message.state is MessageState.ANSWERED
