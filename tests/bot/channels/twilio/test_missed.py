"""Messages whose webhook never came are found in Twilio's list, once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.twilio.missed import find_missed
from bot.conversations.models import Message
from tests.bot.channels.twilio.api import Api, Asked
from tests.bot.channels.twilio.conftest import ACCOUNT, read_anew
from tests.bot.channels.twilio.test_webhooks import Receives
from tests.bot.channels.worker import all_taken_up
from tests.payloads import form, payload

BASE = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"


def listed(*messages: dict[str, Any]) -> Any:
    def answers(asked: Asked) -> tuple[int, Any]:
        if "/Media" in asked.path:
            return 200, {"media_list": [{"sid": "ME1", "uri": f"{BASE}/MM1/Media/ME1.json"}], "page": 0, "next_page_uri": None}
        return 200, {"messages": list(messages), "page": 0, "next_page_uri": None}

    return answers


def message(sid: str, **told: Any) -> dict[str, Any]:
    usual = {"direction": "inbound", "from": "whatsapp:+966500000001", "to": "whatsapp:+966115000000", "body": "سلام", "num_media": "0"}
    return {"sid": sid, "account_sid": ACCOUNT, **usual, **told}


async def texts(session: AsyncSession) -> list[str | None]:
    return list(await session.scalars(select(Message.text).order_by(Message.id)))


async def test_what_was_missed_is_taken_once(session: AsyncSession, api: Api, receives: Receives) -> None:
    await receives("whatsapp_text")
    known = form(payload("twilio/whatsapp_text"))["MessageSid"]
    api.answers = listed(message("SMnew2", body="وينكم؟"), message("SMnew1"), message(known), message("SMout", direction="outbound-api"))
    assert [await find_missed(), await find_missed()] == [2, 0]
    await all_taken_up()
    assert await texts(session) == ["متى ينزل الضمان؟", "سلام", "وينكم؟"]


async def test_files_of_a_missed_message_are_found_too(session: AsyncSession, api: Api) -> None:
    api.answers = listed(message("SMnew1", body="", num_media="1"))
    assert await find_missed() == 1
    await all_taken_up()
    (found,) = await session.scalars(select(Message))
    assert found.media == [{"reference": f"https://api.twilio.com{BASE}/MM1/Media/ME1"}]


@pytest.mark.parametrize("refusal", [(401, 20003), (500, None)])
async def test_a_list_out_of_reach_is_no_fault(session: AsyncSession, api: Api, refusal: tuple[int, int | None]) -> None:
    api.refuses(*refusal)
    assert await find_missed() == 0


async def test_without_an_account_nobody_is_asked(session: AsyncSession, api: Api, account: pytest.MonkeyPatch) -> None:
    account.delenv("TWILIO_ACCOUNT_SID")
    read_anew()
    assert (await find_missed(), api.asked) == (0, [])
