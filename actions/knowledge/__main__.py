"""`python -m actions.knowledge`: the entries that are due for a review."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from actions.clock import today
from actions.knowledge.review import due


def main(words: Sequence[str] | None = None) -> int:
    """Lists what is due; 1 where anything is past its date already, so that a schedule can tell."""
    parser = argparse.ArgumentParser(prog='make knowledge ARGS="…"', description="Entries that are due for a review.")
    parser.add_argument("--within", type=int, default=30, metavar="DAYS", help="due within so many days (30)")
    parser.add_argument("--on", type=date.fromisoformat, default=today(), metavar="DAY", help="as on another day (2027-03-01)")
    told = parser.parse_args(words)
    found = due(told.on, told.within)
    for one in found:
        late = "past " if one.source.review_by < told.on else "due  "
        because = f"  numbers: {', '.join(one.numbers)}" if one.numbers else ""
        sources = " ".join(one.source.codes)
        _say(f"{late} {one.source.review_by}  {one.place:45} {one.source.confidence:18} {sources}{because}")
    _say(f"{len(found)} due by {told.within} days after {told.on}")
    return 1 if any(one.source.review_by < told.on for one in found) else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
