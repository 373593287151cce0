"""What is learnt and what is read: a task a row of the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bench.nlu.datasets import Data, Part, at_most, sample
from nlu.understanding.readings import OUT_OF_SCOPE

EACH = 40
_BACKGROUND, _OTHERS = 1500, 1000


class Task(NamedTuple):
    """`train` is learnt, every part of `tests` is read, and so is what is out of scope: `others`, by where it is from."""

    train: Part
    tests: dict[str, Part]
    others: dict[str, list[str]]


def _banking(train: Part, data: Data) -> Task:
    names = {"MSA": "MSA", "Palestinian": "PAL", "Saudi": "Saudi", "Moroccan": "Moroccan", "Tunisian": "Tunisian"}
    tests = {name: data.arbanking77(f"{part}_test") for name, part in names.items()} | {"AraFinNLP": data.arafinnlp()}
    massive = sample(data.massive("test").texts, _OTHERS, 2)
    return Task(train, tests, {"MASSIVE": massive, "xSID": data.xsid("test").texts, "home": data.home_assistant().texts})


def _banking_40(data: Data) -> Task:
    return _banking(at_most(data.arbanking77("MSA_PAL_train"), EACH), data)


def _banking_40_background(data: Data) -> Task:
    own = at_most(data.arbanking77("MSA_PAL_train"), EACH)
    background = sample(data.massive("train").texts, _BACKGROUND, 6)
    return _banking(Part(own.texts + background, own.labels + [OUT_OF_SCOPE] * len(background)), data)


def _banking_all(data: Data) -> Task:
    return _banking(data.arbanking77("MSA_PAL_train"), data)


def _massive_40(data: Data) -> Task:
    return Task(at_most(data.massive("train"), EACH), {"test": data.massive("test")}, _bankers(data))


def _massive_all(data: Data) -> Task:
    return Task(data.massive("train"), {"test": data.massive("test")}, _bankers(data))


def _xsid(data: Data) -> Task:
    return Task(data.xsid("valid"), {"test": data.xsid("test")}, _bankers(data))


def _bankers(data: Data) -> dict[str, list[str]]:
    return {"ArBanking77 Saudi": sample(data.arbanking77("Saudi_test").texts, _OTHERS, 2)}


TASKS: dict[str, Callable[[Data], Task]] = {
    "arbanking77-40": _banking_40,
    "arbanking77-40-background": _banking_40_background,
    "arbanking77-all": _banking_all,
    "massive-40": _massive_40,
    "massive-all": _massive_all,
    "xsid": _xsid,
}
"""Numbers are sentences of each intent. `background`: beside them, MASSIVE sentences under the label for what is out of scope."""
