"""What a person at the terminal sees: each step, and for whatever takes longer than two seconds how far it is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SLOW = 2.0
_EVERY = 2.0


class Progress:
    """Lines on standard error; short steps leave one line, long ones tell every two seconds that they go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._detail = ""

    def say(self, line: str) -> None:
        if line:
            with self._lock:
                print(line, file=sys.stderr, flush=True)

    def detail(self, what: str, done: int, of: int) -> None:
        """How far the present step is; shown with the next sign of life."""
        self._detail = f"{what} {done * 100 // max(of, 1)} %"

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A step of the start, with its duration at the end."""
        self._detail = ""
        began, over = time.monotonic(), threading.Event()
        ticking = threading.Thread(target=self._tick, args=(what, began, over), daemon=True)
        ticking.start()
        try:
            yield
        finally:
            over.set()
            ticking.join()
        self.say(f"  {what}: {time.monotonic() - began:.1f} s")

    def _tick(self, what: str, began: float, over: threading.Event) -> None:
        pause = _SLOW
        while not over.wait(pause):
            pause = _EVERY
            detail = f" ({self._detail})" if self._detail else ""
            self.say(f"  … {what}{detail}, {time.monotonic() - began:.0f} s")
