"""What the extractor finds in a message: plain, so that it can be read where Rasa is not loaded."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import List, Optional

from nlu.arabic import entities

# Where a word says how a consultation takes place although nobody asked yet ("a legal one, remote").
_MODE, _MODE_TOLD, _SERVICE, _BOOKING = "mode", "mode_told", "service", "booking_form"
RIYADH = timezone(timedelta(hours=3))  # the Kingdom keeps one time all year


def read(text: str, now: datetime, expecting: Optional[str], form: Optional[str] = None) -> List[entities.Entity]:
    """What the contract names; in a booking also words that mean a service or a mode only there.

    «عن بعد» is taken out first: what follows it would else be read as "after" something.
    """
    scan = entities.scan(text)
    looked_for = _MODE if expecting == _MODE else _MODE_TOLD
    is_there = not scan.present.isdisjoint((_MODE, "mode_answer"))
    modes = [e for e in entities.extract_from(scan, now, looked_for) if e.entity == _MODE] if is_there else []
    for mode in modes:
        text = text[: mode.start] + " " * (mode.end - mode.start) + text[mode.end :]
    if modes:
        scan = entities.scan(text)
    found = entities.extract_from(scan, now, expecting)
    if form == _BOOKING and not any(e.entity == _SERVICE for e in found):
        taken = {place for e in found for place in range(e.start, e.end)}
        near = (e for e in entities.extract_from(scan, now, _SERVICE) if e.entity == _SERVICE)
        found += [e for e in near if e.start not in taken]
    return found + modes
