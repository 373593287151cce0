"""Which of several choices a short answer picks («الثاني», "the first one", «٣»)."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_PLACES = {
    normalise(str(phrase)).text: int(place) for place, phrases in table("ordinals").items() for phrase in phrases
}


def place(text: str) -> int | None:
    """The place counted from one, -1 for the last; None where the whole message is no such answer."""
    return _PLACES.get(normalise(text).text)
