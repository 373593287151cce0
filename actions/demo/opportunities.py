"""What the paths of empowerment offer in the demo."""

from __future__ import annotations

from actions.demo import data
from actions.empowerment.models import Opportunity, PathKind


def opportunities() -> list[Opportunity]:
    """Every sample offer of the data file."""
    told = data.read("paths")
    return [
        Opportunity(kind=kind, is_sample=True, region=offer.get("region"), **{k: v for k, v in offer.items() if k != "region"})
        for kind in PathKind
        for offer in told[kind.value]
    ]
