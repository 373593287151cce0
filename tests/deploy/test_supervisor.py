"""The supervisor: parts that die, parts that die for good, and leaving nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.run import supervisor
from deploy.run.parts import Part, free_port
from deploy.run.progress import Progress
from deploy.run.supervisor import MOST_DEATHS, DiedForGood, Supervised

WAITS = "import time; time.sleep(60)"


def part(code: str, *, ready_url: str | None = None) -> Part:
    return Part("part", (sys.executable, "-c", code), dict(os.environ), ready_url=ready_url)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting again does not wait in these tests."""
    sleep = asyncio.sleep

    async def at_once(seconds: float) -> None:
        await sleep(0.005 if seconds > 0.15 else seconds)

    monkeypatch.setattr(supervisor.asyncio, "sleep", at_once)


async def until(condition: Callable[[], bool], patience: float = 10.0) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


async def ended(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_part_that_dies_is_started_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    starts = tmp_path / "starts"
    code = f"import os, sys; open({str(starts)!r}, 'a').write(f'{{os.getpid()}}\\n'); {WAITS}"
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(starts)) == 1)
    os.kill(pids(starts)[0], signal.SIGKILL)
    await until(lambda: len(pids(starts)) == 2)
    assert alive(pids(starts)[1])
    await ended(running)
    assert "part ended with -9; starting it again" in capfd.readouterr().err


async def test_after_five_quick_deaths_it_gives_up(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = f"open({str(starts)!r}, 'a').write('1\\n'); raise SystemExit(3)"
    with pytest.raises(DiedForGood, match="part"):
        await asyncio.wait_for(Supervised(part(code), tmp_path, Progress()).run(), 20)
    assert len(pids(starts)) == MOST_DEATHS == 5


async def test_the_end_of_the_log_says_why_it_died(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = "import sys; print('\\n'.join(f'line {n}' for n in range(40))); sys.exit('the port is taken')"
    with pytest.raises(DiedForGood):
        await Supervised(part(code), tmp_path, Progress()).run()
    shown = capfd.readouterr().err
    assert "part ended with 1; giving up" in shown
    assert "    part | the port is taken" in shown
    assert "    part | line 39" in shown
    assert "line 20\n" not in shown


async def test_deaths_that_lie_far_apart_are_no_reason_to_give_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "WITHIN", 0.0)
    starts = tmp_path / "starts"
    code = f"open({str(starts)!r}, 'a').write('1\\n')"
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(starts)) > MOST_DEATHS)
    await ended(running)


async def test_stopping_ends_the_whole_process_group(tmp_path: Path) -> None:
    children = tmp_path / "children"
    child = f"import os; open({str(children)!r}, 'a').write(f'{{os.getpid()}}\\n'); {WAITS}"
    code = f"import subprocess, sys; [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]; {WAITS}"
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(children)) == 2)
    await ended(running)
    await until(lambda: not any(alive(pid) for pid in pids(children)), 2.0)


async def test_a_child_that_does_not_listen_is_not_left_behind(tmp_path: Path) -> None:
    children = tmp_path / "children"
    child = (
        "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"open({str(children)!r}, 'a').write(f'{{os.getpid()}}\\n'); {WAITS}"
    )
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); {WAITS}"
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(children)) == 1)
    await ended(running)
    await until(lambda: not any(alive(pid) for pid in pids(children)), 2.0)


async def test_the_children_of_a_part_that_died_do_not_live_on_beside_the_new_ones(tmp_path: Path) -> None:
    children = tmp_path / "children"
    child = f"import os; open({str(children)!r}, 'a').write(f'{{os.getpid()}}\\n'); {WAITS}"
    code = (
        f"import os, subprocess, sys, time; open({str(tmp_path / 'starts')!r}, 'a').write(f'{{os.getpid()}}\\n');"
        f"subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    )
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(children)) == 1)
    os.kill(pids(tmp_path / "starts")[0], signal.SIGKILL)
    await until(lambda: len(pids(children)) == 2)
    first = pids(children)[0]
    try:
        assert not alive(first)
    finally:
        await ended(running)
        if alive(first):
            os.kill(first, signal.SIGKILL)


async def test_a_part_that_does_not_listen_is_killed_when_patience_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_STOP_PATIENCE", 0.1)
    starts = tmp_path / "starts"
    code = (
        "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"open({str(starts)!r}, 'a').write(f'{{os.getpid()}}\\n'); {WAITS}"
    )
    running = asyncio.create_task(Supervised(part(code), tmp_path, Progress()).run())
    await until(lambda: len(pids(starts)) == 1)
    await ended(running)
    assert not alive(pids(starts)[0])


async def test_stopping_what_never_ran_does_nothing(tmp_path: Path) -> None:
    await Supervised(part(WAITS), tmp_path, Progress()).stop()


async def test_a_part_is_ready_once_its_address_answers(tmp_path: Path) -> None:
    port = free_port()
    status = ["503 X"]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {status[0]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    waiting = asyncio.create_task(Supervised(part(WAITS, ready_url=f"http://127.0.0.1:{port}/"), tmp_path, Progress()).ready())
    await asyncio.sleep(0.1)
    assert not waiting.done()
    async with await asyncio.start_server(answer, "127.0.0.1", port):
        await asyncio.sleep(0.2)
        assert not waiting.done()
        status[0] = "200 X"
        await asyncio.wait_for(waiting, 5)


async def test_a_part_without_an_address_is_ready_at_once(tmp_path: Path) -> None:
    await asyncio.wait_for(Supervised(part(WAITS), tmp_path, Progress()).ready(), 1)
