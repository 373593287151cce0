"""Phone numbers as people write them: which of them can get a text message with a code."""

from __future__ import annotations

import phonenumbers
from phonenumbers import PhoneNumberType

_REGION = "SA"
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def is_saudi_mobile(number: str) -> bool:
    """Whether a number (E.164) is a mobile of the Kingdom: codes to others cost what anybody could make us pay, and no
    file holds them."""
    read = phonenumbers.parse(number, _REGION)
    return phonenumbers.region_code_for_number(read) == _REGION and phonenumbers.number_type(read) in _MOBILE
