"""Telling what is due, once for each recipient and period; amounts and results are never in a notice.

A notice may be read by whoever sees the phone: it tells that there is something, and what it is stands in the
conversation, after a proof of identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, Row, cast, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, Payment
from actions.cards.models import Card, CardStatus
from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import leave_notice
from actions.dialogue.messages import SemanticMessage, intent_choice
from actions.eligibility import rules
from actions.notices.models import ToldNotice
from actions.notices.policy import policy
from actions.notices.recipients import Recipient, Wanted
from actions.profile.models import NoticeKind

CHUNK = 500
"""So many are told in one transaction."""

STOP = intent_choice("unsubscribe")


@dataclass(frozen=True, slots=True)
class Due:
    """One notice for one recipient."""

    to: Recipient
    kind: NoticeKind
    period: str
    message: SemanticMessage


async def tell_due(session: AsyncSession, now: datetime, *, at_once: bool = False) -> int:
    """Tells up to `CHUNK` notices of each kind that are due, outside the quiet hours unless `at_once`; how many."""
    if quiet_hours().holds(now) and not at_once:
        return 0
    told = 0
    for due in [*await _payments(session, now.date()), *await _results(session, now.date()), *await _cards(session, now.date())]:
        told += await _tell(session, due, now)
    return told


async def _payments(session: AsyncSession, today: date) -> list[Due]:
    """A payment that is on file, to its person; of nobody in particular, that it is the day of payment."""
    wanted, since = Wanted(NoticeKind.PAYMENT), today - policy().catch_up
    month = func.to_char(Payment.month, "YYYY-MM")
    paid = (
        wanted.query(month)
        .join(Payment, Payment.beneficiary_id == wanted.row.person)
        .where(Payment.paid_on.between(since, today))
        .add_columns(Payment.paid_on, month)
    )
    due = []
    for row in await session.execute(paid.limit(CHUNK)):
        data = {"paid_on": row[5].isoformat(), "month": row[6]}
        message = SemanticMessage("payment.paid", data, (intent_choice("ask_my_payment"), STOP))
        due.append(Due(Recipient.of(row), NoticeKind.PAYMENT, row[6], message))
    day = rules.payment_date(today.replace(day=1))
    if since <= day <= today:
        data = {"date": day.isoformat(), "may_shift": rules.payment_may_move(day)}
        message = SemanticMessage("payment.day", data, (intent_choice("ask_my_payment"), STOP))
        due += await _to_anybody(session, wanted, _month(day), message, known=False)
    return due


async def _results(session: AsyncSession, today: date) -> list[Due]:
    """That the results of the month are out: to whoever has a decision on file, and to nobody in particular."""
    day = rules.result_date(today.replace(day=1))
    if not today - policy().catch_up <= day <= today:
        return []
    message = SemanticMessage(
        "results.out", {"date": day.isoformat(), "month": _month(day)}, (intent_choice("ask_my_status"), STOP)
    )
    wanted = Wanted(NoticeKind.RESULTS)
    known = await _to_anybody(session, wanted, _month(day), message, known=True)
    return [*known, *await _to_anybody(session, wanted, _month(day), message, known=False)]


async def _cards(session: AsyncSession, today: date) -> list[Due]:
    """That a card ends soon, at each of the times that the policy names."""
    wanted, due = Wanted(NoticeKind.CARD), []
    nearer = today
    for ahead in policy().card_ahead:
        period = func.concat(func.to_char(Card.expires_on, "YYYY-MM-DD"), "/", ahead.days)
        ending = (
            wanted.query(period)
            .join(Card, Card.beneficiary_id == wanted.row.person)
            .where(
                Card.status == CardStatus.ACTIVE,
                Card.expires_on >= cast(nearer, Date),
                Card.expires_on <= cast(today + ahead, Date),
            )
            .add_columns(Card.expires_on, period)
        )
        for row in await session.execute(ending.limit(CHUNK)):
            data = {"expires_on": row[5].isoformat()}
            message = SemanticMessage("card.expiring", data, (intent_choice("show_card"), STOP))
            due.append(Due(Recipient.of(row), NoticeKind.CARD, row[6], message))
        # Whoever is told of the near end is not told of the far one beside it.
        nearer = today + ahead + timedelta(days=1)
    return due


async def _to_anybody(
    session: AsyncSession, wanted: Wanted, period: str, message: SemanticMessage, *, known: bool
) -> list[Due]:
    """The same to all who want it: those who are known and have a decision on file, or those who are not known."""
    query = wanted.query(period)
    if known:
        has_decision = select(Decision.id).where(
            Decision.beneficiary_id == wanted.row.person, Decision.superseded_by.is_(None)
        )
        query = query.where(has_decision.exists())
    else:
        query = query.where(wanted.row.person.is_(None))
    rows: Sequence[Row[Any]] = (await session.execute(query.limit(CHUNK))).all()
    return [Due(Recipient.of(row), wanted.kind, period, message) for row in rows]


async def _tell(session: AsyncSession, due: Due, now: datetime) -> bool:
    """Leaves the notice, unless another process has: only one ever hears that it is new."""
    row = {"recipient": due.to.id, "kind": due.kind, "period": due.period, "told_at": now}
    marked = insert(ToldNotice).values(row).on_conflict_do_nothing().returning(ToldNotice.recipient)
    if (await session.execute(marked)).first() is None:
        return False
    leave_notice(
        session,
        due.message.act,
        due.message.data,
        contact=due.to.contact,
        conversation=due.to.conversation,
        beneficiary=due.to.person,
        choices=due.message.choices,
        language=due.to.language,
        due_at=now,
    )
    return True


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
