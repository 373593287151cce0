"""What is said to a status or a payment that was just shown: when it comes back, what to do, that its reason is wrong."""

from collections.abc import Collection

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases, Scan

RETURN, STEPS = "return", "steps"
INCOME, ABSENCE, PEOPLE = "income", "absence", "people"
_SUBJECTS = (INCOME, ABSENCE, PEOPLE)
_MOST_WORDS, _MOST_TO_DISPUTE = 8, 16


def asks_what_now(text: str) -> str | None:
    """`return` where it is asked when it comes back, `steps` where it is asked what to do; None for neither."""
    scan = _PHRASES.scan(text, _MOST_WORDS + 1)
    if len(scan.tokens) > _MOST_WORDS:
        return None
    return next((name for name in (RETURN, STEPS) if name in scan.present), None)


def disputes(text: str, subjects: Collection[str]) -> str | None:
    """Which of the subjects that were given as reasons is said to be wrong («دخلي ما تغير»); None for none of them. A bare
    word that it is wrong is about the first."""
    scan = _PHRASES.scan(text, _MOST_TO_DISPUTE + 1)
    if not subjects or len(scan.tokens) > _MOST_TO_DISPUTE:
        return None
    if not {"unchanged", "wrong"}.isdisjoint(scan.present):
        named = next((one for one in _SUBJECTS if one in subjects and one in scan.present), None)
        if named is not None:
            return named
    return next(iter(subjects)) if _is_bare(scan) else None


def _is_bare(scan: Scan) -> bool:
    known = {at for name in ("bare", "little") for hit in scan.all(name) for at in range(hit.first, hit.last)}
    words = {at for at, token in enumerate(scan.tokens) if any(char.isalnum() for char in token.text)}
    return "bare" in scan.present and words <= known


def _compile() -> Phrases:
    phrases = Phrases(mends=True)
    for name, entries in table("shown").items():
        phrases.add(name, None, entries)
    return phrases


_PHRASES = _compile()
