"""Facts as the input variables of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum, EnumArray

from actions.eligibility import enums
from actions.eligibility.codes import Answer, IncomeKind, NationalityException, Role, StopCase, TransferredGroup
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.simulation import Columns
from actions.eligibility.vectors import UNKNOWN

VARIABLE_OF = {
    "role": "family_role",
    "exception": "nationality_exception",
    "stop_case": "told_stop_case",
    "dependants": "number_of_dependants",  # a role bears the plain name
}
"""The input variable of a fact where it has another name."""

_ANSWERS = ("saudi", "in_shelter", "other_assets", "separate_dwelling", "self_supporting")
_CODES: dict[str, type[StrEnum]] = {
    "role": Role,
    "exception": NationalityException,
    "transferred_group": TransferredGroup,
    "stop_case": StopCase,
}
_NUMBERS = ("days_abroad", "dependants", "earned_income", "unearned_income")
_ZERO_UNLESS_TOLD = ("liquid_assets", "cars", "unused_opportunities", "working_days_without_update")
NAMED_SUPPORTS = (IncomeKind.CITIZEN_ACCOUNT, IncomeKind.DISABILITY_CASH_AID, IncomeKind.RURAL_SUPPORT)
CONTESTED_KINDS = tuple(kind for kind in IncomeKind if kind not in (*NAMED_SUPPORTS, IncomeKind.UNIVERSITY_STIPEND))


def columns_of(cases: Sequence[HouseholdFacts]) -> Columns:
    """Some households, one a row."""
    values: dict[str, NDArray[Any]] = {}
    for name in _ANSWERS:
        values[name] = answer_column([getattr(facts, name) for facts in cases])
    for name, codes in _CODES.items():
        variable = VARIABLE_OF.get(name, name)
        values[variable] = _indexed(getattr(enums, codes.__name__), [_index(codes, getattr(f, name)) for f in cases])
    for name in _NUMBERS:
        values[VARIABLE_OF.get(name, name)] = _numbers(cases, name, UNKNOWN)
    for name in _ZERO_UNLESS_TOLD:
        values[name] = _numbers(cases, name, 0)
    for kind in NAMED_SUPPORTS:
        values[kind.value] = _received(cases, kind)
    values["contested_support"] = _received(cases, *CONTESTED_KINDS)
    return _with_persons(cases, values)


def columns_from(table: Mapping[str, NDArray[Any]]) -> Columns:
    """A population: arrays by the names of the facts (and of the incomes in `codes.IncomeKind`).

    Truth values or `Answer` codes where a fact is a yes-or-no, codes where it is a code, numbers elsewhere with a
    negative or NaN for the unknown. A fact without an array is unknown in every row. KeyError for a strange name.
    """
    strange = set(table) - COLUMN_NAMES
    if strange or not table:
        raise KeyError(", ".join(sorted(strange)) or "no columns")
    households = len(next(iter(table.values())))
    values = {VARIABLE_OF.get(name, name): _column(name, np.asarray(array)) for name, array in table.items()}
    return Columns(households, values)


COLUMN_NAMES = frozenset(
    (
        *_ANSWERS,
        *_CODES,
        *_NUMBERS,
        *_ZERO_UNLESS_TOLD,
        *NAMED_SUPPORTS,
        "contested_support",
        "university_stipend",
        "age",
    )
)
"""What `columns_from` takes."""


_MAY_BE_UNKNOWN = frozenset((*_NUMBERS, "age"))


def _column(name: str, array: NDArray[Any]) -> NDArray[Any]:
    if array.dtype.kind == "b":
        return _indexed(enums.Answer, array)
    if array.dtype.kind == "f":
        array = np.where(np.isnan(array), UNKNOWN, array)
    if array.dtype.kind in "if" and name not in _MAY_BE_UNKNOWN:
        array = np.maximum(array, 0)
    return array


def _with_persons(cases: Sequence[HouseholdFacts], values: dict[str, NDArray[Any]]) -> Columns:
    """Add the persons: the provider, and one more for every further stipend, whose limit is a person's."""
    stipends = [
        [float(income.amount) for income in facts.other_income if income.kind == IncomeKind.UNIVERSITY_STIPEND] or [0.0]
        for facts in cases
    ]
    homes = np.repeat(np.arange(len(cases)), [len(of_home) for of_home in stipends])
    ages = [[UNKNOWN if facts.age is None else facts.age] for facts in cases]
    values["university_stipend"] = np.array([amount for of_home in stipends for amount in of_home])
    values["age"] = np.array(
        [years for of_home, own in zip(stipends, ages, strict=True) for years in own + [UNKNOWN] * (len(of_home) - 1)]
    )
    return Columns(len(cases), values, homes)


def answer_column(answers: Sequence[bool | None]) -> NDArray[Any]:
    """Yes-or-no facts as `Answer`; None is unknown."""
    return _indexed(enums.Answer, [_answer(answer) for answer in answers])


def told_or_unknown(numbers: Sequence[float | None]) -> NDArray[np.float64]:
    """Numbers with UNKNOWN for None."""
    return np.array([UNKNOWN if number is None else float(number) for number in numbers])


def _indexed(possible: type[Enum], indices: Sequence[int] | NDArray[Any]) -> NDArray[Any]:
    encoded: NDArray[Any] = EnumArray(np.asarray(indices, dtype=np.int16), possible)
    return encoded


def _index(codes: type[StrEnum], code: str | None) -> int:
    return 0 if code is None else list(codes).index(codes(code))


def _answer(value: bool | None) -> int:
    return list(Answer).index(Answer.UNKNOWN if value is None else Answer.YES if value else Answer.NO)


def _numbers(cases: Sequence[HouseholdFacts], name: str, otherwise: int) -> NDArray[np.float64]:
    values = (getattr(facts, name) for facts in cases)
    return np.array([otherwise if value is None else float(value) for value in values])


def _received(cases: Sequence[HouseholdFacts], *kinds: IncomeKind) -> NDArray[np.float64]:
    return np.array([float(facts.received(*kinds)) for facts in cases])
