"""`python -m bench.nlu --data FOLDER --out FOLDER [--tasks ...] [--models ...]`: measures, prints the tables and writes them."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from bench.nlu.measurement import Measurement, Wanted, measure
from bench.nlu.models import models
from bench.nlu.tables import tables
from bench.nlu.tasks import TASKS

_LIBRARIES = ("rasa", "tensorflow", "scikit-learn", "numpy", "scipy")


def main() -> int:
    """The exit status."""
    names = list(models(1))
    parser = argparse.ArgumentParser(prog="python -m bench.nlu", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("BENCHMARKS_DIR"), help="the data sets; else BENCHMARKS_DIR")
    parser.add_argument("--out", type=Path, default=Path(), help="where bench-nlu.json and bench-nlu.md are written")
    parser.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--models", nargs="+", choices=names, default=names)
    parser.add_argument("--epochs", type=int, default=30, help="where DIET stops")
    chosen = parser.parse_args()
    if not chosen.data:
        parser.error("name the folder of the data sets with --data or BENCHMARKS_DIR (see bench/nlu/README.md)")
    chosen.out.mkdir(parents=True, exist_ok=True)
    done: list[Measurement] = []
    for task in chosen.tasks:
        for model in chosen.models:
            try:
                done.append(measure(Wanted(chosen.data, task, model, chosen.epochs)))
            except FileNotFoundError as missing:
                parser.error(str(missing))
            _write(chosen.out, done, chosen.epochs)
            sys.stdout.write(f"\n{task}, {model}:\n{tables(done[-1:])}")
            sys.stdout.flush()
    sys.stdout.write(f"\n{_conditions(chosen.epochs)}\n\n{tables(done)}\n")
    return 0


def _write(folder: Path, done: list[Measurement], epochs: int) -> None:
    """After every measurement, so that nothing is lost when a long run is ended."""
    content = {"conditions": _conditions(epochs), "measurements": [one.as_json() for one in done]}
    (folder / "bench-nlu.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "bench-nlu.md").write_text(f"{_conditions(epochs)}\n\n{tables(done)}", encoding="utf-8")


def _conditions(epochs: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {libraries}; DIET stops after {epochs} epochs."


if __name__ == "__main__":
    sys.exit(main())
