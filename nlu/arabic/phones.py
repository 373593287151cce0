"""Phone numbers to E.164: Saudi mobiles and landlines as people write them, and numbers of other countries with + or 00."""

import re
from functools import lru_cache

_MOBILE = re.compile(r"(?:00966|966)?0?(5\d{8})")
_LANDLINE = re.compile(r"(?:(?:00966|966)0?|0)(1[1-7]\d{7})")
_ABROAD = re.compile(r"00([1-9]\d{7,13})")
_LOCAL = 9  # digits of a Saudi number without its zero
_SPACED = {(2, 3, 4), (2, 7), (3, 3, 3), (1, 4, 4), (1, 8), (2, 2, 2, 3), (3, 2, 2, 2), (2, 3, 2, 2), (1, 2, 2, 2, 2)}


def phone(digits: str, *, plus: bool = False) -> str | None:
    """E.164 of ASCII digits (a plus sign before them or not), or None when they are no phone number."""
    mobile = _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)
    if mobile:
        return f"+966{mobile[1]}"
    if plus and len(digits) >= _LOCAL - 1:
        return _foreign(digits, sure=True)
    abroad = _ABROAD.fullmatch(digits)
    return _foreign(abroad[1], sure=False) if abroad else None


def is_bare(digits: str) -> bool:
    """A mobile without zero or country code: nine digits that could also be something else."""
    return len(digits) == _LOCAL


def spaced_like_a_phone(sizes: tuple[int, ...]) -> bool:
    """Whether groups of these sizes are how people space nine digits of a mobile."""
    return sizes in _SPACED or set(sizes) == {1}


def _has_such_a_length(digits: str) -> bool:
    """Whether a country of that code has numbers of about that length (a prefix of three digits at most may be written
    after the code): much cheaper than reading the number, and most are refused here."""
    length = len(digits)
    for size in (1, 2, 3):
        known = _lengths(digits[:size])
        if known:
            return not known.isdisjoint(range(length - size - 3, length - size + 1))
    return False


@lru_cache(maxsize=2048)
def _lengths(code: str) -> frozenset[int]:
    """Digits that numbers of a country code have without it; none where there is no such country."""
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(int(code))
    if region == phonenumbers.phonenumberutil.REGION_CODE_FOR_NON_GEO_ENTITY:
        known = phonenumbers.PhoneMetadata.metadata_for_nongeo_region(int(code))
    else:
        known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    general = known.general_desc if known else None
    return frozenset((*general.possible_length, *general.possible_length_local_only)) if general else frozenset()


def _foreign(digits: str, *, sure: bool) -> str | None:
    """A number of another country; `sure` when a plus sign says that it is one."""
    import phonenumbers

    if not _has_such_a_length(digits):
        return None
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    right = phonenumbers.is_possible_number(number) if sure else phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if right else None
