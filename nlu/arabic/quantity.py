"""The number a short answer gives («ثلاثة», "٤٥ يوم", "about 20")."""

from decimal import Decimal

from nlu.arabic.numbers import add_number_words, numbers
from nlu.arabic.phrases import Phrases


def first_number(text: str) -> Decimal | None:
    """The first number of a text, in digits or words of any register; None where there is none."""
    found = numbers(_PHRASES.scan(text))
    return found[0].value if found else None


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    return phrases


_PHRASES = _compile()
