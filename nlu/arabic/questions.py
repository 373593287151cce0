"""Whether a message asks something, where any words could be an answer."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_OPENING = frozenset(normalise(word).text for word in table("questions")["opening"])
_REACH = 3  # a greeting or "and" may stand before the question word


def is_question(text: str) -> bool:
    """A question mark, or a question word among the first words."""
    if "?" in text or "\u061f" in text:
        return True
    words = normalise(text).text.split()[: _REACH + 1]
    pairs = [" ".join(pair) for pair in zip(words, words[1:])]
    return any(word in _OPENING for word in [*words[:_REACH], *pairs])
