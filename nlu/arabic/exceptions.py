"""Which exception from nationality somebody tells of («ارملة سعودي وعندي عيال»), by the codes of the rules (law art. 10)."""

from nlu.arabic.answer_words import is_denied
from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases

WIFE, WIDOW, CHILD = (
    "non_saudi_wife_of_saudi",
    "non_saudi_widow_or_divorcee_with_saudi_children",
    "children_of_saudi_widow_or_divorcee_from_non_saudi",
)
CARD_DISABILITY, CARD_ORPHAN, CARD_WIDOW = (
    "mobility_card_disability",
    "mobility_card_orphan",
    "mobility_card_widow_with_orphans",
)
_LISTS = ("negator", "except", "clause")


def exception(text: str, *, asked: bool = False) -> str | None:
    """The exception that the words make out whole; None where a part of it is not told. Where it was asked for, the part
    that tells it from the others is enough («ارملة»)."""
    scan = _PHRASES.scan(text)
    said = {name for name in _DATA if any(not is_denied(scan, hit) for hit in scan.all(name))}
    alone = bool(said & {"widow", "divorcee", "late_husband"})
    if "card" in said:
        return _of_card(said)
    if "saudi_mother" in said:
        return CHILD if asked or "mother_alone" in said or alone else None
    of_saudi = bool(said & {"of_saudi", "saudi_children", "wife_of_saudi"})
    if alone or said & {"of_saudi"}:
        mothers = bool(said & {"children", "saudi_children", "orphans"})
        return WIDOW if asked or (of_saudi and mothers) else None
    return WIFE if "wife_of_saudi" in said else None


def _of_card(said: set[str]) -> str | None:
    """Who holds a mobility card."""
    if said & {"widow", "late_husband"} and said & {"orphans", "children"}:
        return CARD_WIDOW
    if "disability" in said:
        return CARD_DISABILITY
    return CARD_ORPHAN if "orphan" in said else None


def _compile() -> Phrases:
    phrases = Phrases()
    for name, words in _DATA.items():
        phrases.add(name, None, words)
    answers = table("answers")
    for name in _LISTS:
        phrases.add(name, None, answers[name])
    return phrases


_DATA = table("exceptions")
_PHRASES = _compile()
