"""One character at a time: every spelling of a letter or digit folded to one.

The table is closed: folding a folded character changes nothing, which makes the normaliser idempotent.
"""

import unicodedata

# Letters that compatibility decomposition leaves alone. Written as escapes: a table of look-alikes cannot be read as glyphs.
_LETTERS = {
    "\u0621": "",  # hamza on the line
    "\u0629": "\u0647",  # teh marbuta -> heh
    "\u0649": "\u064a",  # alef maksura -> yeh
    "\u0671": "\u0627",  # alef wasla -> alef
    "\u0672": "\u0627",  # alef, wavy hamza above -> alef
    "\u0673": "\u0627",  # alef, wavy hamza below -> alef
    "\u0674": "",  # high hamza
    "\u0675": "\u0627",  # high hamza alef -> alef
    "\u0676": "\u0648",  # high hamza waw -> waw
    "\u0678": "\u064a",  # high hamza yeh -> yeh
    "\u0679": "\u062a",  # tteh -> teh
    "\u067e": "\u0628",  # peh -> beh
    "\u0686": "\u062c",  # tcheh -> jeem
    "\u0688": "\u062f",  # ddal -> dal
    "\u0691": "\u0631",  # rreh -> reh
    "\u0698": "\u062c",  # jeh -> jeem
    "\u06a4": "\u0641",  # veh -> feh
    "\u06a9": "\u0643",  # keheh -> kaf
    "\u06aa": "\u0643",  # swash kaf -> kaf
    "\u06ad": "\u0643",  # ng -> kaf
    "\u06af": "\u0642",  # gaf -> qaf: how Najd and Hijaz say qaf
    "\u06ba": "\u0646",  # noon ghunna -> noon
    "\u06be": "\u0647",  # heh doachashmee -> heh
    "\u06c1": "\u0647",  # heh goal -> heh
    "\u06c3": "\u0647",  # teh marbuta goal -> heh
    "\u06c6": "\u0648",  # oe -> waw
    "\u06c7": "\u0648",  # u -> waw
    "\u06c8": "\u0648",  # yu -> waw
    "\u06cb": "\u0648",  # ve -> waw
    "\u06cc": "\u064a",  # farsi yeh -> yeh
    "\u06cd": "\u064a",  # yeh with tail -> yeh
    "\u06d0": "\u064a",  # e -> yeh
    "\u06d2": "\u064a",  # yeh barree -> yeh
    "\u06d5": "\u0647",  # ae -> heh
    "\u06ee": "\u062f",  # dal with inverted v -> dal
    "\u06ef": "\u0631",  # reh with inverted v -> reh
    "\u0640": "",  # tatweel
    "\ufdfa": "\u0635",  # the blessing in one sign: eighteen letters if taken apart -> sad
    "\u20c1": "\u0631\u064a\u0627\u0644",  # the riyal sign of 2025 -> riyal
}
_MARKS = {
    "\u060c": ",",  # Arabic comma
    "\u066c": ",",  # Arabic thousands separator
    "\u066b": ".",  # Arabic decimal separator
    "\u061b": ";",
    "\u061f": "?",
    "\u066a": "%",
    "\u066d": "*",
    "\u06d4": ".",
    "\u2212": "-",
    "\u2044": "/",
    "\u2215": "/",
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u02bb": "'",
    "\u02be": "'",
    "\u02bf": "'",
    "`": "'",
    "\u00b4": "'",
}
_SILENT = {"Mn", "Me", "Cf", "Cc"}
_CACHED_BELOW = 0x10000  # a bound on the memory that hostile text can take


def _one(char: str) -> str:
    """A single decomposed character as text, keeping punctuation."""
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _MARKS:
        return _MARKS[char]
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in _SILENT:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if category == "Pd":
        return "-"
    if category[0] == "L":
        return char.lower()
    return char if char.isascii() else " "


def _fold(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    text = char
    for _ in range(4):  # a few rounds reach the fixed point: decompose, lower, decompose what lowering composed
        folded = "".join(map(_one, unicodedata.normalize("NFKD", text)))
        if folded == text:
            break
        text = folded
    return text


class _Table(dict[str, str]):
    """Character -> folded text, filled as characters are met."""

    def __missing__(self, char: str) -> str:
        folded = _fold(char)
        if ord(char) < _CACHED_BELOW:
            self[char] = folded
        return folded


FOLD = _Table()
"""Folded form of a character: a letter (Arabic unified, Latin small), ASCII digits or punctuation, a space, or nothing."""


def is_silent(char: str) -> bool:
    """What belongs to the letter before it and is dropped: vowel signs, tatweel, a hamza on the line."""
    return char in "\u0640\u0621" or unicodedata.category(char) in {"Mn", "Me"}
