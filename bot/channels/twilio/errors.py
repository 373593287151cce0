"""Twilio's errors and what is done about them (`errors.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from twilio.base.exceptions import TwilioRestException

from bot.channels.errors import ProviderError, Remedy

_TOO_MANY, _SERVER = 429, 500


def remedy_of(code: str | int | None) -> Remedy | None:
    """What the code of an error asks for; None for one that nobody listed."""
    return _remedies().get(str(code))


def refused(error: TwilioRestException) -> ProviderError:
    """Twilio's refusal in our words: by its code, or where that says nothing by the status."""
    code = str(error.code or error.status)
    passes = error.status == _TOO_MANY or error.status >= _SERVER
    return ProviderError(code, remedy=remedy_of(error.code) or (Remedy.RETRY if passes else Remedy.STOP))


@lru_cache(maxsize=1)
def alarms() -> frozenset[str]:
    """The codes that tell of our webhooks."""
    return frozenset(str(code) for code in _told()["alarm"])


@lru_cache(maxsize=1)
def _remedies() -> dict[str, Remedy]:
    return {str(code): Remedy(name) for name, codes in _told().items() if name in Remedy for code in codes}


def _told() -> dict[str, list[int]]:
    told: dict[str, list[int]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return told
