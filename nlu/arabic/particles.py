"""What Arabic writes together with the next word: and, in, to, like, on the, this, the."""

from functools import lru_cache

from nlu.arabic.data import table

_DATA = table("particles")
_JOINED = tuple(_DATA["joined"])
_PREPOSITIONS = tuple(_DATA["prepositions"])
_TO_THE: str = _DATA["to_the"]
ARTICLE: str = _DATA["article"]
_BEFORE_ARTICLE = tuple(_DATA["before_article"])
_SHORTEST = 2  # letters that must remain


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Ways to read a word as (particles, rest), the word itself first: `bilriyadh` is also `b` + `alriyadh`."""
    found = [("", word)]
    bases = [("", word)]
    if word.startswith(_JOINED) and len(word) > _SHORTEST:
        bases.append((word[0], word[1:]))
        found.append((word[0], word[1:]))
    for taken, rest in bases:
        if len(rest) <= _SHORTEST:
            continue
        if rest.startswith(_TO_THE):
            found.append((taken + rest[0], ARTICLE + rest[2:]))
        if rest.startswith(_PREPOSITIONS):
            found.append((taken + rest[0], rest[1:]))
        if rest.startswith(_BEFORE_ARTICLE) and rest.startswith(ARTICLE, 1):
            found.append((taken + rest[0], rest[1:]))
    return tuple(found)


@lru_cache(maxsize=16384)
def bare(word: str) -> str:
    """The word without an article (and the particle before it), if at least two letters remain."""
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + _SHORTEST:
        return word[len(ARTICLE) :]
    for _, rest in readings(word)[1:]:
        if rest.startswith(ARTICLE) and len(rest) >= len(ARTICLE) + _SHORTEST:
            return rest[len(ARTICLE) :]
    return word
