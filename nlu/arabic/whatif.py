"""What a message supposes of a household («ولو توظف ولدي بثلاثة آلاف؟»), and whether it takes a supposition back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic import answers, household, household_answers
from nlu.arabic.data import table
from nlu.arabic.income_answers import has_no_earnings
from nlu.arabic.numbers import Number, add_number_words, numbers
from nlu.arabic.phrases import Hit, Phrases, Scan
from nlu.arabic.relations import add_relations
from nlu.arabic.time_answers import days_abroad, length_of_time

_DATA = table("whatif")
_LISTS = (
    "supposing",
    "other_business",
    "half",
    "double",
    "to",
    "from",
    "instead",
    "people",
    "twins",
    "year",
    "joined",
    "asking",
)
_SHARES = (("half", Decimal("0.5")), ("double", Decimal(2)))
_THOUSAND = 1000
_LONGEST_UNDO = 6
_BACK = 3
_ASKED = 2
_AND = "\u0648"
_TO = "\u0644"  # lam, written together with what follows: to
_LEAST_RIYALS = 100
_OF_MONEY = frozenset({"starts_work", "stops_work", "retires", "rises", "falls", "becomes", "comes"})
_WEAK = frozenset({"becomes", "rises", "falls", "comes"})
"""Events that say nothing without what became, rose or fell."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that would be different. `kind` is a key of the lexicon's `event`.

    `income` is earned, unearned or general, where one is named; `relation` the relative of whom it is told;
    `amount` SAR a month, the new one where `is_target`, else the difference; `share` what an income is multiplied by;
    `people` how many are named; `days` a length of time.
    """

    kind: str
    income: str | None = None
    relation: str | None = None
    amount: Decimal | None = None
    is_target: bool = False
    share: Decimal | None = None
    people: int = 0
    days: int | None = None
    names_people: bool = False


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a message supposes: `since` is where in the text the supposing begins, None where nothing is supposed.

    `undo` is `last`, `all` or None; `is_other_business`: the message asks for something else than the amount.
    """

    since: int | None
    events: tuple[Event, ...]
    undo: str | None
    is_other_business: bool


def supposition(text: str, amounts: Sequence[Decimal | float] = ()) -> Supposition:
    """Read a message; `amounts` are those that were read in it as money."""
    scan = _PHRASES.scan(text)
    return Supposition(
        since=next((scan.tokens[hit.first].start for hit in scan.all("supposing")), None),
        events=tuple(_events(scan, [Decimal(str(amount)) for amount in amounts])),
        undo=_undo(scan),
        is_other_business=_holds(scan, "other_business"),
    )


def tells_fact(text: str, amounts: Sequence[Decimal | float] = ()) -> bool:
    """Whether a message names a fact of a household outright: an amount, people, a journey, property, no wage."""
    return (
        bool(amounts)
        or household.dependants(text) is not None
        or days_abroad(text, asked=False) is not None
        or household_answers.assets(text, asked=False) is not None
        or household_answers.shelter(text) is not None
        or has_no_earnings(text)
        or answers.correction(text) is not None
    )


def _events(scan: Scan, amounts: list[Decimal]) -> Iterator[Event]:
    hits = list(_apart(scan))
    money = _money(scan, amounts)
    for hit in hits:
        event = _event(scan, hit, hits, money)
        if event.kind not in _WEAK or _says_something(event):
            yield event


def _says_something(event: Event) -> bool:
    """Whether it is told what became, rose or fell."""
    counts = event.people > 0 and (event.names_people or event.kind == "comes")
    return event.income is not None or event.amount is not None or event.share is not None or counts


def _event(scan: Scan, hit: Hit, hits: list[Hit], money: list[tuple[Number, Decimal]]) -> Event:
    def mine(first: int) -> bool:
        return _owner(scan, hits, first) is hit

    relations = [found for found in scan.all("relation") if mine(found.first)]
    incomes = [found for found in scan.all("income") if mine(found.first)]
    told = [(number, value) for number, value in money if mine(number.first)]
    number, amount = _amount(scan, told)
    if hit.value == "starts_work" and len(told) > 1 and len(told) == len(relations):
        amount = sum((value for _, value in told), start=Decimal(0))  # each with a wage of their own
    shares = [share for name, share in _SHARES for found in scan.all(name) if mine(found.first)]
    start, end = _stretch(scan, hit, hits)
    words = scan.text[start:end]
    return Event(
        kind=hit.value,
        income=_income(incomes),
        relation=relations[0].value if relations else None,
        amount=amount,
        is_target=number is not None and _is_target(scan, number, hit),
        share=shares[0] if shares and amount is None else None,
        people=_people(scan, words, relations, mine),
        days=length_of_time(words),
        names_people=any(mine(found.first) for found in scan.all("people")) or household.dependants(words) is not None,
    )


def _apart(scan: Scan) -> Iterator[Hit]:
    """The events, none inside another; a weak one gives way to what else begins inside it."""
    end = 0
    for hit in scan.all("event"):
        asked = any(scan.at(place, "asking") for place in range(max(0, hit.first - _ASKED), hit.first))
        if hit.first >= end and not (asked and hit.value in _WEAK):
            end = hit.last
            yield hit


def _owner(scan: Scan, hits: list[Hit], place: int) -> Hit:
    """The event a word belongs to: the nearest; never one of the next clause ("my wage is 1500 and I have a baby")."""
    before = [hit for hit in hits if hit.first <= place]
    after = [hit for hit in hits if hit.first > place]
    if not before or not after:
        return before[-1] if before else after[0]
    last, next_ = before[-1], after[0]
    joined = scan.at(next_.first - 1, "joined") is not None and place < next_.first
    if _AND in next_.particles or joined:
        return last
    return next_ if next_.first - place < place - last.last + 1 else last


def _stretch(scan: Scan, hit: Hit, hits: list[Hit]) -> tuple[int, int]:
    """The part of the text around an event, up to the events beside it."""
    before = [other.last for other in hits if other.last <= hit.first]
    after = [other.first for other in hits if other.first >= hit.last]
    start = scan.tokens[max(before)].start if before else 0
    end = scan.tokens[min(after)].start if after else len(scan.text)
    return start, end


def _money(scan: Scan, amounts: list[Decimal]) -> list[tuple[Number, Decimal]]:
    """Where the amounts stand; what one says instead of ("rather than 2500") is left out.

    What alone could be a year ("2000") is an amount beside a word of work or income.
    """
    found = []
    of_money = any(hit.value in _OF_MONEY for hit in scan.all("event")) and not _holds(scan, "year")
    for number in numbers(scan):
        value = next((v for v in (number.value, number.value * _THOUSAND) if v in amounts), None)
        if value is None and of_money and number.value >= _LEAST_RIYALS and not scan.at(number.last, "span"):
            value = number.value
        if value is not None and not _before(scan, number, "instead"):
            found.append((number, value))
    return found


def _amount(scan: Scan, told: list[tuple[Number, Decimal]]) -> tuple[Number | None, Decimal | None]:
    """The amount of an event; where it is told from one to another, the other."""
    kept = [(number, value) for number, value in told if not (_before(scan, number, "from") and len(told) > 1)]
    return kept[-1] if kept else (None, None)


def _is_target(scan: Scan, number: Number, hit: Hit) -> bool:
    if hit.value == "becomes":
        return True
    if _TO in number.particles:
        return True
    return hit.value in ("rises", "falls") and _before(scan, number, "to")


def _before(scan: Scan, number: Number, name: str) -> bool:
    """Whether a phrase of a class ends right before a number."""
    return any(
        (hit := scan.at(first, name)) is not None and hit.last == number.first
        for first in range(max(0, number.first - _BACK), number.first)
    )


def _income(incomes: list[Hit]) -> str | None:
    kinds = [hit.value for hit in incomes if hit.value != "other"]
    return next((kind for kind in kinds if kind != "general"), kinds[0] if kinds else None)


def _people(scan: Scan, words: str, relations: list[Hit], mine: Callable[[int], bool]) -> int:
    if any(mine(hit.first) for hit in scan.all("twins")):
        return 2
    return household.counted(words) + len({hit.value for hit in relations})


def _undo(scan: Scan) -> str | None:
    """Only where it is nearly all that is said."""
    if sum(token.kind != "mark" for token in scan.tokens) > _LONGEST_UNDO:
        return None
    return next((hit.value for hit in scan.all("undo")), None)


def _holds(scan: Scan, name: str) -> bool:
    return any(name in hits for hits in scan.hits)


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    add_relations(phrases)
    for name in _LISTS:
        phrases.add(name, None, _DATA[name])
    for kind, entries in _DATA["event"].items():
        phrases.add("event", kind, entries)
    for kind, entries in _DATA["undo"].items():
        phrases.add("undo", kind, entries)
    for words in table("answers")["units"].values():
        phrases.add("span", None, words)
    income = table("answers")["income"]
    for kind in ("earned", "general", "unearned", "other"):
        phrases.add("income", kind, income[kind])
    return phrases


_PHRASES = _compile()
