"""The contents that we ask Twilio to keep are ones that it takes, approves where it must, and shows."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.channels.simulator import twilio_content as simulated
from bot.channels.simulator.world import World
from bot.channels.twilio import __main__ as command
from bot.channels.twilio.client import client
from bot.channels.twilio.contents import definitions, is_template, variables
from tests.bot.channels.simulator.served import CREDENTIALS, Providers

CONTENTS = definitions()


@pytest.mark.parametrize("name", CONTENTS)
async def test_a_content_is_taken_shown_and_approved_where_it_has_to_be(name: str) -> None:
    world = World(CREDENTIALS)
    kept = await simulated.create(world, {"friendly_name": name, **CONTENTS[name]})
    if is_template(name):
        asked = {"name": name, "category": "UTILITY"}
        assert (await simulated.ask_approval(world, kept["sid"], asked))["status"] == "approved"
        return
    count = len(CONTENTS[name]["variables"]) - 1
    titles = ["خيار رقم ألف"] * count
    filled = variables({"kind": "buttons", "body": "أيها يناسبك؟", "titles": titles})
    shown = await simulated.filled(world, kept["sid"], json.dumps(filled))
    assert shown.text == "أيها يناسبك؟"
    assert [choice["id"] for choice in shown.choices] == [str(place) for place in range(1, count + 1)]
    assert shown.can_be_shown(approved=False)


async def test_the_command_makes_what_is_missing_and_asks_for_approval(pointed: Providers) -> None:
    account = client()
    made = await asyncio.to_thread(command.create, account, await asyncio.to_thread(command.there, account))
    assert set(made) == set(CONTENTS)
    assert await asyncio.to_thread(command.there, account) == made
    assert await asyncio.to_thread(command.create, account, made) == made, "nothing is made twice"
    standing = {name: await asyncio.to_thread(command.standing, account, name, sid) for name, sid in made.items()}
    assert {state for name, state in standing.items() if is_template(name)} == {"approved"}


async def test_what_is_too_long_to_be_shown_is_not() -> None:
    world = World(CREDENTIALS)
    kept = await simulated.create(world, {"friendly_name": "b", **CONTENTS["mueen_buttons_1_ar"]})
    shown = await simulated.filled(world, kept["sid"], json.dumps({"1": "أيها؟", "2": "ط" * 21}))
    assert not shown.can_be_shown(approved=False)
    assert shown.can_be_shown(approved=True)
