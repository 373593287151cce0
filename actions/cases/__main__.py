"""Cases at the terminal, for whoever studies them until the agents' desk: what is open, one case, changing one.

    python -m actions.cases                                          what is open, the oldest first
    python -m actions.cases show OBJ-1448-000125                     one case with what happened to it
    python -m actions.cases move OBJ-1448-000125 under_study --as NAME
    python -m actions.cases move OBJ-1448-000125 more_info_needed --need income_proof --need bank_statement
    python -m actions.cases move OBJ-1448-000125 rejected --note "…"
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.cases.filing import files_of
from actions.cases.finding import events_of
from actions.cases.models import Case, CaseStatus
from actions.cases.officer import NeedsMissing, Ruling, UnknownCase, decide
from actions.cases.policy import policy
from actions.cases.states import Actor, NotAllowed, may
from actions.database.command import database_of_command
from actions.database.engine import DatabaseDown, transaction

_MOST = 50


async def run(arguments: argparse.Namespace) -> int:
    """Does what was asked; 1 with one sentence where it cannot be done."""
    try:
        async with database_of_command(), transaction() as session:
            match arguments.what:
                case "show":
                    await _show(session, arguments.reference)
                case "move":
                    case = await decide(session, arguments.reference, _ruling(arguments), clock.now())
                    _say(f"{case.reference}  {case.status}")
                case _:
                    await _list(session)
    except UnknownCase as error:
        return _refuse(f"There is no case {error}.")
    except NotAllowed as error:
        ways = ", ".join(to for to in CaseStatus if may(error.now, to, Actor.OFFICER)) or "nowhere"
        return _refuse(f"The case is {error.now} and cannot become {error.to}; from there it goes to: {ways}.")
    except NeedsMissing:
        return _refuse(f"more_info_needed, and only that, takes --need, one or more of: {', '.join(policy().needs)}.")
    except DatabaseDown as error:
        return _refuse(f"The database is away: {error}")
    return 0


def _ruling(arguments: argparse.Namespace) -> Ruling:
    status, needs = CaseStatus(arguments.status), tuple(arguments.need)
    return Ruling(status, arguments.officer, needs, arguments.note, arguments.at_once)


async def _list(session: AsyncSession) -> None:
    waiting = [status for status in CaseStatus if status.is_open]
    cases = select(Case).where(Case.status.in_(waiting)).order_by(Case.filed_at).limit(_MOST)
    for case in await session.scalars(cases):
        _say(f"{case.filed_at:%Y-%m-%d}  {case.reference}  {case.status:16}  {case.category}")


async def _show(session: AsyncSession, reference: str) -> None:
    case = await session.scalar(select(Case).where(Case.reference == reference))
    if case is None:
        raise UnknownCase(reference)
    _say(f"{case.reference}  {case.kind}  {case.category}  {case.reason or '-'}  {case.status}")
    _say(f"{case.details}\nfiles: {await files_of(session, case.id)}")
    for event in await events_of(session, case.id):
        told = {name: value for name, value in event.data.items() if name != "key"}
        _say(f"{event.at:%Y-%m-%d %H:%M}  {event.kind:16}  {event.actor}  {told or ''}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m actions.cases", description="objections and complaints")
    commands = parser.add_subparsers(dest="what")
    show = commands.add_parser("show", help="one case with what happened to it")
    show.add_argument("reference", type=str.upper)
    move = commands.add_parser("move", help="change the status of a case; the person is told")
    move.add_argument("reference", type=str.upper)
    move.add_argument("status", choices=[str(status) for status in CaseStatus])
    move.add_argument("--need", action="append", default=[], help="what is asked for, with more_info_needed")
    move.add_argument("--note", help="words to the person, as they are told")
    move.add_argument("--at-once", action="store_true", help="tell the person also at night")
    move.add_argument("--as", dest="officer", default="officer", help="who decides, for the record")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parsed(sys.argv[1:]))))
