"""What a delivery costs, as far as the operator has told the prices; nothing is guessed.

The file (TWILIO_PRICES_FILE) lists prices with where and when they were read:

    currency: USD
    source: https://www.twilio.com/en-us/sms/pricing/sa
    read_on: 2026-11-01
    sms: {"+966": 0.0, "+1": 0.0}      # a segment, by the beginning of the number; the longest that fits counts
    whatsapp: {free: 0.0, template: 0.0}   # a message in the conversation, and an approved template
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import yaml

from actions.contacts.models import Channel, Contact
from actions.identity.vault import vault
from actions.settings import SettingsError
from bot.channels.capabilities import of_channel
from bot.channels.twilio.settings import twilio_settings
from bot.conversations.models import Delivery
from bot.delivery.segments import segments
from bot.delivery.window import passes


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one currency, and when and where somebody read them."""

    currency: str
    source: str
    read_on: date
    sms: dict[str, Decimal]
    whatsapp: dict[str, Decimal]

    def of(self, channel: Channel, phone: str, count: int, *, template: bool) -> Decimal | None:
        """The price of a message; None where none is told."""
        if channel is Channel.WHATSAPP:
            return self.whatsapp.get("template" if template else "free")
        fitting = [start for start in self.sms if phone.startswith(start)]
        return self.sms[max(fitting, key=len)] * count if fitting else None


def estimate(delivery: Delivery, contact: Contact, words: str) -> None:
    """Notes how many parts were sent and what they cost."""
    if of_channel(str(contact.channel)).brief:
        delivery.segments = segments(words)
    prices = read_prices(twilio_settings().prices_file)
    if prices is None or contact.address_sealed is None or contact.channel not in (Channel.SMS, Channel.WHATSAPP):
        return
    phone = vault().open(contact.address_sealed)
    delivery.cost = prices.of(contact.channel, phone, delivery.segments or 1, template=passes(delivery))
    delivery.cost_currency = prices.currency if delivery.cost is not None else None


@lru_cache(maxsize=4)
def read_prices(file: Path | None) -> Prices | None:
    """The operator's prices, read once; None where there are none. SettingsError for a file that cannot be used: the worker
    reads it at its start."""
    if file is None:
        return None
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        amounts = {
            name: {str(key): Decimal(str(price)) for key, price in (told.get(name) or {}).items()}
            for name in ("sms", "whatsapp")
        }
        return Prices(told["currency"], told["source"], told["read_on"], **amounts)
    except (OSError, yaml.YAMLError, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"TWILIO_PRICES_FILE cannot be used: {file}: {error!r}.") from error
