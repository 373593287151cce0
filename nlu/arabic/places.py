"""Regions and cities by their many spellings. A city never implies its region; a bare shared name is what was asked for."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from nlu.arabic.data import rows, table
from nlu.arabic.message import Found, Message
from nlu.arabic.normaliser import normalise
from nlu.arabic.particles import ARTICLE, bare, readings
from nlu.arabic.phrases import Hit, Phrases

_LONG, _CLOSE = 5, 88
_SIZES = range(_LONG, 16)
_BACK = 4
_MAYBE = "_maybe"
_OPENING = ("\u0628", "\u0641", "\u0644")  # beh, feh, lam written before a name: in, to
_TABLE = table("places")
_NOT_PLACES = frozenset(normalise(word).text for word in _TABLE["not_places"])


def add_places(phrases: Phrases) -> None:
    """Put the gazetteer and the words that go with it."""
    for kind, code, sure, *careful in rows("places"):
        phrases.add(kind, code, _split(sure))
        if careful:
            phrases.add(kind + _MAYBE, code, _split(careful[0]))
    for name in ("region_head", "city_head", "region_tail", "city_tail", "here"):
        phrases.add(name, None, _TABLE[name])
    phrases.add("place_void", None, _TABLE["void"])


def _split(spellings: str) -> list[str]:
    return [spelling.strip() for spelling in spellings.split(",") if spelling.strip()]


def _names() -> dict[str, dict[str, str]]:
    """Normalised one-word Arabic names long enough for slips, without the article: what they are, and the code of each."""
    names: dict[str, dict[str, str]] = {}
    for kind, code, sure, *_ in rows("places"):
        for spelling in _split(sure):
            name = bare(normalise(spelling).text)
            if len(name) >= _LONG and " " not in name and not name.isascii():
                names.setdefault(name, {})[kind] = code
    return names


_NAMES = _names()
_CHOICES = tuple(_NAMES)


def places(message: Message) -> list[Found]:
    """Each region and city once said."""
    scan = message.scan
    found = [Found("", "", hit.start, hit.end) for hit in scan.all("place_void")]
    place = 0
    while place < len(scan.tokens):
        hits = [hit for kind in ("region", "city") if (hit := _hit(message, place, kind))]
        last = max((hit.last for hit in hits), default=place + 1)
        if hits:
            found.append(_which(message, {hit.name.removesuffix(_MAYBE): hit for hit in hits if hit.last == last}))
        else:
            found.extend(_slip(message, place))
        place = last
    return found


def _hit(message: Message, place: int, kind: str) -> Hit | None:
    """A name at a token; one that is also a common word only where a place is meant."""
    scan = message.scan
    hit = scan.at(place, kind)
    maybe = scan.at(place, kind + _MAYBE)
    if maybe and (hit is None or maybe.last > hit.last) and _is_meant(message, maybe):
        return maybe
    return hit


def _is_meant(message: Message, hit: Hit) -> bool:
    asked = message.expecting in {"region", "city"} or message.words == hit.last - hit.first
    told = any(_before(message, hit.first, name) for name in ("here", "city_head", "region_head"))
    return asked or told or hit.particles.endswith(_OPENING)


def _before(message: Message, place: int, name: str) -> Hit | None:
    """A phrase of a class that ends right before a token."""
    for first in range(place - 1, max(-1, place - _BACK), -1):
        hit = message.scan.at(first, name)
        if hit and hit.last == place:
            return hit
    return None


def _which(message: Message, hits: dict[str, Hit]) -> Found:
    """ "The region of" and "the city of" decide; then what was asked; a shared name by itself is the city."""
    hit = next(iter(hits.values()))
    heads = {kind: _before(message, hit.first, f"{kind}_head") for kind in ("region", "city")}
    tails = {kind: message.scan.at(hit.last, f"{kind}_tail") for kind in ("region", "city")}
    told = heads["region"] or tails["region"] or (message.expecting == "region" and not heads["city"])
    kind = "region" if "city" not in hits or (told and "region" in hits) else "city"
    head, tail, chosen = heads[kind], tails[kind], hits[kind]
    return Found(kind, chosen.value, head.start if head else chosen.start, tail.end if tail else chosen.end)


def _slip(message: Message, place: int) -> list[Found]:
    """A long name misspelt."""
    token = message.scan.tokens[place]
    if token.kind != "word" or token.key != token.text or message.scan.hits[place] or len(token.text) not in _SIZES:
        return []
    known = _close(token.text)
    if known is None:
        return []
    codes, taken = known
    kind = "region" if "city" not in codes or (message.expecting == "region" and "region" in codes) else "city"
    return [Found(kind, codes[kind], message.scan.folded.starts[token.at + taken], token.end)]


@lru_cache(maxsize=8192)
def _close(word: str) -> tuple[dict[str, str], int] | None:
    """What the name that a word nearly is stands for, and how many letters of particles stand before it."""
    for particles, rest in readings(word):
        name = bare(rest) if rest.startswith(ARTICLE) else rest
        if word in _NOT_PLACES or rest in _NOT_PLACES or len(name) < _LONG:
            continue
        match = process.extractOne(name, _CHOICES, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        if match and match[0][0] == name[0] and (match[0] == name or not _continues(match[0], name)):
            return _NAMES[match[0]], len(particles)
    return None


def _continues(name: str, word: str) -> bool:
    """One is the other and an ending: an adjective of the place, not a slip."""
    return name.startswith(word) or word.startswith(name)
