"""Fetching what people sent: with the account's credentials, from Twilio alone, and no more than is taken."""

from __future__ import annotations

import pytest

from bot.channels.errors import FileAway
from bot.channels.twilio.files import fetch
from bot.media.receiving import Rejected
from tests.bot.channels.twilio.api import Api
from tests.bot.channels.twilio.conftest import ACCOUNT, TOKEN, read_anew

MEDIA = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/ME1"


async def test_a_file_is_fetched_with_the_credentials_of_the_account(api: Api) -> None:
    api.answers = lambda _: b"OggS content"
    assert await fetch(MEDIA, 100) == b"OggS content"
    (asked,) = api.asked
    assert (asked.path, asked.user) == (MEDIA.removeprefix("https://api.twilio.com"), f"{ACCOUNT}:{TOKEN}")


async def test_an_api_key_is_used_where_there_is_one(api: Api, account: pytest.MonkeyPatch) -> None:
    account.setenv("TWILIO_API_KEY_SID", "SK1")
    account.setenv("TWILIO_API_KEY_SECRET", "key secret")
    read_anew()
    api.answers = lambda _: b"x"
    await fetch(MEDIA, 100)
    assert api.asked[0].user == "SK1:key secret"


async def test_a_file_that_is_too_large_is_not_read_to_its_end(api: Api) -> None:
    api.answers = lambda _: b"x" * 5000
    assert await fetch(MEDIA, 4999) is None


@pytest.mark.parametrize("status", [404, 429, 500, 503])
async def test_what_may_pass_is_tried_again(api: Api, status: int) -> None:
    api.refuses(status, None)
    with pytest.raises(FileAway):
        await fetch(MEDIA, 100)


@pytest.mark.parametrize("status", [401, 403, 410])
async def test_what_twilio_does_not_give_is_told_to_the_person(api: Api, status: int) -> None:
    api.refuses(status, 20003)
    with pytest.raises(Rejected):
        await fetch(MEDIA, 100)


@pytest.mark.parametrize(
    "url", ["https://evil.example.org/a", "http://api.twilio.com/a", "https://twilio.com.example.org/a", "file:///etc/passwd", "x", ""]
)
async def test_the_credentials_go_to_nobody_else(api: Api, account: pytest.MonkeyPatch, url: str) -> None:
    account.delenv("TWILIO_API_URL")
    read_anew()
    with pytest.raises(Rejected):
        await fetch(url, 100)
    assert api.asked == []


async def test_without_an_account_nothing_is_fetched(api: Api, account: pytest.MonkeyPatch) -> None:
    account.delenv("TWILIO_AUTH_TOKEN")
    read_anew()
    with pytest.raises(Rejected):
        await fetch(MEDIA, 100)
