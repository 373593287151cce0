"""Is this Latin word English? A word list and the regular endings."""

from functools import lru_cache

from nlu.arabic.data import words

_WORDS = words("english")
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "er", "r", "est", "ly", "ment", "ness")
_SHORTEST = 4  # letters of a word that takes an ending other than -s: "ar-ed" is not English


@lru_cache(maxsize=8192)
def is_english(word: str) -> bool:
    """Whether a small-letter word is on the list, as it stands or without a regular ending."""
    if word in _WORDS or word.replace("'", "") in _WORDS:
        return True
    return any(_without(word, ending) for ending in _ENDINGS)


def _without(word: str, ending: str) -> bool:
    if not word.endswith(ending):
        return False
    stem = word[: -len(ending)]
    if len(stem) < _SHORTEST - ("s" in ending):
        return False
    doubled = stem[-1] == stem[-2] and stem[:-1] in _WORDS  # stopping
    softened = stem.endswith("i") and stem[:-1] + "y" in _WORDS  # tries
    return stem in _WORDS or doubled or softened or (ending == "ing" and stem + "e" in _WORDS)


def english_words() -> frozenset[str]:
    """The listed words."""
    return _WORDS
