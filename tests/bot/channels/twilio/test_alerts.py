"""Failures of our webhooks are asked of Twilio and heard once; what else it noted is not ours."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from bot.channels.twilio.alerts import hear_alarms
from bot.delivery.models import ProviderAlarm
from tests.bot.channels.twilio.api import Api
from tests.bot.channels.twilio.conftest import ACCOUNT, PUBLIC, read_anew


def alert(sid: str, code: int, **told: Any) -> dict[str, Any]:
    at = "2026-11-22T10:00:00Z"
    usual = {"request_url": f"{PUBLIC}/twilio/messages?a=1", "log_level": "error", "request_variables": "Body=سر&From=+966500000001"}
    return {"sid": sid, "account_sid": ACCOUNT, "error_code": str(code), "date_generated": at, **usual, **told}


def noted(*alerts: dict[str, Any]) -> Any:
    meta = {"page": 0, "page_size": 200, "key": "alerts", "next_page_url": None}
    return lambda asked: (200, {"alerts": list(alerts), "meta": meta})


@pytest.mark.parametrize("code", [11200, 12300, 57012])
async def test_a_webhook_that_fails_is_an_alarm_once(
    session: AsyncSession, api: Api, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    api.answers = noted(alert("NO1", code), alert("NO2", code), alert("NO3", 63016))
    assert [await hear_alarms(), await hear_alarms()] == [2, 0]
    kept = list(await session.scalars(select(ProviderAlarm).order_by(ProviderAlarm.id)))
    assert [(one.source, one.code, one.about) for one in kept] == [("twilio", str(code), "NO1"), ("twilio", str(code), "NO2")]
    assert f"Twilio could not use our webhook /twilio/messages: {code}" in caplog.messages
    assert "سر" not in caplog.text
    assert "966500000001" not in caplog.text


async def test_the_last_hour_is_asked_for(session: AsyncSession, api: Api, clock: FrozenClock) -> None:
    api.answers = noted()
    assert await hear_alarms() == 0
    (asked,) = api.asked
    told = parse_qs(urlsplit(asked.path).query)
    assert urlsplit(asked.path).path == "/v1/Alerts"
    assert told["LogLevel"] == ["error"]
    assert told["EndDate"] == [f"{clock.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"]


@pytest.mark.parametrize("refusal", [(401, 20003), (500, None)])
async def test_alerts_out_of_reach_are_no_fault(session: AsyncSession, api: Api, refusal: tuple[int, int | None]) -> None:
    api.refuses(*refusal)
    assert await hear_alarms() == 0


async def test_without_an_account_nobody_is_asked(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch
) -> None:
    account.delenv("TWILIO_AUTH_TOKEN")
    read_anew()
    assert await hear_alarms() == 0
    assert api.asked == []
