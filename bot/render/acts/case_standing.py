"""Where a case stands: its status, how it came there in plain words, and what is left."""

from __future__ import annotations

from actions.cases.models import CaseStatus
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, short_day

# One event is told by "filed on"; more than these are no longer read.
_FEWEST, _MOST = 2, 8


@renders("case.status")
def status(say: Catalogue, data: Data) -> str:
    filed_on = data.day_or_none("filed_on")
    return paragraphs(
        lines(_head(say, data), _state(say, data), _note(say, data)),
        _needed(say, data),
        lines(
            say("case.status.filed_on", day=day(say, filed_on), when=from_now(say, filed_on)) if filed_on else None,
            _answer_by(say, data),
        ),
        _timeline(say, data),
        _silent(say, data),
        _remaining(say, data),
        _others(say, data),
    )


def _answer_by(say: Catalogue, data: Data) -> str | None:
    """By when there is an answer, or that no day is known, for who waits."""
    if not _is_open(data):
        return None
    until = data.day_or_none("respond_by")
    return say("case.status.respond_by", day=day(say, until)) if until else say("case.filed.no_date")


@renders("case.changed")
def changed(say: Catalogue, data: Data) -> str:
    return paragraphs(
        lines(say("case.changed", kind=_the(say, data), reference=data.text("reference")), _state(say, data), _note(say, data)),
        _needed(say, data),
        _remaining(say, data),
    )


@renders("case.list")
def case_list(say: Catalogue, data: Data) -> str:
    return lines(say("case.list"), _rows(say, data.parts("cases")))


@renders("case.none")
def none(say: Catalogue, data: Data) -> str:
    """No such case, or none that is open: then what became of the last one is told."""
    if data.has("last"):
        last = data.part("last")
        state = say.of("case.status", last.text("status"))
        return say("case.none.last", kind=_the(say, last), reference=last.text("reference"), status=state)
    reference = data.text_or_none("reference")
    return say("case.none.reference", reference=reference) if reference else say("case.none")


def _head(say: Catalogue, data: Data) -> str:
    reference = data.text("reference")
    if data.has("kind"):
        return say("case.status", kind=_the(say, data), reference=reference)
    return say("case.status.bare", reference=reference)


def _state(say: Catalogue, data: Data) -> str:
    """The status, and what a decision means; an objection has ways beyond it that a complaint has not."""
    state = data.text("status")
    told = say.of("case.status", state)
    match state, data.text_or_none("kind"):
        case "accepted", "objection":
            return lines(told, say("case.accepted.objection"))
        case "rejected", "complaint":
            return lines(told, say("case.rejected.complaint"))
    return told


def _remaining(say: Catalogue, data: Data) -> str | None:
    """The committee and the court after a refusal; the earlier day is advised, and the latest told as such."""
    if data.text("status") != "rejected" or data.text_or_none("kind") != "objection":
        return None
    if not data.has("remaining"):
        return say("case.rejected.objection")
    left = data.part("remaining")
    if left.flag("committee_over"):
        return say("case.remaining.over", day=day(say, left.day("committee_latest")))
    return say(
        "case.remaining",
        before=day(say, left.day("committee_before")),
        latest=day(say, left.day("committee_latest")),
        court_days=left.number("court_days"),
    )


def _timeline(say: Catalogue, data: Data) -> str | None:
    events = data.parts("timeline")
    if len(events) < _FEWEST:
        return None
    rows = [say("case.timeline.row", day=short_day(say, one.day("at")), what=_event(say, one)) for one in events[-_MOST:]]
    return lines(say("case.timeline"), bullets(say, rows))


def _event(say: Catalogue, event: Data) -> str:
    what, files = event.text("event"), event.number_or_none("files")
    if what == "status_changed":
        return say.of("case.event.to", event.text("status"))
    if what == "attachment_added" and files:
        return say.plural("case.event.files", files)
    return say.of("case.event", what)


def _needed(say: Catalogue, data: Data) -> str | None:
    needs = [say.of("case.need", code) for code in data.texts("needs")]
    return lines(say("case.needs"), bullets(say, needs)) if needs else None


def _note(say: Catalogue, data: Data) -> str | None:
    note = data.text_or_none("note")
    return say("case.note", note=note) if note else None


def _silent(say: Catalogue, data: Data) -> str | None:
    days = data.number_or_none("silent_days")
    return say.plural("case.silent", days) if days else None


def _others(say: Catalogue, data: Data) -> str | None:
    others = data.parts("others")
    return lines(say("case.others"), _rows(say, others)) if others else None


def _rows(say: Catalogue, cases: list[Data]) -> str:
    rows = (
        say(
            "case.row",
            kind=say.of("case.kind", one.text("kind")),
            reference=one.text("reference"),
            day=short_day(say, one.day("filed_on")),
            status=say.of("case.status", one.text("status")),
        )
        for one in cases
    )
    return bullets(say, rows)


def _the(say: Catalogue, data: Data) -> str:
    return say.of("case.the", data.text("kind"))


def _is_open(data: Data) -> bool:
    return CaseStatus(data.text("status")).is_open
