"""Short questions that do not name what they are about: «متى تنتهي» of a card that was just shown."""

from collections.abc import Mapping

from nlu.arabic.data import table
from nlu.arabic.lexer import lex

_MOST_WORDS = 6


def asked_of(matter: str, text: str) -> str | None:
    """Which request of ours the message is when it is about this matter (`card`, `benefit`, `appointment`); None where any
    word of it names something of its own, or nothing is asked."""
    words = [token.key for token in lex(text, _MOST_WORDS + 1)[1] if any(char.isalnum() for char in token.text)]
    if not words or len(words) > _MOST_WORDS:
        return None
    meant = _MEANT[matter]
    known = [_known(word, meant) for word in words]
    said = [word for word in known if word in meant]
    return meant[said[-1]] if said and None not in known else None


def _known(word: str, meant: Mapping[str, str]) -> str | None:
    """The word as the lexicon has it, without an "and" before it; None where it has it not."""
    spellings = (word, word.removeprefix("و"))
    return next((one for one in spellings if one in meant or one in _BESIDE), None)


def _keys(entries: list[str]) -> list[str]:
    return [token.key for entry in entries for token in lex(entry)[1]]


_TABLE = table("matters")
_BESIDE = frozenset(_keys(_TABLE["beside"]))
_MEANT = {
    matter: {word: request for request, entries in requests.items() for word in _keys(entries)}
    for matter, requests in _TABLE.items()
    if matter != "beside"
}
