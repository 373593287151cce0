"""Whether a message asks for nothing but the reasons of what was just said («ليش كذا», «كيف حسبتوها»)."""

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases

_PHRASES = Phrases()
for _name in ("why", "how", "beside"):
    _PHRASES.add(_name, True, table("reasons")[_name])
_MOST_WORDS = 10


def asks_how(text: str) -> bool:
    """True where every word is one of asking why or how, or stands beside such a word."""
    scan = _PHRASES.scan(text)
    words = {at for at, token in enumerate(scan.tokens) if any(char.isalnum() for char in token.text)}
    if len(words) > _MOST_WORDS or not (scan.all("why") or scan.all("how")):
        return False
    known = {at for name in ("why", "how", "beside") for hit in scan.all(name) for at in range(hit.first, hit.last)}
    return words <= known
