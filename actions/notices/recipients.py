"""Who wants notices of a kind, each once: a person, or where nobody proved their identity an address or a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from actions.identity.models import IdentitySession
from actions.notices.models import ToldNotice
from actions.profile.models import NoticeKind, Subscription
from actions.profile.subscriptions import CONVERSATIONS

type Period = object
"""A month or a card's end as text, or the expression that gives it for each row."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """`person` is None where nobody proved who they are when they subscribed; then only what holds for all is told."""

    id: UUID
    person: UUID | None
    contact: UUID | None
    conversation: UUID
    language: str

    @staticmethod
    def of(row: Sequence[Any]) -> Recipient:
        return Recipient(row[0], row[1], row[2], row[3], row[4] or "ar")


class Wanted:
    """The subscriptions to one kind: of each recipient what was said last, where that was yes."""

    def __init__(self, kind: NoticeKind) -> None:
        self.kind = kind
        # Who signs in after they subscribed is told in that conversation what is theirs; other addresses stay as they are.
        proved = (
            select(IdentitySession.beneficiary_id)
            .where(
                IdentitySession.conversation_id == Subscription.conversation_id,
                IdentitySession.ended_at.is_(None),
                Subscription.beneficiary_id.is_(None),
            )
            .scalar_subquery()
        )
        person = func.coalesce(Subscription.beneficiary_id, proved)
        recipient = func.coalesce(person, Subscription.contact_id, Subscription.conversation_id)
        newest = (
            select(
                recipient.label("recipient"),
                person.label("person"),
                Subscription.contact_id,
                Subscription.conversation_id,
                CONVERSATIONS.c.language,
                Subscription.subscribed,
            )
            .join(CONVERSATIONS, CONVERSATIONS.c.id == Subscription.conversation_id)
            .where(Subscription.kind == kind)
            .ext(distinct_on(recipient))
            .order_by(recipient, Subscription.changed_at.desc())
            .subquery()
        )
        self.row = newest.c

    def query(self, period: Period) -> Select[tuple[UUID, UUID | None, UUID | None, UUID, str | None]]:
        """Those who want it and have not been told it for this period."""
        told = exists().where(
            and_(
                ToldNotice.recipient == self.row.recipient, ToldNotice.kind == self.kind, ToldNotice.period == period
            )
        )
        row = self.row
        columns = (row.recipient, row.person, row.contact_id, row.conversation_id, row.language)
        return select(*columns).where(row.subscribed, ~told)
