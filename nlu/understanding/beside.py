"""Two things asked of one payment in one breath («كم بينزل لي ومتى»): neither half is a sentence, so no cut finds them."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.arabic.normaliser import normalise
from nlu.arabic.tokeniser import Word, tokens
from nlu.understanding.readings import Reading, Understood
from nlu.understanding.tables import table

_DATE, _AMOUNT = "ask_payment_date", "ask_my_payment"
_OF_PAYMENT = frozenset({_DATE, _AMOUNT, "faq/payment_day"})
_MOST_WORDS = 12


def both_of_payment(text: str, whole: Understood) -> list[tuple[int, int, Understood]]:
    """Its day and its amount, each with a place; empty where not both are asked. The day is first whatever the order: it is the
    same for all, and nobody must prove who they are to hear it."""
    if whole.ranking[0].label not in _OF_PAYMENT:
        return []
    words = tokens(text)
    if len(words) > _MOST_WORDS:
        return []
    amount, day = _first(words, "how_much"), _first(words, "when")
    if amount is None or day is None or amount == day or _counts(words, amount):
        return []
    cut = words[max(amount, day)].start
    return [(0, cut, _read(_DATE, whole)), (cut, len(text), _read(_AMOUNT, whole))]


def _first(words: Sequence[Word], name: str) -> int | None:
    return next((at for at, word in enumerate(words) if word.text in _WORDS[name]), None)


def _counts(words: Sequence[Word], at: int) -> bool:
    """Whether days are counted («كم باقي») rather than riyals."""
    return any(word.text in _WORDS["counted"] for word in words[at + 1 : at + 2])


def _read(label: str, whole: Understood) -> Understood:
    reading = Reading(label, max(whole.ranking[0].confidence, _TOLD))
    others = [one for one in whole.ranking if one.label != label]
    return whole._replace(intent=reading, ranking=[reading, *others])


_TOLD = 0.9
"""Question words that stand there are no guess."""
_WORDS = {name: frozenset(normalise(word).text for word in words) for name, words in table("beside").items()}
