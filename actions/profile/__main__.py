"""Changes and requests about data at the terminal, for whoever keeps the files until the agents' desk.

    python -m actions.profile                                       what is to be entered or answered, the oldest first
    python -m actions.profile done CHG-1448-000012 --as NAME        it is in the file; the person is told
    python -m actions.profile done REQ-1448-000003 --note "…"       the request is answered; the person is told
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.database.command import database_of_command
from actions.database.engine import DatabaseDown, transaction
from actions.profile import changes, own_data
from actions.profile.officer import AlreadyDone, Dealing, UnknownRequest, finish


async def run(arguments: argparse.Namespace) -> int:
    """Does what was asked; 1 with one sentence where it cannot be done."""
    try:
        async with database_of_command(), transaction() as session:
            if arguments.what == "done":
                dealing = Dealing(arguments.officer, arguments.note, arguments.at_once)
                await finish(session, arguments.reference, dealing, clock.now())
                _say(f"{arguments.reference}  done")
            else:
                await _list(session)
    except UnknownRequest as error:
        return _refuse(f"There is no reported change and no request about data {error}.")
    except AlreadyDone as error:
        return _refuse(f"{error} was dealt with before; nothing has changed.")
    except DatabaseDown as error:
        return _refuse(f"The database is away: {error}")
    return 0


async def _list(session: AsyncSession) -> None:
    for change in await changes.to_enter(session):
        details = (change.details or "").replace("\n", " / ")
        _say(f"{change.happened_on or '----------'}  {change.reference}  {change.kind:14}  {change.name}  {details}".rstrip())
    for asked in await own_data.due_requests(session):
        _say(f"{asked.due_on}  {asked.reference}  data {asked.kind:9}  {asked.name}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m actions.profile", description="reported changes, requests about data")
    commands = parser.add_subparsers(dest="what")
    commands.add_parser("list", help="what is to be entered or answered (also without a command)")
    done = commands.add_parser("done", help="mark it as dealt with; the person is told")
    done.add_argument("reference", type=str.upper)
    done.add_argument("--note", help="words to the person, as they are told")
    done.add_argument("--at-once", action="store_true", help="tell the person also at night")
    done.add_argument("--as", dest="officer", default="officer", help="who dealt with it, for the record")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parsed(sys.argv[1:]))))
