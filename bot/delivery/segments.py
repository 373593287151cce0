"""How many parts an SMS is sent as, and paid for (GSM 03.38, 3GPP TS 23.038)."""

from __future__ import annotations

# The basic alphabet, and those of the second table, which take two places.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_SECOND = frozenset("\f^{}\\[~]|€")
_GSM_ALONE, _GSM_JOINED = 160, 153
_UCS2_ALONE, _UCS2_JOINED = 70, 67


def segments(text: str) -> int:
    """The number of parts; one letter outside GSM's alphabet (every Arabic one) makes all of them half as long."""
    if all(char in _BASIC or char in _SECOND for char in text):
        widths = [2 if char in _SECOND else 1 for char in text]
        return _parts(widths, _GSM_ALONE, _GSM_JOINED)
    return _parts([2 if ord(char) > 0xFFFF else 1 for char in text], _UCS2_ALONE, _UCS2_JOINED)


def _parts(widths: list[int], alone: int, joined: int) -> int:
    """A character of two places is never torn between parts."""
    if sum(widths) <= alone:
        return 1
    parts, room = 1, joined
    for width in widths:
        if width > room:
            parts, room = parts + 1, joined
        room -= width
    return parts
