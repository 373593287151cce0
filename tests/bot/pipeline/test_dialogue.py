"""Asking Rasa: what it is told, and what counts as no answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.pipeline import dialogue
from bot.pipeline.context import DialogueUnavailable
from tests.bot.pipeline.conftest import MakeTurn
from tests.bot.rasa import SILENCE, Rasa, asking, said
from tests.conftest import INTERNAL_SECRET


async def test_rasa_is_told_who_writes_what_and_when(make_turn: MakeTurn, rasa: Rasa) -> None:
    turn = await make_turn("متى ينزل الضمان")
    await dialogue.ask(turn)
    (body,) = rasa.turns
    assert body["conversation"] == str(turn.conversation.id)
    assert body["message_id"] == str(turn.message.id)
    assert body["text"] == "متى ينزل الضمان"
    assert body["metadata"]["now"] == turn.now.isoformat()
    assert "request" not in body


async def test_a_request_is_handed_on_in_place_of_a_text(make_turn: MakeTurn, rasa: Rasa) -> None:
    turn = await make_turn("نعم")
    turn.request = {"intent": "affirm", "entities": []}
    await dialogue.ask(turn)
    assert rasa.turns[0]["request"] == turn.request
    assert "text" not in rasa.turns[0]


async def test_rasa_knows_us_by_the_secret_we_share(make_turn: MakeTurn, rasa: Rasa) -> None:
    await dialogue.ask(await make_turn())
    assert rasa.headers[0][dialogue.INTERNAL_HEADER.lower()] == INTERNAL_SECRET


async def test_the_answers_are_the_replies_of_the_turn(make_turn: MakeTurn, rasa: Rasa) -> None:
    rasa.always(200, said("goodbye", "thanks"))
    turn = await make_turn()
    await dialogue.ask(turn)
    assert [reply["act"] for reply in turn.replies] == ["goodbye", "thanks"]


@pytest.mark.parametrize(
    ("status", "body", "is_fault"),
    [
        (200, SILENCE, True),
        (200, {"ok": False, "messages": []}, True),
        (500, {"ok": False, "error": "fault"}, True),
        (503, {"ok": False, "error": "actions_away"}, False),
        (500, {}, False),
        (200, b"<html>", False),
        (502, b"", False),
    ],
)
async def test_what_is_no_answer_is_no_turn(
    make_turn: MakeTurn, rasa: Rasa, status: int, body: Any, is_fault: bool
) -> None:
    rasa.always(status, body)
    turn = await make_turn()
    with pytest.raises(DialogueUnavailable) as raised:
        await dialogue.ask(turn)
    assert raised.value.is_fault is is_fault
    assert turn.replies == []


async def test_nobody_listening_is_no_fault_of_the_message(make_turn: MakeTurn) -> None:
    turn = await make_turn()
    async with asking("http://127.0.0.1:9"):
        with pytest.raises(DialogueUnavailable) as raised:
            await dialogue.ask(turn)
    assert not raised.value.is_fault
