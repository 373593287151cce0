"""The models that are measured, each trained and asked the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path

import joblib

from bench.nlu.datasets import Part
from bench.nlu.measures import Read
from bench.nlu.stock import Stock
from nlu.understanding.readings import OUT_OF_SCOPE
from nlu.understanding.understanding import Understanding


class Model(ABC):
    """`train` writes what is needed into a folder; `read` needs `load` before."""

    @abstractmethod
    def train(self, part: Part, folder: Path) -> Path:
        """Returns the file of the model."""

    @abstractmethod
    def load(self, folder: Path) -> None:
        """What `train` wrote."""

    @abstractmethod
    def read(self, text: str) -> Read:
        """The likeliest label."""


class Ours(Model):
    """The understanding as it is shipped, or without the lexicons that were written for the product's own matters."""

    def __init__(self, with_lexicons: bool) -> None:
        self._with_lexicons = with_lexicons

    def train(self, part: Part, folder: Path) -> Path:
        file = folder / "understanding.joblib"
        joblib.dump(Understanding.train(part.texts, part.labels, self._with_lexicons), file, compress=3)
        return file

    def load(self, folder: Path) -> None:
        self._model: Understanding = joblib.load(folder / "understanding.joblib")

    def read(self, text: str) -> Read:
        understood = self._model.read(text, 2)
        best = next(reading for reading in understood.ranking if reading.label != OUT_OF_SCOPE)
        return Read(best.label, best.confidence, best.confidence * understood.in_scope)


class StockRasa(Model):
    """A pipeline of Rasa's own parts, in Rasa."""

    def __init__(self, epochs: int | None) -> None:
        self._stock = Stock(epochs)

    def train(self, part: Part, folder: Path) -> Path:
        return self._stock.train(part, folder)

    def load(self, folder: Path) -> None:
        self._stock.load(folder)

    def read(self, text: str) -> Read:
        ranking = [reading for reading in self._stock.read(text) if reading.label != OUT_OF_SCOPE]
        outside = 1.0 - sum(reading.confidence for reading in ranking)
        return Read(*ranking[0], ranking[0].confidence * (1.0 - max(outside, 0.0)))


def models(epochs: int) -> dict[str, Callable[[], Model]]:
    """By name. `epochs` is where DIET stops."""
    return {
        "ours": partial(Ours, True),
        "ours-bare": partial(Ours, False),
        "rasa-logistic": partial(StockRasa, None),
        "rasa-diet": partial(StockRasa, epochs),
    }
