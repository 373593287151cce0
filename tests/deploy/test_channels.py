"""`./mueen channels check`: what is said of each state of the environment, and of what the providers answer."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.twilio import client as twilio_client
from bot.channels.twilio.settings import twilio_settings
from deploy.channels import telegram, twilio
from deploy.channels.__main__ import check, parsed, run
from deploy.channels.findings import Channel, State, printed
from tests.bot.channels.telegram.api import TOKEN, BotApi, running_api
from tests.bot.channels.telegram.conftest import environment

ACCOUNT, SERVICE = "AC" + "a" * 32, "MG" + "b" * 32
PUBLIC = "https://mueen.example"
ROOT = Path(__file__).parents[2]


@contextmanager
def variables(**told: str) -> Iterator[None]:
    """Only these variables, for a block."""
    none = dict.fromkeys(
        ("TELEGRAM_BOT_TOKEN", "TELEGRAM_SECRET_TOKEN", "PUBLIC_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL",
         "TWILIO_WHATSAPP_SENDER", "TWILIO_SMS_SENDER", "TWILIO_MESSAGING_SERVICE_SID", "TWILIO_SMS_TWO_WAY"), ""
    )  # fmt: skip
    with environment(**{**none, **told}):
        twilio_settings.cache_clear()
        twilio_client.forget_client()
        yield
    twilio_settings.cache_clear()
    twilio_client.forget_client()


@pytest_asyncio.fixture
async def bot_api() -> AsyncIterator[BotApi]:
    async with running_api() as started:
        yield started


def states(channel: Channel) -> dict[str, State]:
    return {finding.what: finding.state for finding in channel.findings}


def found(channel: Channel, part: str) -> State:
    """The state of the one finding that says this."""
    (state,) = [finding.state for finding in channel.findings if part in finding.what]
    return state


async def test_where_nothing_is_set_nothing_is_wrong_and_each_channel_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    with variables():
        assert await check([]) == 0
        assert await check(["telegram"]) == 1
    told = capsys.readouterr().out
    assert "@BotFather" in told
    assert "console.twilio.com" in told
    assert "not ready: Telegram" in told


async def test_a_bot_without_an_address_is_ready_because_a_worker_asks(bot_api: BotApi) -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=bot_api.address):
        channel = await telegram.look()
    assert channel.right
    assert found(channel, "asked for by a worker") is State.OK
    assert found(channel, "@mueen_demo_bot") is State.OK
    assert [call.method for call in bot_api.calls] == ["getMe", "getMe", "getWebhookInfo"]  # nothing is changed


@pytest.mark.parametrize("token", ["x", "123:short", "bot123456:" + "A" * 35, "123456:" + "A" * 20])
async def test_what_is_no_token_is_told_before_telegram_is_asked(token: str) -> None:
    with variables(TELEGRAM_BOT_TOKEN=token, TELEGRAM_API_URL="http://127.0.0.1:9"):
        channel = await telegram.look()
    assert [finding.state for finding in channel.findings] == [State.WRONG]


async def test_a_token_that_telegram_does_not_know_is_wrong(bot_api: BotApi) -> None:
    with variables(TELEGRAM_BOT_TOKEN="1234567:" + "A" * 35, TELEGRAM_API_URL=bot_api.address):
        channel = await telegram.look()
    assert found(channel, "does not know this token") is State.WRONG
    assert "A" * 35 not in printed(channel)


async def test_telegram_that_does_not_answer_is_no_fault_of_the_settings() -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9"):
        channel = await telegram.look()
    assert channel.right
    assert found(channel, "could not be asked") is State.NOTE


async def test_with_an_address_the_secret_is_needed(bot_api: BotApi) -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=bot_api.address, PUBLIC_URL=PUBLIC):
        channel = await telegram.look()
    assert found(channel, "TELEGRAM_SECRET_TOKEN") is State.MISSING
    assert f"webhook: {PUBLIC}/telegram" in states(channel)


@pytest.mark.parametrize("secret", ["has spaces", "ümlaut", "x" * 257])
async def test_a_secret_that_telegram_does_not_take_is_wrong(secret: str) -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, PUBLIC_URL=PUBLIC, TELEGRAM_SECRET_TOKEN=secret):
        assert telegram.configured()[-1].state is State.WRONG


@pytest.mark.parametrize(
    ("public", "state"),
    [
        ("http://mueen.example", State.WRONG),
        ("https://", State.WRONG),
        ("https://mueen.example?x=1", State.WRONG),
        ("https://mueen.example:8000", State.WRONG),
        ("https://mueen.example:8443/", State.OK),
        ("https://mueen.example/base/", State.OK),
    ],
)
async def test_the_address_is_one_that_telegram_can_reach(public: str, state: State) -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, PUBLIC_URL=public, TELEGRAM_SECRET_TOKEN="s"):
        assert telegram.configured()[2].state is state


async def test_the_webhook_is_set_and_then_right(bot_api: BotApi, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": bot_api.address, "PUBLIC_URL": PUBLIC, "TELEGRAM_SECRET_TOKEN": "s3cret"}
    with variables(**told):
        assert found(await telegram.look(), "knows no webhook") is State.WRONG
        assert await run(parsed(["telegram-webhook"])) == 0
        (set_,) = bot_api.of("setWebhook")
        assert set_["url"] == f"{PUBLIC}/telegram"
        assert set_["secret_token"] == "s3cret"
        assert "drop_pending_updates" not in set_
        assert found(await telegram.look(), "brings updates to this address") is State.OK
    assert bot_api.of("setMyCommands")
    assert "s3cret" not in capsys.readouterr().out


async def test_where_telegram_brings_updates_elsewhere_that_is_told(bot_api: BotApi) -> None:
    bot_api.webhook |= {"url": "https://old.example/telegram", "last_error_message": "Wrong response from the webhook: 403 Forbidden",
                        "last_error_date": 1795330800, "pending_update_count": 512}  # fmt: skip
    told = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": bot_api.address, "PUBLIC_URL": PUBLIC, "TELEGRAM_SECRET_TOKEN": "s"}
    with variables(**told):
        channel = await telegram.look()
    assert found(channel, "old.example") is State.WRONG
    assert found(channel, "403 Forbidden") is State.NOTE
    assert found(channel, "512 updates wait") is State.NOTE


async def test_without_an_address_there_is_no_webhook_to_set(bot_api: BotApi) -> None:
    with variables(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=bot_api.address):
        assert await run(parsed(["telegram-webhook"])) == 1
    assert bot_api.calls == []


@dataclass
class TwilioApi:
    """The parts of Twilio's API that are read, as its documentation has them."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    status: int = 200
    account: dict[str, Any] = field(default_factory=lambda: {"sid": ACCOUNT, "status": "active", "type": "Full"})
    senders: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    alerts: list[dict[str, Any]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked.append(f"{request.method} {path}")
        if path == "/v1/Alerts" and self.status == 200:
            return JSONResponse({"alerts": self.alerts, "meta": {"key": "alerts", "next_page_url": None}})
        if self.status != 200:
            return JSONResponse({"code": 20003, "message": "Authenticate", "status": self.status}, status_code=self.status)
        if path.endswith(f"/Accounts/{ACCOUNT}.json"):
            return JSONResponse(self.account)
        if path.endswith("/IncomingPhoneNumbers.json"):
            return JSONResponse({"incoming_phone_numbers": self.numbers, "next_page_uri": None})
        if path == "/v2/Channels/Senders":
            return JSONResponse({"senders": self.senders, "meta": {"key": "senders", "next_page_url": None}})
        if path == f"/v1/Services/{SERVICE}":
            return JSONResponse({"sid": SERVICE, "friendly_name": "تنبيهات"})
        return JSONResponse({"code": 20404, "message": "not found", "status": 404}, status_code=404)


@pytest_asyncio.fixture
async def twilio_api() -> AsyncIterator[TwilioApi]:
    api = TwilioApi()
    app = Starlette(routes=[Route("/{path:path}", api.answer, methods=["GET", "POST", "PUT", "DELETE"])])
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        api.address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([bound]))
        while not server.started:
            await asyncio.sleep(0.005)
        yield api
        server.should_exit = True
        await serving


def account(api: TwilioApi, **more: str) -> dict[str, str]:
    own = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": "t", "TWILIO_API_URL": api.address, "PUBLIC_URL": PUBLIC}
    return {**own, **more}


async def test_in_production_a_sender_for_sms_is_missing(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api, MODE="production", VAULT_KEY="v" * 32, INTERNAL_SECRET="s" * 32)):
        _, sms = await twilio.look()
    assert found(sms, "TWILIO_SMS_SENDER") is State.MISSING


async def test_the_sandbox_is_right_for_whatsapp_and_texts_stay_here(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api, TWILIO_WHATSAPP_SENDER="+14155238886")):
        whatsapp, sms = await twilio.look()
    assert whatsapp.right
    assert found(whatsapp, "that is the sandbox") is State.NOTE
    assert f"webhook: {PUBLIC}/twilio/messages" in states(whatsapp)
    assert not sms.begun
    assert found(sms, "stay on this machine") is State.NOTE
    assert twilio_api.asked == [f"GET /2010-04-01/Accounts/{ACCOUNT}.json", "GET /v1/Alerts"]


async def test_it_is_told_who_takes_the_messages(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api)):
        assert found((await twilio.look())[0], f"messages go to {twilio_api.address}") is State.NOTE
    with variables(TWILIO_ACCOUNT_SID=ACCOUNT, TELEGRAM_BOT_TOKEN=TOKEN):
        assert found((await twilio.look())[0], "go to Twilio itself (https://api.twilio.com)") is State.OK
        assert [one.what for one in telegram.configured()][1] == "messages go to Telegram itself (https://api.telegram.org)"
    with variables():
        whatsapp, sms = await twilio.look()
        assert found(whatsapp, "a simulated Twilio") is found(sms, "a simulated Twilio") is State.NOTE
        assert "a simulated Telegram on this machine takes its place" in [one.what for one in telegram.configured()]


async def test_webhooks_that_twilio_could_not_use_are_told(twilio_api: TwilioApi) -> None:
    twilio_api.alerts = [{"sid": f"NO{n}", "error_code": code} for n, code in enumerate(("11200", "11200", "63016"))]
    with variables(**account(twilio_api, TWILIO_WHATSAPP_SENDER="+14155238886")):
        whatsapp, _ = await twilio.look()
    assert found(whatsapp, "could not use our webhooks 2 times in the last day: 11200") is State.NOTE
    assert whatsapp.right


async def test_senders_are_compared_with_those_of_the_account(twilio_api: TwilioApi) -> None:
    twilio_api.senders = [{"sid": "XE1", "sender_id": "whatsapp:+966800000000", "status": "OFFLINE"}]
    told = account(twilio_api, TWILIO_WHATSAPP_SENDER="+966800000000", TWILIO_MESSAGING_SERVICE_SID=SERVICE)
    with variables(**told):
        whatsapp, sms = await twilio.look()
        assert found(whatsapp, "the WhatsApp sender is OFFLINE") is State.WRONG
        assert found(sms, "تنبيهات") is State.OK
        twilio_api.senders[0]["status"] = "ONLINE"
        assert (await twilio.look())[0].right
        twilio_api.senders = []
        assert found((await twilio.look())[0], "no WhatsApp sender of this account") is State.WRONG
    assert all(line.startswith("GET ") for line in twilio_api.asked)


async def test_a_number_for_sms_is_one_of_the_account_that_sends(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api, TWILIO_SMS_SENDER="+15005550006")):
        assert found((await twilio.look())[1], "no number of this account") is State.WRONG
        twilio_api.numbers = [{"sid": "PN1", "phone_number": "+15005550006", "capabilities": {"sms": True}}]
        assert (await twilio.look())[1].right


async def test_a_name_sends_and_cannot_receive(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api, TWILIO_SMS_SENDER="MUEEN")):
        assert (await twilio.look())[1].right
    with variables(**account(twilio_api, TWILIO_SMS_SENDER="MUEEN", TWILIO_SMS_TWO_WAY="true")):
        assert found((await twilio.look())[1], "cannot receive") is State.WRONG


@pytest.mark.parametrize("status", [401, 403])
async def test_wrong_credentials_are_told_and_nothing_more_is_asked(twilio_api: TwilioApi, status: int) -> None:
    twilio_api.status = status
    with variables(**account(twilio_api, TWILIO_WHATSAPP_SENDER="+966800000000")):
        whatsapp, _ = await twilio.look()
    assert found(whatsapp, "refuses the account's credentials") is State.WRONG
    assert len(twilio_api.asked) == 1


async def test_a_suspended_account_is_wrong_and_a_trial_is_told(twilio_api: TwilioApi) -> None:
    with variables(**account(twilio_api)):
        twilio_api.account["type"] = "Trial"
        assert found((await twilio.look())[0], "trial account") is State.NOTE
        twilio_api.account["status"] = "suspended"
        assert found((await twilio.look())[0], "the account is suspended") is State.WRONG


async def test_twilio_that_does_not_answer_is_no_fault_of_the_settings(twilio_api: TwilioApi) -> None:
    told = account(twilio_api, TWILIO_API_URL="http://127.0.0.1:9", TWILIO_WHATSAPP_SENDER="+14155238886")
    with variables(**told):
        whatsapp, _ = await twilio.look()
    assert whatsapp.right
    assert found(whatsapp, "could not be asked") is State.NOTE


async def test_an_account_half_set_says_what_is_missing() -> None:
    with variables(TWILIO_AUTH_TOKEN="t"):
        whatsapp, _ = await twilio.look()
    assert found(whatsapp, "TWILIO_ACCOUNT_SID is not set") is State.MISSING
    assert found(whatsapp, "PUBLIC_URL is not set") is State.MISSING
    assert found(whatsapp, "a simulated Twilio on this machine") is State.NOTE
    assert "t" not in [line.strip() for line in printed(whatsapp).splitlines()]


def test_every_variable_of_the_example_is_one_that_is_read() -> None:
    named = set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    from actions.settings import Settings
    from bot.channels.twilio.settings import TwilioSettings

    read = {name.upper() for name in Settings.model_fields} | {f"TWILIO_{name.upper()}" for name in TwilioSettings.model_fields}
    assert len(named) >= 8
    assert named <= read
