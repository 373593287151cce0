"""Words that mean something to the path of a message itself (`words.yaml`), as they are after normalising."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from nlu.arabic.normaliser import normalise


def words_for(kind: str) -> frozenset[str]:
    """The words of a kind."""
    return _read()[kind]


@lru_cache(maxsize=1)
def _read() -> dict[str, frozenset[str]]:
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {kind: frozenset(normalise(str(word)).text for word in words) for kind, words in told.items()}
