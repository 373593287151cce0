"""With what our side and the simulated providers know each other in a demonstration: made of the secret that our own
processes share, so that all of them have the same without being told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping

from actions.settings import settings
from bot.channels.simulator.app import TELEGRAM, TWILIO
from bot.channels.simulator.world import Credentials
from bot.channels.twilio.settings import SANDBOX

AT = "/demo/providers"
# Twilio's sandbox for WhatsApp, and its test number that can send.
WHATSAPP_SENDER, SMS_SENDER = SANDBOX, "+15005550006"
# Nobody is charged and no line is kept busy, so nothing has to wait.
RATE = "1000"


def credentials() -> Credentials:
    """Those of this installation. TWILIO_AUTH_TOKEN is used where it is set, because inbound messages are signed with it."""
    return made_of(settings().shared_secret(), os.environ.get("TWILIO_AUTH_TOKEN"))


def made_of(secret: bytes, auth_token: str | None = None) -> Credentials:
    """The credentials that belong to a shared secret."""

    def derived(purpose: bytes) -> bytes:
        return hmac.digest(secret, b"simulated provider " + purpose, hashlib.sha256)

    return Credentials(
        account_sid=f"AC{derived(b'account').hex()[:32]}",
        auth_token=auth_token or derived(b"token").hex()[:32],
        bot_token=f"700000001:{base64.urlsafe_b64encode(derived(b'bot')).decode()[:35]}",
    )


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The variables with which the real senders of a demonstration send to here, for what the operator did not set.

    Whoever sets TWILIO_ACCOUNT_SID (or another address for Twilio's API) sends through that account, and whoever sets
    TELEGRAM_BOT_TOKEN through that bot.
    """
    own, made = credentials(), dict[str, str]()
    if not given.get("TWILIO_ACCOUNT_SID") and not given.get("TWILIO_API_URL"):
        made |= {
            "TWILIO_API_URL": twilio_address(),
            "TWILIO_ACCOUNT_SID": own.account_sid,
            "TWILIO_AUTH_TOKEN": own.auth_token,
            "TWILIO_API_KEY_SID": "",
            "TWILIO_WHATSAPP_SENDER": WHATSAPP_SENDER,
            "TWILIO_SMS_SENDER": SMS_SENDER,
            "TWILIO_MESSAGING_SERVICE_SID": "",
            "TWILIO_SMS_TWO_WAY": "true",
            "TWILIO_WHATSAPP_RATE": RATE,
            "TWILIO_SMS_RATE": RATE,
        }
    if not given.get("TELEGRAM_BOT_TOKEN"):
        made |= {
            "TELEGRAM_BOT_TOKEN": own.bot_token,
            "TELEGRAM_API_URL": telegram_address(),
            # With an address of its own the assistant is brought updates and does not ask for them.
            "PUBLIC_URL": settings().public_address,
        }
    return made


def twilio_address() -> str:
    """Where the simulated Twilio answers, for the processes of this machine."""
    return f"http://127.0.0.1:{settings().port}{AT}{TWILIO}"


def telegram_address() -> str:
    """Where the simulated Bot API answers, for the processes of this machine."""
    return f"http://127.0.0.1:{settings().port}{AT}{TELEGRAM}"
