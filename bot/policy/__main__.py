"""What a change of the rules would cost, and whom it would touch.

    python -m bot.policy docs/reforms/higher_base.yaml                     the households of the database
    python -m bot.policy docs/reforms/higher_base.yaml --generate 100000   made-up ones
    python -m bot.policy docs/reforms/higher_base.yaml --table homes.csv   those of a table
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import date, datetime
from pathlib import Path

from actions.clock import today
from actions.database.embedded import embedded
from actions.database.engine import DatabaseDown, make_engine, transaction, use_engine
from actions.policy.comparison import YEAR, compare
from actions.policy.generated import generated_population
from actions.policy.population import Population, PopulationRefused
from actions.policy.reform import ProposedReform, ReformRefused, read_reform
from actions.policy.scenarios import contested
from actions.policy.stored import stored_population
from actions.policy.table import table_population
from actions.settings import SettingsError, settings
from bot.policy.report import Written, write
from bot.render.catalogue import LANGUAGES, catalogue


def main(words: list[str]) -> int:
    """Print and write the report; 1 with one sentence where something given cannot be used."""
    arguments = _parsed(words)
    try:
        written = _report(arguments)
    except (ReformRefused, PopulationRefused, SettingsError, DatabaseDown) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The report cannot be written: {error}.\n")
        return 1
    sys.stdout.write(written.text)
    return 0


def _report(arguments: argparse.Namespace) -> Written:
    reform = read_reform(arguments.reform)
    population = _population(arguments)
    if arguments.stands_for:
        population = population.standing_for(arguments.stands_for)
    found = compare(population, reform.rules, arguments.first or _first_month(reform), arguments.months)
    say = catalogue(arguments.language)
    folder = arguments.out or settings().data_dir / "policy"
    listed = contested(reform.rules, found.last.month)
    return write(say, found, reform.name(arguments.language), listed, folder, arguments.reform.stem, today())


def _first_month(reform: ProposedReform) -> date:
    """The month in which the reform first changes something; the present one where nothing tells."""
    ahead = [start for start in reform.starts if start >= today().replace(day=1)]
    start = ahead[0] if ahead else today()
    return start.replace(day=1)


def _population(arguments: argparse.Namespace) -> Population:
    if arguments.table:
        return table_population(arguments.table)
    if arguments.generate is not None:
        return generated_population(arguments.generate, today())
    return asyncio.run(_stored())


async def _stored() -> Population:
    """The households of DATABASE_URL, or of the embedded server of DATA_DIR, which may be running already."""
    if settings().database_url is not None:
        async with transaction() as session:
            return await stored_population(session, today())
    if not (settings().data_dir / "postgres").exists():
        raise PopulationRefused("There is no database yet: start the assistant once with `make run`, or use --generate.")
    with embedded(settings().data_dir) as url:
        async with use_engine(make_engine(url)), transaction() as session:
            return await stored_population(session, today())


def _parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.policy", description="what a change of the rules would cost")
    parser.add_argument("reform", type=Path, help="a .yaml of dated parameters, or a .py with an OpenFisca reform")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--generate", type=int, metavar="N", help="N made-up households instead of the database's")
    source.add_argument("--table", type=Path, metavar="CSV", help="the households of a table")
    parser.add_argument("--stands-for", type=_positive, metavar="N", help="weigh the households as if they were N")
    parser.add_argument("--from", dest="first", type=_month, metavar="YYYY-MM", help="the first month")
    parser.add_argument("--months", type=_positive, default=YEAR, help=f"how many months ({YEAR})")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the picture and the page go (DATA_DIR/policy)")
    return parser.parse_args(words)


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007, a month has no zone
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no month; write it as 2027-01") from error


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above zero")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
