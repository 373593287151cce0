"""`python -m nlu.workbench COMMAND …`: one command a module."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from nlu.workbench import accept, compare, knowledge, mine, parse, report, suggest
from nlu.workbench.errors import BenchError

COMMANDS = (parse, report, compare, mine, suggest, accept, knowledge)


def main(words: Sequence[str] | None = None) -> int:
    """Does what the words say; 0 when it is done, 1 when it was refused, 2 when the words make no sense."""
    parser = argparse.ArgumentParser(prog='make nlu ARGS="…"', description="The linguist's bench.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        summary = (command.__doc__ or "").split("\n", 1)[0]
        of_command = commands.add_parser(
            command.NAME, help=summary, description=command.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_arguments(of_command)
        of_command.set_defaults(run=command.run)
    arguments = parser.parse_args(words)
    if "run" not in arguments:
        parser.print_help()
        return 0
    try:
        return int(arguments.run(arguments))
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` has seen enough
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
