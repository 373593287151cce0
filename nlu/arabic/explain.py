"""Whether a message only asks for more of what was just told («وضح أكثر», "tell me more")."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_MORE = frozenset(normalise(phrase).text for phrase in table("explain")["more"])
_AROUND = frozenset(normalise(word).text for word in table("explain")["around"])
_LONGEST = 8


def asks_for_more(text: str) -> bool:
    """Whether nothing else is said. Whoever names something asks about that."""
    words = normalise(text).text.split()
    if not words or len(words) > _LONGEST:
        return False
    starts = [at for at in range(len(words)) if all(word in _AROUND for word in words[:at])]
    ends = [at for at in range(1, len(words) + 1) if all(word in _AROUND for word in words[at:])]
    return any(" ".join(words[start:end]) in _MORE for start in starts for end in ends if start < end)
