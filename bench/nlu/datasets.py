"""The public data sets, read from a folder that is no part of the project. They measure; nothing shipped is trained on them."""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ALTERNATIVES = "|"  # between the labels of a message that has more than one


class Part(NamedTuple):
    """Messages and the label of each, in the same order."""

    texts: list[str]
    labels: list[str]


class Data:
    """The folder with one folder a data set, named as in the README."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def arbanking77(self, part: str) -> Part:
        """`part` is what stands between `Banking77_Arabized_` and `.csv`: MSA_PAL_train, MSA_test, Saudi_test and so on."""
        return self._csv(f"arbanking77/Banking77_Arabized_{part}.csv", "label")

    def arafinnlp(self) -> Part:
        """The test set of the AraFinNLP 2024 shared task; some messages have two labels."""
        return self._csv("arbanking77/arafinnlp2024_subtask1_test_labelled.csv", "label")

    def home_assistant(self) -> Part:
        """Commands to a home."""
        return self._csv("home_assistant_ar/test_sentences.csv", "intent")

    def massive(self, part: str) -> Part:
        """MASSIVE 1.1 ar-SA: train, dev or test."""
        lines = self._lines("massive_ar_sa/ar-SA.jsonl")
        rows = [row for row in map(json.loads, lines) if row["partition"] == part]
        return Part([row["utt"] for row in rows], [row["intent"] for row in rows])

    def xsid(self, part: str) -> Part:
        """xSID 0.7 Arabic: valid or test."""
        comments = [line[1:].partition("=") for line in self._lines(f"xsid/ar.{part}.conll") if line.startswith("#")]
        values = [(name.strip(), value.strip()) for name, _, value in comments]
        return Part([v for name, v in values if name == "text"], [v for name, v in values if name == "intent"])

    def _csv(self, name: str, label: str) -> Part:
        rows = list(csv.DictReader(self._lines(name)))
        return Part([row["text"] for row in rows], [row[label] for row in rows])

    def _lines(self, name: str) -> list[str]:
        path = self._folder / name
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing; bench/nlu/README.md says where the data sets come from")
        return path.read_text(encoding="utf-8-sig").split("\n")[:-1]


def at_most(part: Part, each: int, seed: int = 0) -> Part:
    """`each` random messages a label in the order they had; the same ones for the same seed."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(part.labels):
        places[label].append(place)
    draw = random.Random(seed)
    kept = sorted(place for label in sorted(places) for place in draw.sample(places[label], min(each, len(places[label]))))
    return Part([part.texts[place] for place in kept], [part.labels[place] for place in kept])


def sample(texts: Sequence[str], count: int, seed: int) -> list[str]:
    """`count` of the texts, or all where there are fewer."""
    return random.Random(seed).sample(list(texts), min(count, len(texts)))
