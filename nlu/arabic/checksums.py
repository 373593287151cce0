"""Check digits: of national and residence ids, and of IBANs."""

_LETTER_A = 10
_DOUBLED = str.maketrans("0123456789", "0246813579")  # the sum of the digits of the double


def is_id(digits: str) -> bool:
    """Ten ASCII digits, the first 1 (citizen) or 2 (resident), whose last is the Luhn check digit of the others."""
    if len(digits) != 10 or not digits.isdecimal() or digits[0] not in "12":
        return False
    return sum(map(int, digits[0::2].translate(_DOUBLED) + digits[1::2])) % 10 == 0


def is_iban(text: str) -> bool:
    """A Saudi IBAN without spaces, `SA` and 22 characters, that is 1 modulo 97 (ISO 7064)."""
    if len(text) != 24 or not text.startswith("SA") or not text.isascii() or not text.isalnum():
        return False
    moved = text[4:] + text[:4]
    return int("".join(char if char.isdecimal() else str(ord(char) - ord("A") + _LETTER_A) for char in moved)) % 97 == 1
