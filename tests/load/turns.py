"""How long a turn takes and how much memory the processes hold: `python -m tests.load.turns [ADDRESS]`.

Without an address a stack of its own is started. Prints p50 and p95 of a turn by kind, the ratio of the slowest kind
to the fastest in this run (machines differ, ratios less so), and the resident memory of all processes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import psutil

from tests.stack import Stack, Talk, running_stack

ROUNDS = 40


def measure(name: str, turn: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Prints the percentiles of a kind of turn in milliseconds; the median."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        turn()
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    median = statistics.median(taken)
    print(f"{name:32} p50 {median:7.1f} ms   p95 {taken[int(len(taken) * 0.95) - 1]:7.1f} ms   n {rounds}")
    return median


def memory(stack: Stack) -> int:
    """Resident bytes of the supervisor and everything below it, and of the database server of its data."""
    root = psutil.Process(stack.process.pid)
    family = [root, *root.children(recursive=True)]
    pid = int((stack.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    server = psutil.Process(pid)
    family += [server, *server.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in {p.pid: p for p in family}.values())


def run(address: str) -> None:
    talk = Talk(address)
    talk.say("السلام عليكم")
    medians = [measure("greeting", lambda: talk.say("السلام عليكم")), measure("question", lambda: talk.say("متى ينزل الضمان؟"))]
    talk.say("وش وضع بطاقتي")
    talk.prove("1910110111", "+966500000001")
    medians.append(measure("status from the record", lambda: talk.say("هل انا مؤهلة هالشهر؟")))
    medians.append(measure("card with its picture", lambda: talk.say("ورني بطاقتي الرقمية")))
    talk.say("ابي احجز استشارة نفسية في الرياض")
    medians.append(measure("question in the middle of a form", lambda: talk.say("متى ينزل الضمان؟")))
    print(f"slowest kind / fastest kind: {max(medians) / min(medians):.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(sys.argv[1])
    else:
        with running_stack() as started:
            run(started.address)
            print(f"memory of all processes: {memory(started) / 2**20:.0f} MiB (proportional set size)")
