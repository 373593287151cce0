"""Links to single files, for whoever has the link, for a while: for providers that fetch what they carry, and for people on
channels that do not show a file."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID

from actions import clock
from actions.settings import settings

LIFETIME = timedelta(days=2)


def link_to(media: str | UUID, lifetime: timedelta = LIFETIME) -> str:
    """The whole address at which the file can be fetched until its time is over."""
    until = int((clock.now() + lifetime).timestamp())
    return f"{settings().public_address}/m/{media}/{until}/{_key(str(media), until)}"


def opens(media: UUID, until: int, key: str, now: datetime) -> bool:
    """Whether this is a link of ours and its time is not over."""
    return hmac.compare_digest(_key(str(media), until), key) and until > now.timestamp()


def _key(media: str, until: int) -> str:
    signed = hmac.digest(settings().shared_secret(), f"media {media} {until}".encode(), "sha256")
    return urlsafe_b64encode(signed[:15]).decode()
