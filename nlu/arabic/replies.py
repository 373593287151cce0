"""Short answers to the assistant's own questions: nothing to add, change it, put me on the list, other times."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_LONGEST = 5  # words of an answer that begins with one of the phrases


def is_none(text: str) -> bool:
    """There is nothing to send."""
    return _says("none", text)


def is_edit(text: str) -> bool:
    """What was read back is to be changed."""
    return _says("edit", text)


def asks_for_waitlist(text: str) -> bool:
    return _holds("waitlist", text)


def asks_for_more(text: str) -> bool:
    """Other times than those that were shown."""
    return _holds("more", text)


def sign(text: str) -> str | None:
    """`affirm` or `deny` for a message of signs alone, None for any other."""
    bare = "".join(char for char in text if not (char.isspace() or char in _DRESSING))
    for name, signs in _SIGNS.items():
        if bare and all(char in signs for char in bare):
            return name
    return None


def _says(name: str, text: str) -> bool:
    """A short message that is, or begins with, one of the phrases."""
    normal = normalise(text).text
    if len(normal.split()) > _LONGEST:
        return False
    return any(normal == phrase or normal.startswith(phrase + " ") for phrase in _PHRASES[name])


def _holds(name: str, text: str) -> bool:
    padded = f" {normalise(text).text} "
    return any(f" {phrase} " in padded for phrase in _PHRASES[name])


_SIGNS = {"affirm": frozenset("".join(table("replies")["yes_signs"])), "deny": frozenset("".join(table("replies")["no_signs"]))}
# Skin tones and the mark that asks for a coloured picture.
_DRESSING = frozenset("\ufe0f\u200d" + "".join(map(chr, range(0x1F3FB, 0x1F400))))
_PHRASES = {name: frozenset(normalise(phrase).text for phrase in phrases) for name, phrases in table("replies").items()}
