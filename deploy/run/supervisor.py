"""Keeps the parts running: one that dies is started again, one that dies for good ends everything.

A general process manager (honcho, supervisord, circus) either ends all when one dies or knows nothing of readiness
and of what a person at a terminal needs to see; see docs/adr/0005.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import time
from collections import deque
from contextlib import suppress
from pathlib import Path

import httpx

from deploy.run.parts import Part
from deploy.run.progress import Progress

# So many deaths within so many seconds mean that starting again does not help.
MOST_DEATHS, WITHIN = 5, 120.0
_STOP_PATIENCE = 8.0
_END_OF_LOG = 15


class DiedForGood(Exception):
    """A part keeps dying; the end of its log says why."""


class Supervised:
    """One part with its process, its log file, and the times at which it died."""

    def __init__(self, part: Part, logs: Path, progress: Progress) -> None:
        self.part = part
        self.log = logs / f"{part.name}.log"
        self._progress = progress
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._process: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Runs the part until cancelled, starting it again when it dies. Raises DiedForGood."""
        try:
            while True:
                await self._start()
                assert self._process is not None
                code = await self._process.wait()
                # What it started must not live on beside what its successor starts.
                _signal_group(self._process.pid, signal.SIGKILL)
                self._take_death(code)
                await asyncio.sleep(min(0.2 * 2 ** len(self._deaths), 3.0))
        finally:
            await self.stop()

    async def ready(self) -> None:
        """Returns when the part answers."""
        if self.part.ready_url is None:
            return
        async with httpx.AsyncClient(timeout=3.0) as client:
            while True:
                try:
                    if (await client.get(self.part.ready_url)).is_success:
                        return
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.15)

    async def stop(self) -> None:
        """Ends the process with all it started; first politely."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        _signal_group(process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _STOP_PATIENCE)
        # Whatever did not listen, the part or what it started, cannot ignore this.
        _signal_group(process.pid, signal.SIGKILL)
        await process.wait()

    async def _start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.part.command,
                cwd=self.part.folder,
                env=dict(self.part.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=self._before_it_runs,
            )

    def _before_it_runs(self) -> None:
        _die_with_parent()
        os.nice(self.part.niceness)

    def _take_death(self, code: int) -> None:
        now = time.monotonic()
        self._deaths.append(now)
        for_good = len(self._deaths) == MOST_DEATHS and now - self._deaths[0] < WITHIN
        self._progress.say(f"{self.part.name} ended with {code}; {'giving up' if for_good else 'starting it again'}")
        self._progress.say(self.end_of_log())
        if for_good:
            raise DiedForGood(self.part.name)

    def end_of_log(self) -> str:
        """The last lines the part wrote, each marked with its name."""
        if not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()[-_END_OF_LOG:]
        return "\n".join(f"    {self.part.name} | {line}" for line in lines)


_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def _die_with_parent() -> None:
    """Asks the kernel to end this process when the supervisor is gone, however it went."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return  # it ended by itself meanwhile
