"""Whether a webhook comes from Twilio: the library's check over the address that Twilio was given.

The address is built from PUBLIC_URL and the path, never from what the request says of itself. Without a token nothing passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

from actions.settings import settings
from bot.channels.twilio.settings import twilio_settings

type Form = ImmutableMultiDict[str, str]


def read_form(body: bytes) -> Form:
    """The fields as they were signed: blank ones too (a voice note has `Body=`). ValueError for what is no form."""
    return ImmutableMultiDict(
        parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=200)
    )


def is_signed(path: str, query: str, form: Form, headers: Mapping[str, str]) -> bool:
    """Whether this request is signed by our account. `path` and `query` are raw, as in the request line."""
    secret = _secret(headers.get(SIGNATURE_SETTINGS_HEADER, ""))
    signature = headers.get(SIGNATURE_HEADER, "")
    if not secret or not signature:
        return False
    url = settings().public_address + path + (f"?{query}" if query else "")
    algorithm = get_signature_algorithm(headers.get(SIGNATURE_SETTINGS_HEADER))
    return bool(RequestValidator(secret).validate(url, form, signature, algorithm))


def _secret(told: str) -> str | None:
    """The secret that the request must be signed with: that of the shared key it names, where one is set, else the token."""
    ours = twilio_settings()
    if told and ours.shared_key_secret is not None:
        named = next((value.strip() for name, _, value in _parts(told) if name.strip() == "key"), "")
        return ours.shared_key_secret.get_secret_value() if named in ("", ours.shared_key_sid) else None
    return ours.auth_token.get_secret_value() if ours.auth_token is not None else None


def _parts(told: str) -> list[tuple[str, str, str]]:
    return [part.partition("=") for part in told.split(",")]
