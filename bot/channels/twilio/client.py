"""The real client of Twilio's REST API, with the account of the settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels.errors import ProviderError, Remedy
from bot.channels.twilio.settings import twilio_settings

# Less than the time for which a delivery is held by the one who sends it.
TIMEOUT = 10.0


class RedirectedHttpClient(TwilioHttpClient):
    """Asks another address that speaks Twilio's API: scheme and host change, path and query stay."""

    def __init__(self, address: str, **options: Any) -> None:
        super().__init__(**options)
        self._to = urlsplit(address.rstrip("/"))

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        asked = urlsplit(url)
        path = self._to.path + asked.path
        there = urlunsplit((self._to.scheme, self._to.netloc, path, asked.query, asked.fragment))
        return super().request(method, there, *args, **kwargs)


def client() -> Client:
    """One client a process, with its connections kept open. ProviderError where there is no account."""
    made = _client()
    if made is None:
        raise ProviderError("not_configured", remedy=Remedy.WAIT)
    return made


@lru_cache(maxsize=1)
def _client() -> Client | None:
    ours = twilio_settings()
    if ours.credentials is None:
        return None
    http = TwilioHttpClient(timeout=TIMEOUT) if ours.is_real else RedirectedHttpClient(ours.api_url, timeout=TIMEOUT)
    return Client(*ours.credentials, account_sid=ours.account_sid or None, http_client=http)


def forget_client() -> None:
    """The settings have changed."""
    _client.cache_clear()
