"""What a bare yes may mean after an answer that asked whether to go on, where no form is open: the services it offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.messages import Choice
from actions.dialogue.reply import as_request
from actions.dialogue.turn import NO_REQUESTS, Turn

_ASKS = frozenset(
    {
        "appointment.closed", "appointment.follow_up", "appointment.missed", "appointment.none", "appointment.offer_gone",
        "case.none", "clinic.locations", "eligibility.next_steps", "mandate.too_many", "upload.received",
    }
)  # fmt: skip
_PAID = "payment.last"
# Where to go on, and whom to talk to, stands under many an answer: nobody is asked whether they want it.
_ALWAYS_THERE = NO_REQUESTS | {"talk_to_agent", "help", "log_out", "faq", "browse_topics", "ask_payment_date"}


def offered(turn: Turn) -> Sequence[Choice]:
    """The services that the last answer asked about, in the order in which it named them; empty where it asked nothing."""
    last = turn.last_messages[-1] if turn.last_messages else {}
    if not _asked(last):
        return ()
    choices = [Choice(one["label"], as_request(one["request"]), one["data"]) for one in last.get("choices") or ()]
    return [one for one in choices if one.request.intent.partition("/")[0] not in _ALWAYS_THERE]


def _asked(said: dict[str, Any]) -> bool:
    """A payment asks only where it fell: then ways against it are named."""
    data = said.get("data") or {}
    fell = said.get("act") == _PAID and (data.get("previous_amount") or 0) > (data.get("amount") or 0)
    return said.get("act") in _ASKS or fell
