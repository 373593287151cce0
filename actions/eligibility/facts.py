"""What is known of a household, for an assessment."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from actions.eligibility.codes import IncomeKind, NationalityException, Role, StopCase, TransferredGroup


class ImpossibleFact(ValueError):
    """A fact that cannot be: a negative or endless number, or a strange code. `field` names it."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field


@dataclass(frozen=True, slots=True)
class OtherIncome:
    """An income a month whose counting has a rule of its own, SAR; one person's where it is a stipend."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """What is known of an applicant and the household; None is unknown, never "no".

    `role`, `exception`, `transferred_group` and `stop_case` take the codes of `codes`; `NONE` of a code list says
    that no group applies, which is not the same as not knowing. Incomes are SAR a month of the whole household,
    on average of the reference year. `days_abroad` are those of the year before the payment.

    What a person is not asked (`age` to `working_days_without_update`) stays out of account while it is unknown.

    Raises ImpossibleFact.
    """

    role: str | None = None
    saudi: bool | None = None
    exception: str | None = None
    days_abroad: int | None = None
    in_shelter: bool | None = None
    dependants: int | None = None
    earned_income: Decimal | None = None
    unearned_income: Decimal | None = None
    other_assets: bool | None = None
    transferred_group: str | None = None
    age: int | None = None
    separate_dwelling: bool | None = None
    self_supporting: bool | None = None
    other_income: tuple[OtherIncome, ...] = ()
    liquid_assets: Decimal | None = None
    cars: int | None = None
    stop_case: str | None = None
    unused_opportunities: int | None = None
    working_days_without_update: int | None = None

    def __post_init__(self) -> None:
        for name, codes in _CODES.items():
            value = getattr(self, name)
            if value is not None and value not in codes:
                raise ImpossibleFact(name, value)
        for name in _NUMBERS:
            check_number(name, getattr(self, name))
        for income in self.other_income:
            if income.kind not in _INCOME_KINDS:
                raise ImpossibleFact("other_income", income.kind)
            check_number(income.kind, income.amount)

    @classmethod
    def recorded(cls, **facts: Any) -> HouseholdFacts:
        """A household on file, where whatever is not written down is "no", none or zero."""
        nothing: dict[str, Any] = {
            "exception": NationalityException.NONE,
            "days_abroad": 0,
            "in_shelter": False,
            "dependants": 0,
            "earned_income": Decimal(0),
            "unearned_income": Decimal(0),
            "other_assets": False,
            "transferred_group": TransferredGroup.NONE,
        }
        told = {name: value for name, value in facts.items() if value is not None}
        return cls(**(nothing | told))

    def presumed(self) -> HouseholdFacts:
        """The same household with the unknown taken as most people's: Saudi, in the Kingdom, nothing else received.

        For an estimate from a few facts, which must say what it presumes. How many dependants there are, and which
        exception covers who is not Saudi, cannot be presumed.
        """
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        saudi = self.saudi is not False
        filled = HouseholdFacts.recorded(**(told | {"saudi": saudi}))
        exception = filled.exception if saudi else self.exception
        return filled.but(dependants=self.counted_dependants, exception=exception)

    def but(self, **changes: Any) -> HouseholdFacts:
        """The same household with some facts changed: a what-if."""
        return replace(self, **changes)

    @property
    def counted_dependants(self) -> int | None:
        """The dependants told; none for an independent of whom none is told."""
        if self.dependants is None and self.role == Role.INDEPENDENT:
            return 0
        return self.dependants

    def received(self, *kinds: str) -> Decimal:
        """The sum of the other incomes of these kinds, SAR a month."""
        return sum((income.amount for income in self.other_income if income.kind in kinds), start=Decimal(0))


_LARGEST = 10**9
"""Above every household's amounts, and well inside what the rules compute exactly."""


def check_number(name: str, value: Decimal | int | None) -> None:
    """Raise ImpossibleFact for a number that no household has; None is unknown."""
    if value is not None and not (Decimal(value).is_finite() and 0 <= value <= _LARGEST):
        raise ImpossibleFact(name, value)


_CODES: dict[str, frozenset[str]] = {
    "role": frozenset(Role) - {Role.UNKNOWN},
    "exception": frozenset(NationalityException) - {NationalityException.UNKNOWN},
    "transferred_group": frozenset(TransferredGroup) - {TransferredGroup.UNKNOWN},
    "stop_case": frozenset(StopCase),
}
_INCOME_KINDS = frozenset(IncomeKind)
_NUMBERS = (
    "days_abroad",
    "dependants",
    "earned_income",
    "unearned_income",
    "age",
    "liquid_assets",
    "cars",
    "unused_opportunities",
    "working_days_without_update",
)
