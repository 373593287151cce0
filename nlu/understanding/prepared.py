"""A message as the views read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple


@dataclass(frozen=True)
class Prepared:
    """`words` as normalised, `meanings` through the lexicon and stemmer, `skeletons` without weak letters; all of one length."""

    words: Tuple[str, ...]
    meanings: Tuple[str, ...]
    skeletons: Tuple[str, ...]
