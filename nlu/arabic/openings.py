"""What people tell of their life besides numbers: where they live, that nothing comes in, that a number is
a rough one, that they speak of somebody else."""

from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.numbers import add_number_words, numbers
from nlu.arabic.phrases import Phrases

_CLASSES = (
    "approximately",
    "at_home",
    "with_family",
    "alone",
    "no_income",
    "no_wage",
    "only_income",
    "of_another",
    "of_oneself",
    "for_another",
    "how_much",
    "instead",
)
_LEAST_RIYALS = 100


def roughly(text: str) -> str | None:
    """The part of a message that gives a rough number («… تقريبا الفين»); None where none is given so."""
    scan = _PHRASES.scan(text)
    hit = next(iter(scan.all("approximately")), None)
    if hit is None:
        return None
    after = text[hit.end :]
    return after if any(char.isalnum() for char in after) else text[: hit.start]


def asked_amounts(text: str) -> list[Decimal]:
    """Amounts right before "how much" («راتبي 3000 كم يطلع لي»), which in Arabic reads like kilometres."""
    scan = _PHRASES.scan(text)
    found = []
    for number in numbers(scan):
        asks = scan.at(number.last, "how_much")
        if number.value >= _LEAST_RIYALS and asks and scan.kind(asks.last) in {"word", "latin"}:
            found.append(number.value)
    return found


def replaced_numbers(text: str) -> list[Decimal]:
    """Numbers that no longer hold («3000 مو 2500»)."""
    scan = _PHRASES.scan(text)
    return [number.value for number in numbers(scan) if scan.at(number.first - 1, "instead") and number.first > 1]


def lives_at_home(text: str) -> bool:
    """Whether the person tells of a dwelling they live in."""
    return _holds(text, "at_home")


def lives_with_family(text: str) -> bool:
    """Whether that dwelling is the parents' or another relative's."""
    return _holds(text, "with_family")


def lives_alone(text: str) -> bool:
    """Whether the person lives by themselves."""
    return _holds(text, "alone")


def has_no_income(text: str) -> bool:
    """Whether nothing at all comes in."""
    return _holds(text, "no_income")


def has_no_wage(text: str) -> bool:
    """Whether nobody in the home works."""
    return _holds(text, "no_wage")


def is_only_income(text: str) -> bool:
    """Whether the income that was named is all there is."""
    return _holds(text, "only_income")


def is_about_another(text: str, *, names_relative: bool) -> bool:
    """Whether the case is that of somebody else («امي تستحق؟») and not of the one who writes."""
    hits = _PHRASES.scan(text).hits
    held = {name for at in hits for name in at}
    if "for_another" in held:
        return True
    return names_relative and "of_another" in held and "of_oneself" not in held


def _holds(text: str, name: str) -> bool:
    return any(name in hits for hits in _PHRASES.scan(text).hits)


def _compile() -> Phrases:
    phrases, data = Phrases(), table("openings")
    add_number_words(phrases)
    for name in _CLASSES:
        phrases.add(name, None, data[name])
    return phrases


_PHRASES = _compile()
