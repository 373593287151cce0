"""What the operator decides about mandates (`policy.yaml`), and what each scope takes in (`scopes.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from actions.mandates.models import Scope


@dataclass(frozen=True, slots=True)
class Policy:
    """`months`: for how long a carer can be appointed, the shortest first; `most_carers` of one person at a time."""

    months: tuple[int, ...]
    most_carers: int


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation."""
    told = yaml.safe_load(Path(__file__).with_name("policy.yaml").read_text(encoding="utf-8"))
    return Policy(tuple(sorted(told["months"])), int(told["most_carers"]))


@lru_cache(maxsize=1)
def scopes() -> Mapping[str, Scope]:
    """The scope of each action and form that a mandate can open; ValueError where one stands in two scopes."""
    told = yaml.safe_load(Path(__file__).with_name("scopes.yaml").read_text(encoding="utf-8"))
    found: dict[str, Scope] = {}
    for scope, names in told.items():
        for name in names:
            if name in found:
                raise ValueError(f"{name} stands in two scopes")
            found[name] = Scope(scope)
    return found
