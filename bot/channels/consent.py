"""What a whole message says about being written to (`consent.yaml`): ended, resumed, or nothing of the kind."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from actions.contacts.models import Consent
from nlu.arabic.normaliser import normalise


def consent_in(written: str, *, pushes: bool, in_task: bool, withdrawn: bool) -> Consent | None:
    """`pushes`: a provider carries messages to the person; `in_task`: a question stands open; `withdrawn`: they had ended it."""
    words = normalise(written).text
    meant = next((key for key, known in _words().items() if words in known), None)
    match meant:
        case ("withdraw", kind):
            counts = kind == "plain" or (pushes and (kind == "short" or not in_task))
            return Consent.WITHDRAWN if counts else None
        case ("give", kind):
            return Consent.GIVEN if kind == "plain" or withdrawn else None
    return None


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], frozenset[str]]:
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        (name, kind): frozenset(normalise(word).text for word in words)
        for name, kinds in told.items()
        for kind, words in kinds.items()
    }
