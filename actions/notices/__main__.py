"""Notices at the terminal: tells now what the hourly job would tell, each notice once.

    python -m actions.notices               what is due, by day
    python -m actions.notices --at-once     also at night
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from actions.database.command import database_of_command
from actions.database.engine import DatabaseDown
from actions.notices.jobs import tell_due_notices


async def run(arguments: argparse.Namespace) -> int:
    """Tells them and says how many; 1 with one sentence where it cannot be done."""
    try:
        async with database_of_command():
            told = await tell_due_notices(at_once=arguments.at_once)
    except DatabaseDown as error:
        sys.stderr.write(f"The database is away: {error}\n")
        return 1
    sys.stdout.write(f"told: {told}\n")
    return 0


def parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m actions.notices", description="notices of payment, results and cards")
    parser.add_argument("--at-once", action="store_true", help="tell them also at night")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parsed(sys.argv[1:]))))
