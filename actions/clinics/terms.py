"""From the slots of the booking form to the terms of an appointment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from actions.clinics.booking import Terms
from actions.clinics.holds import of_conversation, of_offer
from actions.clinics.models import Medium
from actions.dialogue.fields import FormContext


def holder_of(context: FormContext) -> str:
    """Who holds a time in this conversation: the offer that is being taken, else the conversation."""
    return _holder(context.turn.conversation, context.values)


def terms_of(conversation: UUID, values: Mapping[str, Any]) -> Terms:
    medium = values.get("booking_medium")
    return Terms(
        member=values.get("booking_for") or None,
        medium=Medium(medium) if medium else None,
        conversation=conversation,
        holder=_holder(conversation, values),
    )


def _holder(conversation: UUID, values: Mapping[str, Any]) -> str:
    offer = values.get("booking_offer")
    return of_offer(UUID(offer)) if offer else of_conversation(conversation)
