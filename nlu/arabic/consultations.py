"""What people say about a consultation beside its service, place and time: how, with whom, for whom, where it is."""

from __future__ import annotations

from functools import lru_cache

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise
from nlu.arabic.phrases import Hit, Phrases, Scan

_VALUED = ("medium", "mode")
_BACK = 3
_BARE = ("same_specialist", "other_specialist", "myself", "nearest", "next_week", "its_place", "all_places", "leaves_list")


@lru_cache(maxsize=256)
def spoken_of(text: str) -> dict[str, str | bool]:
    """What the text says of these, by the names of `consultations.yml`; what it does not say is not in it."""
    scan = _PHRASES.scan(text)
    said: dict[str, str | bool] = {name: value for name in _VALUED if (value := _way(scan, name))}
    said |= {name: True for name in _BARE if scan.all(name)}
    if "medium" in said:
        said["mode"] = "remote"
    return said


def _way(scan: Scan, name: str) -> str | None:
    """The way that is told last; where the only one is refused («مو حضوري»), the other one."""
    hits = scan.all(name)
    kept = [hit.value for hit in hits if not _is_refused(scan, hit)]
    if kept or not hits:
        return kept[-1] if kept else None
    return next(way for way in _WAYS[name] if way != hits[-1].value)


def _is_refused(scan: Scan, hit: Hit) -> bool:
    return any((no := scan.at(first, "not")) and no.last == hit.first for first in range(max(0, hit.first - _BACK), hit.first))


def is_for(text: str, start: int) -> bool:
    """Whether the relative named at `start` is whom something is for ("for my mother", «لأمي», «حق ولدي»)."""
    before = text[:start]
    if before.endswith(_LI):
        return len(before) == 1 or not before[-2].isalpha() or before[-2] == _WA
    words = normalise(before).text.split()
    return bool(words) and words[-1] in _FOR


_LI, _WA = "\u0644", "\u0648"  # lam: to, for; waw: and
_FOR = frozenset(normalise(word).text for word in table("consultations")["for"])


def _compile() -> Phrases:
    phrases, told = Phrases(), table("consultations")
    refusals = table("appointment_times")
    for name in ("not_next", "not_wanted", "not_able"):
        phrases.add("not", None, refusals[name])
    for name in _VALUED:
        phrases.add_all(name, told[name])
    for name in _BARE:
        phrases.add(name, None, told[name])
    return phrases


_WAYS = {name: tuple(table("consultations")[name]) for name in _VALUED}
_PHRASES = _compile()
