"""With what our side and the simulated providers know each other in a demonstration: made of the secret that our own
processes share, so that all of them have the same without being told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from actions.settings import settings
from bot.channels.simulator.app import TELEGRAM, TWILIO
from bot.channels.simulator.world import Credentials

AT = "/demo/providers"


def credentials() -> Credentials:
    """Those of this installation. TWILIO_AUTH_TOKEN is used where it is set, because inbound messages are signed with it."""
    return Credentials(
        account_sid=f"AC{_derived(b'account').hex()[:32]}",
        auth_token=os.environ.get("TWILIO_AUTH_TOKEN") or _derived(b"token").hex()[:32],
        bot_token=f"700000001:{base64.urlsafe_b64encode(_derived(b'bot')).decode()[:35]}",
    )


def twilio_address() -> str:
    """Where the simulated Twilio answers, for the processes of this machine."""
    return f"http://127.0.0.1:{settings().port}{AT}{TWILIO}"


def telegram_address() -> str:
    """Where the simulated Bot API answers, for the processes of this machine."""
    return f"http://127.0.0.1:{settings().port}{AT}{TELEGRAM}"


def _derived(purpose: bytes) -> bytes:
    return hmac.digest(settings().shared_secret(), b"simulated provider " + purpose, hashlib.sha256)
