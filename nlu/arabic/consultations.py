"""What people say about a consultation beside its service, place and time: how, with whom, for whom, where it is."""

from __future__ import annotations

from functools import lru_cache

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise
from nlu.arabic.phrases import Phrases

_VALUED = ("medium", "mode")
_BARE = ("same_specialist", "other_specialist", "myself", "nearest", "next_week", "its_place", "all_places", "leaves_list")


@lru_cache(maxsize=256)
def spoken_of(text: str) -> dict[str, str | bool]:
    """What the text says of these, by the names of `consultations.yml`; what it does not say is not in it."""
    scan = _PHRASES.scan(text)
    said: dict[str, str | bool] = {name: hits[-1].value for name in _VALUED if (hits := scan.all(name))}
    said |= {name: True for name in _BARE if scan.all(name)}
    if "medium" in said:
        said["mode"] = "remote"
    return said


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
    for name in _VALUED:
        phrases.add_all(name, told[name])
    for name in _BARE:
        phrases.add(name, None, told[name])
    return phrases


_PHRASES = _compile()
