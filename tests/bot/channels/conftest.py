"""The real senders and the simulated providers, pointed at each other."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.simulator.magic import Plan
from bot.channels.telegram import client as telegram_client
from tests.bot.channels.simulator.served import Port, Providers, providers
from tests.bot.channels.twilio.conftest import read_anew

PUBLIC = "https://mueen.example.org"
WHATSAPP, SMS, SECRET = "+14155238886", "+15005550006", "a-secret-of-the-tests"


@pytest_asyncio.fixture
async def pointed(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Providers]:
    """The simulated providers, to which the senders are pointed."""
    async with Port().serving() as port, Port().serving() as back, providers(port, back) as opened:
        own = opened.world.credentials
        environment = {
            "PUBLIC_URL": PUBLIC,
            "TWILIO_ACCOUNT_SID": own.account_sid,
            "TWILIO_AUTH_TOKEN": own.auth_token,
            "TWILIO_API_URL": f"{opened.address}/twilio",
            "TWILIO_WHATSAPP_SENDER": WHATSAPP,
            "TWILIO_SMS_SENDER": SMS,
            "TWILIO_SMS_TWO_WAY": "true",
            "TWILIO_SMS_RATE": "1000",
            "TWILIO_WHATSAPP_RATE": "1000",
            "TELEGRAM_BOT_TOKEN": own.bot_token,
            "TELEGRAM_SECRET_TOKEN": SECRET,
            "TELEGRAM_API_URL": f"{opened.address}/telegram",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        opened.world.plan = Plan(())  # nobody listens for what becomes of the messages
        read_anew()
        yield opened
        await telegram_client.close()
    monkeypatch.undo()
    read_anew()
