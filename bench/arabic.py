"""How long reading one message takes: each step alone and the whole of it, for ordinary messages and hostile ones.

`nlu/.venv/bin/python -m bench.arabic [MODEL.joblib]`: with a trained classifier (`understanding.joblib`, from a model's archive
or Rasa's cache) the whole includes classification. Prints milliseconds of the processor, and how they grow from 5,000 to 10,000
characters.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import process_time

from nlu.arabic import danger, sensitive
from nlu.arabic.entities import extract
from tests.nlu.arabic.hostile import LENGTH, texts

_NOW = datetime(2026, 11, 22, 10, tzinfo=timezone(timedelta(hours=3)))
_WORDS, _ABOUT = 20, 3
# As the assistant is run: for one message more threads of the algebra only wait for each other, and burn what is measured.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_SETS = Path(__file__).parent.parent / "tests" / "nlu" / "sets"

Step = Callable[[str], object]


def main(model: str | None) -> None:
    """Print both tables."""
    os.environ.update(_ONE_THREAD)  # before numpy is there
    steps = _steps(model)
    _print_times(f"of about {_WORDS} words", list(_messages()), steps)
    _print_times(f"of {_WORDS} words, several on end", list(_on_end()), steps)
    print(f"{LENGTH} characters of one kind, ms (and how much more than for half of it)")
    print(f"{'':28}" + "".join(f"{name:>18}" for name in steps))
    halves = texts(LENGTH // 2)
    worst = dict.fromkeys(steps, 0.0)
    for kind, text in texts().items():
        row = f"{kind:28}"
        for name, step in steps.items():
            half = _time(step, halves[kind])
            whole = _time(step, text)
            worst[name] = max(worst[name], whole)
            row += f"{whole:11.1f} (x{whole / half:3.1f})"
        print(row)
    print(f"{'worst':28}" + "".join(f"{worst[name]:11.1f}       " for name in steps))


def _steps(model: str | None) -> dict[str, Step]:
    steps: dict[str, Step] = {
        "sensitive": sensitive.find,
        "entities": lambda text: extract(text, _NOW),
        "danger": danger.kind,
    }
    if model:
        import joblib

        from nlu.components.values import read
        from nlu.understanding.requests import several

        understanding = joblib.load(model)

        def whole(text: str) -> None:
            read(text, _NOW, None)
            several(text, understanding.read(text), understanding.read)
            danger.kind(text)

        steps["classifier"] = understanding.read
        steps["whole parse"] = whole
    return steps


def _print_times(what: str, messages: Sequence[str], steps: dict[str, Step]) -> None:
    print(f"{f'{len(messages)} messages {what}, ms':50}     p50     p99     max")
    for name, step in steps.items():
        for message in messages[:50]:
            step(message)
        times = sorted(_time(step, message) for message in messages)
        print(f"{name:50}{statistics.median(times):8.2f}{times[int(len(times) * 0.99)]:8.2f}{times[-1]:8.2f}")
    print()


def _messages() -> Iterable[str]:
    """Messages of the test sets that are about twenty words long."""
    for path in sorted(_SETS.glob("*.tsv")):
        texts = (line.split("\t")[-1] for line in path.read_text(encoding="utf-8").splitlines())
        yield from (text for text in texts if abs(len(text.split()) - _WORDS) <= _ABOUT)


def _on_end() -> Iterable[str]:
    """Twenty words on end of one test sentence after the other: so many requests no person has at once."""
    for path in (_SETS / "dialects.tsv", _SETS / "others.tsv"):
        words = [word for line in path.read_text(encoding="utf-8").splitlines() for word in line.split("\t")[-1].split()]
        yield from (" ".join(words[at : at + _WORDS]) for at in range(0, len(words) - _WORDS, _WORDS))


def _time(step: Step, text: str) -> float:
    """Milliseconds of this process, the better of two: others may be using the machine."""
    times = []
    for _ in range(2):
        start = process_time()
        step(text)
        times.append(process_time() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
