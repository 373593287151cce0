"""Load the demo data into the database of DATABASE_URL, or of DATA_DIR's embedded server: `python -m actions.demo`."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import nullcontext

from actions.clock import today
from actions.database.embedded import embedded
from actions.database.engine import DatabaseDown
from actions.database.migrate import upgrade
from actions.demo.loader import DemoRefused, load
from actions.settings import SettingsError, settings

_QUIET_SECONDS = 2.0


class Lines:
    """Progress as lines, once it has taken longer than two seconds."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        if time.monotonic() - self._told >= _QUIET_SECONDS:
            self._told = time.monotonic()
            print(f"demo data: {what} {done:,} of {total:,}", flush=True)


def main() -> int:
    """Migrate and load; 0 when the data is there, 1 with one sentence when it cannot be."""
    try:
        read = settings()
        if not read.demo:
            raise DemoRefused("The demo data is only for MODE=demo.")
        url = read.database_url
        with nullcontext(url.get_secret_value()) if url else embedded(read.data_dir) as address:
            upgrade(address)
            begun = time.monotonic()
            if asyncio.run(load(address, today(), read.demo_households, Lines())):
                took = time.monotonic() - begun
                print(f"demo data: {read.demo_households:,} households loaded in {took:.1f} s", flush=True)
    except (SettingsError, DemoRefused, DatabaseDown) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
