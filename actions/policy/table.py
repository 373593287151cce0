"""Households from a table of comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.eligibility import codes
from actions.eligibility.codes import Answer, NationalityException, TransferredGroup
from actions.eligibility.columns import COLUMN_NAMES
from actions.policy.population import NO_GROUP, Population, PopulationRefused, weights

_NEEDED = ("dependants", "earned_income", "unearned_income")
_PRESUMED: Mapping[str, str] = {
    "saudi": Answer.YES,
    "exception": NationalityException.NONE,
    "days_abroad": "0",
    "in_shelter": Answer.NO,
    "other_assets": Answer.NO,
    "transferred_group": TransferredGroup.NONE,
}
_GROUPS = ("region", "category")
_WEIGHT = "weight"
_ANSWERS = {"yes": "yes", "no": "no", "true": "yes", "false": "no", "1": "yes", "0": "no", "": "unknown", "unknown": "unknown"}
_OF_CODES = {
    "role": codes.Role,
    "exception": codes.NationalityException,
    "transferred_group": codes.TransferredGroup,
    "stop_case": codes.StopCase,
}
_YES_OR_NO = ("saudi", "in_shelter", "other_assets", "separate_dwelling", "self_supporting")


def table_population(path: Path) -> Population:
    """The households of a file with one a line, whose first line names the facts (and `region`, `category`, `weight`).

    An empty field is unknown. Facts without a column are presumed as most people's, and named in `presumed`.
    PopulationRefused tells the line and column of what cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *lines = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PopulationRefused(f"{path} cannot be read: {error}.") from error
    except ValueError as error:
        raise PopulationRefused(f"{path} is empty: its first line names the columns.") from error
    names = [name.strip() for name in header]
    _check(path, names, lines)
    told = {name: [line[at].strip() for line in lines] for at, name in enumerate(names)}
    columns = {name: _column(path, name, values) for name, values in told.items() if name in COLUMN_NAMES}
    presumed = {name: value for name, value in _PRESUMED.items() if name not in columns}
    columns |= {name: _column(path, name, [value] * len(lines)) for name, value in presumed.items()}
    region, category = (np.array(told.get(name, [NO_GROUP] * len(lines))) for name in _GROUPS)
    weight = _column(path, _WEIGHT, told[_WEIGHT]) if _WEIGHT in told else weights(len(lines))
    if (weight < 0).any() or not weight.sum():
        raise PopulationRefused(f"{path}: every weight must be zero or more, and one of them more.")
    return Population(columns, region, category, weight, tuple(presumed))


def _check(path: Path, names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    known = (*COLUMN_NAMES, *_GROUPS, _WEIGHT)
    strange = [name for name in names if name not in known]
    if strange:
        raise PopulationRefused(f"{path}: there is no column {strange[0]!r}; known are {', '.join(sorted(known))}.")
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise PopulationRefused(f"{path} needs the columns {', '.join(_NEEDED)}; {missing[0]} is missing.")
    if not lines:
        raise PopulationRefused(f"{path} holds no households below its first line.")
    for number, line in enumerate(lines, start=2):
        if len(line) != len(names):
            raise PopulationRefused(f"{path}, line {number}: {len(line)} fields where there are {len(names)} columns.")


def _column(path: Path, name: str, values: Sequence[str]) -> NDArray[Any]:
    read = _reader(name)
    found = []
    for number, value in enumerate(values, start=2):
        try:
            found.append(read(value))
        except (KeyError, ValueError) as error:
            raise PopulationRefused(f"{path}, line {number}: {value!r} is nothing that {name} can be.") from error
    return np.array(found)


def _reader(name: str) -> Callable[[str], Any]:
    if name in _YES_OR_NO:
        return lambda value: _ANSWERS[value.lower()]
    if name in _OF_CODES:
        code = _OF_CODES[name]
        untold = "none" if name == "stop_case" else "unknown"
        return lambda value: code(value or untold).value
    return _number


def _number(value: str) -> float:
    number = float(value) if value else -1.0
    if value and not 0 <= number < float("inf"):
        raise ValueError(value)
    return number
