"""Where a person stands: the decision in force and its reasons."""

from __future__ import annotations

from typing import Any

from actions.clock import today
from actions.eligibility.reasons import citation_of
from bot.render.acts.prescreen import change
from bot.render.catalogue import Catalogue
from bot.render.citations import cited
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, money


@renders("eligibility.status")
def status(say: Catalogue, data: Data) -> Said:
    reasons = [_reason(say, reason) for reason in data.parts("reasons")]
    since = data.day_or_none("since")
    text = paragraphs(
        lines(
            say.of("eligibility.status", data.text("status")),
            say("eligibility.status.since", day=day(say, since)) if since else None,
            _pension(say, data),
        ),
        _told(say, reasons),
        _sum(say, data),
        change(say, data),
        _until(say, data),
    )
    return Said(text, {"reasons": reasons})


def _reason(say: Catalogue, reason: Data) -> dict[str, Any]:
    code = reason.text("code")
    return {**reason.as_json(), "text": say.of("reason", code), "citation": cited(say, str(citation_of(code)))}


def _told(say: Catalogue, reasons: list[dict[str, Any]]) -> str | None:
    if not reasons:
        return None
    rows = (say("reason.with_citation", reason=one["text"], citation=one["citation"]) for one in reasons)
    return lines(say("eligibility.status.reasons"), bullets(say, rows))


def _pension(say: Catalogue, data: Data) -> str | None:
    pension = data.amount_or_none("pension")
    if pension is None or data.text("status") != "eligible":
        return None
    return say("eligibility.status.pension", amount=money(say, pension))


def _sum(say: Catalogue, data: Data) -> str | None:
    """The two amounts that were compared, where the income was the reason."""
    minimum, counted = data.amount_or_none("minimum"), data.amount_or_none("counted_income")
    codes = [reason.text("code") for reason in data.parts("reasons")]
    if minimum is None or counted is None or "income_above_minimum" not in codes:
        return None
    return say("eligibility.status.compared", minimum=money(say, minimum), counted=money(say, counted))


def _until(say: Catalogue, data: Data) -> str | None:
    until = data.day_or_none("can_object_until")
    if until is None:
        return None
    if until < today():
        return say("eligibility.status.until_passed", day=day(say, until))
    return say("eligibility.status.until", day=day(say, until), when=from_now(say, until))
