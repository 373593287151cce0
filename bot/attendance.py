"""Who came to the clinic and who did not, at the terminal, until the agents' desk.

    python -m bot.attendance                                   what has begun and nobody has marked
    python -m bot.attendance came APT-1448-000018 --as NAME    the person came
    python -m bot.attendance missed APT-1448-000018 --as NAME  the person did not come
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from actions import clock
from actions.clinics import attendance
from actions.clinics.booking import Closed
from actions.database.command import database_of_command
from actions.database.engine import transaction


async def run(arguments: argparse.Namespace) -> int:
    """Does what was asked; 1 when the appointment cannot be marked."""
    async with transaction() as session:
        if arguments.what is None:
            for one in await attendance.unmarked(session, clock.now()):
                sys.stdout.write(f"{one.starts_at:%Y-%m-%d %H:%M}  {one.reference}\n")
            return 0
        came = arguments.what == "came"
        done = await attendance.mark(session, arguments.reference, came=came, by=arguments.agent, now=clock.now())
    if isinstance(done, Closed):
        sys.stderr.write(f"{arguments.reference} cannot be marked: {_WHY[done]}\n")
        return 1
    return 0


_WHY = {
    Closed.UNKNOWN: "there is no such appointment",
    Closed.CANCELLED: "it was cancelled",
    Closed.AHEAD: "it has not begun",
    Closed.PAST: "it is over",
}


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.attendance", description="who came and who did not")
    commands = parser.add_subparsers(dest="what")
    for name, told in (("came", "the person came"), ("missed", "the person did not come")):
        command = commands.add_parser(name, help=told)
        command.add_argument("reference")
        command.add_argument("--as", dest="agent", default="agent", help="who marks it")
    return parser.parse_args(words)


async def command(words: list[str]) -> int:
    """The same from the terminal."""
    async with database_of_command():
        return await run(parsed(words))


if __name__ == "__main__":
    sys.exit(asyncio.run(command(sys.argv[1:])))
