"""Which case of a person a request is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases import words
from actions.cases.finding import by_digits, cases_of
from actions.cases.models import Case, CaseKind
from actions.dialogue.messages import Request
from actions.dialogue.turn import Turn


@dataclass(frozen=True, slots=True)
class Meant:
    """The case that is meant, with the others of which the same could be said; `reference` is what was named."""

    case: Case | None
    others: Sequence[Case] = ()
    reference: str | None = None


def kind_meant(turn: Turn) -> CaseKind | None:
    """The kind that is spoken of; the words stay with a request also where it had to wait."""
    return words.kind_of(turn.text)


def wants_reopening(turn: Turn) -> bool:
    return bool(turn.value("reopen")) or words.asks_to_reopen(turn.text)


def reopening(turn: Turn) -> Request | None:
    """The request that opens a case again, where the words ask for that, whatever else they were taken for."""
    if turn.form is not None or not words.asks_to_reopen(turn.text):
        return None
    named = [("case_reference", value) for value in turn.values("case_reference")]
    return Request("add_to_case", (*named, ("reopen", True)), turn.text)


async def meant(session: AsyncSession, beneficiary: UUID, turn: Turn, *, only_open: bool = False) -> Meant:
    """The case that the turn is about: the one whose number is told, else the first of the kind that is spoken of.

    With `only_open` a case that is over is meant only where its number is told.
    """
    named = turn.value("case_reference")
    cases = await cases_of(session, beneficiary)
    if named is not None:
        found = next((case for case in cases if case.reference == named), None)
        return Meant(found, reference=named)
    digits = words.digits_in(turn.text)
    typed = by_digits(cases, digits)
    if typed is not None or (digits and words.names_a_number(turn.text)):
        return Meant(typed, reference=typed.reference if typed else digits)
    kind = kind_meant(turn)
    fitting = [c for c in cases if (kind is None or c.kind is kind) and (c.status.is_open or not only_open)]
    return Meant(fitting[0], fitting[1:]) if fitting else Meant(None)
