"""The contacts of a person at the terminal: what is linked, and taking a link back.

    python -m actions.contacts links                                    asks for the identity number, and lists
    python -m actions.contacts undo CONTACT --as NAME                   asks for the identity number, and unlinks

The number is read from standard input, so that it stands in no history of commands.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Sequence
from uuid import UUID

from actions.contacts import linking
from actions.database.command import database_of_command
from actions.database.engine import DatabaseDown, transaction
from actions.identity.service import find_by_national_id


async def run(arguments: argparse.Namespace, national_id: str) -> int:
    """Does what was asked; 1 with one sentence where it cannot be done."""
    try:
        async with database_of_command(), transaction() as session:
            beneficiary = await find_by_national_id(session, national_id)
            if beneficiary is None:
                return _refuse("Nobody has this identity number.")
            if arguments.what == "undo":
                await linking.undo(session, beneficiary, arguments.contact, f"operator:{arguments.operator}")
                _say(f"{arguments.contact} is no longer linked.")
                return 0
            for link in await linking.links(session, beneficiary):
                proved = f"{link.proved_at:%Y-%m-%d %H:%M}" if link.proved_at else "-"
                _say(f"{link.contact}  {link.channel:9} {link.address or '-':14} {link.source:7} proved {proved}")
    except linking.NotLinked:
        return _refuse("This contact is not linked, or it is the phone on file, which is changed in the benefits file.")
    except DatabaseDown as error:
        return _refuse(f"The database is away: {error}")
    return 0


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """The command's words."""
    parser = argparse.ArgumentParser(prog="python -m actions.contacts", description="Contacts linked to a person.")
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("links", help="what is linked to a person")
    undo = commands.add_parser("undo", help="take a link back")
    undo.add_argument("contact", type=UUID, help="as `links` shows it")
    undo.add_argument("--as", dest="operator", required=True, help="your name, for the record")
    return parser.parse_args(words)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


def main() -> int:
    arguments = parsed(sys.argv[1:])
    read = getpass.getpass("Identity number: ") if sys.stdin.isatty() else sys.stdin.readline()
    return asyncio.run(run(arguments, read.strip()))


if __name__ == "__main__":
    sys.exit(main())
