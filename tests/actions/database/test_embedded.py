"""The embedded server, and who stops it."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
import pytest

from actions.database.embedded import embedded

_USES = """
import os, sys
from pathlib import Path
from actions.database.embedded import embedded
os.setuid(int(sys.argv[2]))  # after the imports: the interpreter itself may lie where only root can read
with embedded(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="mueen-embedded-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def postmaster(folder: Path) -> int | None:
    """The process id of the server of a folder, None when it does not run."""
    note = folder / "postgres" / "postmaster.pid"
    if not note.exists():
        return None
    pid = int(note.read_text().split()[0])
    return pid if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE else None


def used_elsewhere(folder: Path, user: int | None = None) -> tuple[subprocess.Popen[str], str]:
    """Another process that uses the server of the folder, and the URL it was given."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _USES, str(folder), str(os.geteuid() if user is None else user)]
    root = Path(__file__).parents[3]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_server_runs_while_it_is_used_and_stops_after(folder: Path) -> None:
    with embedded(folder) as url:
        assert answers(url)
    assert postmaster(folder) is None


def test_what_was_stored_is_there_the_next_time(folder: Path) -> None:
    with embedded(folder) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with embedded(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_the_last_of_two_users_stops_the_server(folder: Path) -> None:
    other, url = used_elsewhere(folder)
    with embedded(folder) as ours:
        assert ours == url
        other.communicate()
        assert answers(ours)
    assert postmaster(folder) is None


def test_the_first_of_two_users_leaves_the_server_to_the_other(folder: Path) -> None:
    with embedded(folder):
        other, url = used_elsewhere(folder)
    assert answers(url)
    other.communicate()
    assert postmaster(folder) is None


def test_a_user_that_was_killed_does_not_keep_the_server_alive(folder: Path) -> None:
    other, _url = used_elsewhere(folder)
    other.send_signal(signal.SIGKILL)
    other.wait()
    with embedded(folder) as url:
        assert answers(url)
    assert postmaster(folder) is None


def test_a_server_starts_though_its_old_number_belongs_to_another_process(folder: Path) -> None:
    with embedded(folder):
        note = (folder / "postgres" / "postmaster.pid").read_text()
    (folder / "postgres" / "postmaster.pid").write_text(note.replace(note.split()[0], str(os.getpid()), 1))
    with embedded(folder) as url:
        assert answers(url)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_runs_a_server_of_their_own_beside_that_of_root(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    theirs = folder / "theirs"
    theirs.mkdir()
    os.chown(theirs, nobody.pw_uid, nobody.pw_gid)
    with embedded(folder / "ours") as url:
        other, other_url = used_elsewhere(theirs, nobody.pw_uid)
        assert answers(url)
        assert "theirs" in other_url
        other.communicate()
    assert postmaster(theirs) is None
