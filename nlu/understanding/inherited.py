"""What a request of a message leaves unsaid because an earlier one said it: «وين عيادة جدة واحجز لي عندهم» books in Jeddah."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# Each kind of thing is named by these entities; whoever names it anew means nothing that was named before.
_KINDS = (("city", "region"), ("service",), ("benefit",))


def with_what_was_named(requests: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The requests of one message in order, each with what the ones before it named and it does not."""
    named: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    told = []
    for request in requests:
        entities = list(request["entities"])
        for kind in _KINDS:
            own = [entity for entity in entities if entity["entity"] in kind]
            entities += [] if own else named.get(kind, [])
            named[kind] = own or named.get(kind, [])
        told.append({**request, "entities": entities})
    return told
