"""One model on one task; it is trained and asked in processes of their own, so that their memory is their own."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.nlu.datasets import Data
from bench.nlu.measures import Accuracy, Read, Refusal, accuracy, refusal
from bench.nlu.models import models
from bench.nlu.tasks import TASKS

_TIMED = 400  # messages whose reading is timed, after as many to warm up


@dataclass(frozen=True)
class Measurement:
    """Times in seconds and milliseconds, sizes in megabytes (10^6 bytes); memory is the most the process held.

    Times of the processor are those of all cores together: beside other work they say more than the clock.
    """

    task: str
    model: str
    sentences: int
    labels: int
    training_seconds: float
    training_processor: float
    training_memory: float
    reading_memory: float
    model_size: float
    median: float
    slowest_hundredth: float
    accuracy: dict[str, Accuracy]
    refusal: dict[str, Refusal]

    def as_json(self) -> dict[str, Any]:
        """Plain dictionaries, names kept."""
        plain = asdict(self)
        plain["accuracy"] = {name: one._asdict() for name, one in self.accuracy.items()}
        plain["refusal"] = {name: one._asdict() for name, one in self.refusal.items()}
        return plain


class Trained(NamedTuple):
    """What training cost."""

    seconds: float
    processor: float
    memory: float
    size: float


class Asked(NamedTuple):
    """What reading gave and cost."""

    accuracy: dict[str, Accuracy]
    refusal: dict[str, Refusal]
    memory: float
    median: float
    slowest_hundredth: float


class Wanted(NamedTuple):
    """Which model on which task, by their names; `data` is the folder of the data sets, `epochs` is where DIET stops."""

    data: Path
    task: str
    model: str
    epochs: int


def measure(wanted: Wanted) -> Measurement:
    """Trains, then asks."""
    train = TASKS[wanted.task](Data(wanted.data)).train
    with tempfile.TemporaryDirectory() as work:
        trained: Trained = _apart(_train, wanted, Path(work))
        asked: Asked = _apart(_ask, wanted, Path(work))
    return Measurement(
        wanted.task,
        wanted.model,
        len(train.texts),
        len(set(train.labels)),
        trained.seconds,
        trained.processor,
        trained.memory,
        asked.memory,
        trained.size,
        asked.median,
        asked.slowest_hundredth,
        asked.accuracy,
        asked.refusal,
    )


def _apart(work: Callable[[Wanted, Path], Any], wanted: Wanted, folder: Path) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (wanted, folder))


def _train(wanted: Wanted, folder: Path) -> Trained:
    part = TASKS[wanted.task](Data(wanted.data)).train
    chosen = models(wanted.epochs)[wanted.model]()
    start = time.perf_counter()
    file = chosen.train(part, folder)
    spent = time.perf_counter() - start
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return Trained(spent, _processor(*whose), _peak(*whose), file.stat().st_size / 1e6)


def _ask(wanted: Wanted, folder: Path) -> Asked:
    chosen = models(wanted.epochs)[wanted.model]()
    chosen.load(folder)
    task = TASKS[wanted.task](Data(wanted.data))
    known: dict[str, Read] = {}
    spent: list[float] = []
    for texts in [*(part.texts for part in task.tests.values()), *task.others.values()]:
        for text in texts:
            if text not in known:
                start = time.process_time()
                known[text] = chosen.read(text)
                spent.append((time.process_time() - start) * 1000)
    found = {name: [known[text] for text in part.texts] for name, part in task.tests.items()}
    right = {name: accuracy(found[name], part) for name, part in task.tests.items()}
    refused = {
        f"{name} / {other}": refusal(found[name], [known[text] for text in texts])
        for name in task.tests
        for other, texts in task.others.items()
    }
    timed = spent[_TIMED : 2 * _TIMED] or spent
    return Asked(right, refused, _peak(resource.RUSAGE_SELF), float(np.median(timed)), float(np.quantile(timed, 0.99)))


def _processor(*whose: int) -> float:
    used = [resource.getrusage(who) for who in whose]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak(*whose: int) -> float:
    return max(resource.getrusage(who).ru_maxrss for who in whose) * 1024 / 1e6
