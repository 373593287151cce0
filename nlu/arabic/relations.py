"""One identified relative: my son, her husband, the mother of the children (a wife). Not plurals, not whom one speaks to."""

from nlu.arabic.data import table
from nlu.arabic.message import Found, Message
from nlu.arabic.phrases import Hit, Phrases
from nlu.arabic.possessives import spelled

_TABLE = table("relations")
_ADDRESSED = frozenset(_TABLE["addressed"])
_BACK = 3


def add_relations(phrases: Phrases) -> None:
    """Put the relations and the words that go with them."""
    for code, entries in _TABLE["relation"].items():
        phrases.add("relation", code, spelled(entries))
    for code, entries in _TABLE["bare"].items():
        phrases.add("relation_bare", code, entries)
    for name in ("my_father", "my_father_before", "my_father_after", "possessor", "calling", "courtesy"):
        phrases.add(name, None, _TABLE[name])
    phrases.add("relation_between", None, _TABLE["between"])
    phrases.add("relation_void", None, _TABLE["void"])


def relations(message: Message) -> list[Found]:
    """Each relative."""
    scan = message.scan
    found = [Found("", "", hit.start, hit.end) for hit in scan.all("relation_void")]
    for place in scan.telling():
        hit = scan.at(place, "relation")
        if hit and not _is_called(message, hit):
            found.append(Found("relation", hit.value, hit.start, hit.end))
        elif hit is None:
            found.extend(_described(message, place) + _my_father(message, place))
            found.extend(_asked(message, place))
    return found


def _is_called(message: Message, hit: Hit) -> bool:
    """Spoken to: after "O", or right after thanks or a greeting."""
    scan = message.scan
    if scan.at(hit.first - 1, "calling"):
        return True
    courteous = any(
        (polite := scan.at(first, "courtesy")) and polite.last == hit.first for first in range(hit.first - _BACK, hit.first)
    )
    return courteous and hit.value in _ADDRESSED and hit.particles == "" and scan.kind(hit.last) in {"", "mark"}


def _described(message: Message, place: int) -> list[Found]:
    """My elderly mother."""
    scan = message.scan
    mine = scan.at(place, "possessor")
    hit = scan.at(place + 2, "relation_bare") if mine and scan.at(place + 1, "relation_between") else None
    return [Found("relation", hit.value, scan.tokens[place].start, hit.end)] if hit else []


def _my_father(message: Message, place: int) -> list[Found]:
    """The word that is also "I want"."""
    scan = message.scan
    hit = scan.at(place, "my_father")
    if hit is None:
        return []
    before = any(
        (told := scan.at(first, "my_father_before")) and told.last == place and not told.particles
        for first in range(max(0, place - _BACK), place)
    )
    written_with = hit.particles[-1:] not in {"", "\u0648"}  # "to my father" in one word; waw: and
    return (
        [Found("relation", "father", hit.start, hit.end)]
        if before or written_with or scan.at(hit.last, "my_father_after")
        else []
    )


def _asked(message: Message, place: int) -> list[Found]:
    """ "The mother", where the question was who."""
    hit = message.scan.at(place, "relation_bare") if message.expecting == "relation" else None
    return [Found("relation", hit.value, hit.start, hit.end)] if hit else []
