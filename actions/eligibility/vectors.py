"""What formulas share: exact money, answers that may be unknown, verdicts over vectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period
from openfisca_core.variables import Variable

from actions.eligibility.enums import Answer, Entitlement, Verdict

# OpenFisca gives its populations and parameter nodes no useful types.
type Population = Any
type Parameters = Any
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]
type Codes = EnumArray

UNKNOWN = -1
"""A number or amount that nobody has told: every real one is zero or more."""

_EXACT_TO = 4
"""Decimals kept of an amount in SAR, so that sums of halalas compare exactly."""


class Money(Variable):
    """A variable in SAR with twice OpenFisca's precision: single precision loses halalas above 100,000."""

    def __init__(self, baseline_variable: Variable | None = None) -> None:
        super().__init__(baseline_variable)
        self.dtype = np.float64


def set_answer(holder: Any, period: Period, values: Any) -> None:
    """Take truth values for an `Answer` too: that is what YAML makes of a bare `no` or `yes`."""
    array = np.asarray(values)
    holder._set(period, array.astype(np.int16) if array.dtype == np.bool_ else values)


def exact(amounts: Floats) -> Floats:
    """`amounts` without the noise of binary fractions."""
    return np.round(amounts, _EXACT_TO)


def known(values: Floats) -> Bools:
    """Where a number or amount has been told."""
    return values >= 0


def or_zero(amounts: Floats) -> Floats:
    """`amounts` with zero for the unknown."""
    return np.maximum(amounts, 0)


def verdict(*, met: Bools, failed: Bools) -> Codes:
    """FAILED where `failed`, else MET where `met`, else UNKNOWN."""
    indices = np.where(failed, Verdict.failed.index, np.where(met, Verdict.met.index, Verdict.unknown.index))
    return EnumArray(indices.astype(np.int16), Verdict)


def answered(answer: Codes) -> Codes:
    """An `Answer` as a verdict: YES is met, NO is failed."""
    return verdict(met=answer == Answer.yes, failed=answer == Answer.no)


def entitlement(*verdicts: Codes) -> Codes:
    """As good as the worst of the verdicts: all met is YES, one failed is NO, else NEEDS_CHECK."""
    indices = [np.asarray(one.view(np.ndarray)) for one in verdicts]
    return EnumArray(np.minimum.reduce(np.broadcast_arrays(*indices)).astype(np.int16), Entitlement)


def among(values: Codes, possible: type[Enum], names: Iterable[str]) -> Bools:
    """Where `values` is one of `names`, the codes a list parameter holds."""
    return np.isin(values.view(np.ndarray), [possible[name].index for name in names])


def optional(node: Parameters, name: str) -> Any:
    """The parameter `name` of `node`, or None where it is unknown or not yet in force."""
    try:
        return node[name]
    except ParameterNotFoundError:
        return None
