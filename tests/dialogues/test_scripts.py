"""Every script of tests/dialogues/scripts: what the person does, and what must come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialogues.officer import FILES, Officer, reference_of
from tests.stack import Stack, Talk, plain

SCRIPTS = Path(__file__).parent / "scripts"
PERSONAS = {
    p["key"]: p
    for p in yaml.safe_load((Path(__file__).parents[2] / "actions/demo/personas.yaml").read_text(encoding="utf-8"))
}


def load() -> list[Any]:
    cases = []
    for path in sorted(SCRIPTS.glob("*.yml")):
        for script in yaml.safe_load(path.read_text(encoding="utf-8")):
            cases.append(pytest.param(script, id=f"{path.stem}: {script['name']}"))
    return cases


@pytest.mark.parametrize("script", load())
def test_the_conversation_goes_as_written(stack: Stack, script: dict[str, Any]) -> None:
    converse(Talk(stack.address), script, stack)


def converse(talk: Talk, script: dict[str, Any], stack: Stack) -> None:
    """Does what the script says, turn by turn, and holds each answer against it."""
    for number, turn in enumerate(script["turns"], start=1):
        perform(talk, turn, stack)
        where = f"turn {number}: {turn} -> {[(m['act'], m['text']) for m in talk.last]}"
        if "acts" in turn:
            assert talk.acts == turn["acts"], where
        if "act" in turn:
            assert talk.acts[-1] == turn["act"], where
        assert not set(turn.get("not_acts", ())) & set(talk.acts), where
        for act, data in (turn.get("data") or {}).items():
            assert_within(data, talk.data(act), where)
        if "language" in turn:
            assert {message["language"] for message in talk.last} == {turn["language"]}, where
        for words in turn.get("text_has", []):
            assert any(words in plain(message["text"]) for message in talk.last), where
        for message in talk.last:
            assert message["text"].strip(), where


def perform(talk: Talk, turn: dict[str, Any], stack: Stack) -> None:
    """`say` writes, `tap` taps a title, `pick` the choice of that number, `id` writes a persona's id, `code` the code that was sent to them, `prove` both.

    `upload` sends a file (`with` words beside it); `officer` changes the case that was spoken of last, by the words of
    `python -m actions.cases move`, and waits for what the person is told of it; `done` marks the change or the request
    about data that was spoken of last, by the words of `python -m actions.profile done`; `notices` has those that are due
    told, by `python -m actions.notices`.
    """
    if "upload" in turn:
        talk.upload(*FILES[turn["upload"]], text=turn.get("with"))
    elif "officer" in turn:
        talk.last = [Officer(stack, talk).move(turn["officer"])]
    elif "notices" in turn:
        talk.last = Officer(stack, talk).notices()
    elif "done" in turn:
        talk.last = [Officer(stack, talk).finish(turn["done"])]
    elif "say" in turn:
        talk.say(turn["say"].replace("{reference}", reference_of(talk) if "{reference}" in turn["say"] else ""))
    elif "tap" in turn:
        talk.tap(turn["tap"])
    elif "pick" in turn:
        talk.send(choice=talk.last[-1]["choices"][turn["pick"] - 1]["value"])
    elif "id" in turn:
        talk.say(PERSONAS[turn["id"]]["national_id"])
    elif "code" in turn:
        talk.say(talk.code_sent_to(PERSONAS[turn["code"]]["phone"]))
    elif "prove" in turn:
        persona = PERSONAS[turn["prove"]]
        talk.prove(persona["national_id"], persona["phone"])
    elif "wrong_code" in turn:
        right = talk.code_sent_to(PERSONAS[turn["wrong_code"]]["phone"])
        talk.say("000000" if right != "000000" else "000001")
    else:
        raise KeyError(turn)


def assert_within(expected: Any, actual: Any, where: str) -> None:
    """What the script names must be so; what it does not name may be anything. `any` asks only that it is there."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            assert key in actual, (key, where)
            assert_within(value, actual[key], where)
    elif isinstance(expected, list):
        assert len(actual) >= len(expected), where
        for one, other in zip(expected, actual, strict=False):
            assert_within(one, other, where)
    elif expected != "any":
        assert actual == expected, where
    else:
        assert actual is not None, where
