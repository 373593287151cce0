"""Stems with the endings of my, his, her, our, their: what `stem+` stands for in the lexicon files."""

from collections.abc import Iterable, Iterator

from nlu.arabic.data import table

_ENDINGS: tuple[str, ...] = tuple(table("possessives")["endings"])


def spelled(entries: Iterable[str]) -> Iterator[str]:
    """Each entry; an entry `stem+` as the stem with every ending."""
    for entry in entries:
        if entry.endswith("+"):
            yield from (entry[:-1] + ending for ending in _ENDINGS)
        else:
            yield entry
