"""When and where somebody wants to be called."""

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases


def part(text: str) -> str | None:
    """`morning`, `afternoon` or `any`; None where no time of the day is told."""
    hits = _PHRASES.scan(text).all("part")
    return hits[0].value if hits else None


def is_same(text: str) -> bool:
    """Whether the number that is known will do."""
    return bool(_PHRASES.scan(text).all("same"))


def _compile() -> Phrases:
    phrases, data = Phrases(), table("callbacks")
    phrases.add_all("part", data["part"])
    phrases.add("same", None, data["same"])
    return phrases


_PHRASES = _compile()
