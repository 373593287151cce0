"""Writing what was decided and paid, and the cards that follow from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.cards.models import CardStatus
from actions.demo.copying import Progress, copy_rows, reserve_ids
from actions.demo.dates import month
from actions.demo.facts import Assessed
from actions.demo.personas import MONTHS
from actions.demo.population.draw import Draw
from actions.demo.population.incomes import Incomes
from actions.demo.population.outcomes import Outcomes, payment_reasons
from actions.demo.population.people import People
from actions.eligibility.rules import payment_date

Row = tuple[Any, ...]


async def write_decisions(session: AsyncSession, people: People, outcomes: Outcomes, today: date, progress: Progress) -> None:
    """Store the decisions in force with their reasons, and the acceptances that a stop ended."""
    columns = (
        "id",
        "beneficiary_id",
        "status",
        "since",
        "category",
        "minimum",
        "counted_income",
        "pension",
        "superseded_by",
    )
    earlier = list(_earlier(people, outcomes, today))
    total = len(people.ids) + len(earlier)
    await copy_rows(session, "decisions", columns, [*earlier, *_decisions(people, outcomes)], total, progress)
    reasons = list(_reasons(outcomes))
    await copy_rows(session, "decision_reasons", ("decision_id", "code", "position"), reasons, len(reasons), progress)


async def write_payments(
    session: AsyncSession, people: People, outcomes: Outcomes, incomes: Incomes, today: date, progress: Progress
) -> None:
    """Store what was paid in the last months, and why it changed."""
    total = sum(int((amounts > 0).sum()) for amounts in outcomes.paid)
    ids = iter(await reserve_ids(session, "payments", total))
    rows: list[Row] = []
    reasons: list[Row] = []
    for ago in range(MONTHS):
        on = month(today, ago)
        paid = np.flatnonzero(outcomes.paid[ago])
        numbers = dict(zip(paid.tolist(), ids, strict=False))
        amounts = outcomes.paid[ago][paid].tolist()
        rows += [
            (numbers[row], people.ids[row], on, amount, payment_date(on))
            for row, amount in zip(paid.tolist(), amounts, strict=True)
        ]
        reasons += [(numbers[row], code.value) for row, code in payment_reasons(outcomes, incomes, ago)]
    columns = ("id", "beneficiary_id", "month", "amount", "paid_on")
    await copy_rows(session, "payments", columns, rows, total, progress)
    await copy_rows(session, "payment_reasons", ("payment_id", "code"), reasons, len(reasons), progress)


async def write_cards(
    session: AsyncSession, draw: Draw, people: People, outcomes: Outcomes, today: date, told: Any, progress: Progress
) -> None:
    """Store a card, or that there is none, for everybody."""
    columns = ("id", "beneficiary_id", "status", "issued_on", "expires_on", "token")
    rows = _cards(draw, people, outcomes, today, told)
    await copy_rows(session, "cards", columns, rows, len(people.ids), progress)


def _decisions(people: People, outcomes: Outcomes) -> Iterator[Row]:
    assessed = zip(*_amounts(outcomes.now), strict=True)
    since = outcomes.since.tolist()
    for row, (minimum, counted, pension) in enumerate(assessed):
        status = DecisionStatus(outcomes.status[row])
        decided = status is not DecisionStatus.UNDER_REVIEW
        yield (
            outcomes.ids[row],
            people.ids[row],
            status.value,
            since[row],
            str(outcomes.category[row]) or None,
            minimum if decided else None,
            counted if decided else None,
            pension if status is DecisionStatus.ELIGIBLE else None,
            None,
        )


def _earlier(people: People, outcomes: Outcomes, today: date) -> Iterator[Row]:
    minimum, counted, pension = _amounts(outcomes.then)
    for row in np.flatnonzero(outcomes.where(DecisionStatus.SUSPENDED)).tolist():
        yield (
            outcomes.earlier_ids[row],
            people.ids[row],
            DecisionStatus.ELIGIBLE.value,
            month(today, int(outcomes.accepted[row])),
            str(outcomes.category[row]),
            minimum[row],
            counted[row],
            pension[row],
            outcomes.ids[row],
        )


def _amounts(assessed: Assessed) -> tuple[list[float], list[float], list[float]]:
    return assessed.minimum.tolist(), assessed.counted_income.tolist(), assessed.pension.tolist()


def _reasons(outcomes: Outcomes) -> Iterator[Row]:
    refused = outcomes.where(DecisionStatus.INELIGIBLE) | outcomes.where(DecisionStatus.SUSPENDED)
    positions: dict[UUID, int] = {}
    for reason, applies in outcomes.now.reasons.items():
        for row in np.flatnonzero(applies & refused).tolist():
            decision = outcomes.ids[row]
            positions[decision] = positions.get(decision, 0) + 1
            yield decision, reason.value, positions[decision]


def _cards(draw: Draw, people: People, outcomes: Outcomes, today: date, told: Any) -> Iterator[Row]:
    of_eligible = draw.code(told["states"]).tolist()
    ahead, ago = draw.between(*told["active_days"]).tolist(), draw.between(*told["expired_days"]).tolist()
    since = outcomes.since.tolist()
    for row, status in enumerate(outcomes.status.tolist()):
        state = CardStatus(_CARD.get(status) or of_eligible[row])
        if state in (CardStatus.NOT_ISSUED, CardStatus.UNDER_REVIEW):
            yield uuid4(), people.ids[row], state.value, None, None, None
            continue
        expires_on = today + timedelta(days=-ago[row] if state is CardStatus.EXPIRED else ahead[row])
        issued_on = expires_on - timedelta(days=told["valid_days"])
        if state is not CardStatus.SUSPENDED:
            issued_on = min(max(issued_on, since[row]), expires_on)
        yield uuid4(), people.ids[row], state.value, issued_on, expires_on, secrets.token_urlsafe(16)


_CARD = {
    DecisionStatus.INELIGIBLE.value: CardStatus.NOT_ISSUED.value,
    DecisionStatus.UNDER_REVIEW.value: CardStatus.UNDER_REVIEW.value,
    DecisionStatus.SUSPENDED.value: CardStatus.SUSPENDED.value,
}
