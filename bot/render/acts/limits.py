"""Where the assistant ends: not understood, not ours, danger, and our own failures."""

from __future__ import annotations

from actions.clock import today
from actions.eligibility import rules
from bot.render.catalogue import Catalogue
from bot.render.codes import BODIES, DANGERS, HELPLINES
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import lines, paragraphs, renders


@renders("fallback")
def fallback(say: Catalogue, data: Data) -> str:
    """First a rephrase with examples of what it may have meant, then the menu and a person; of a question about our matters
    that no entry answers, that nobody here knows."""
    if data.flag("unanswered"):
        return say("fallback.unanswered", number=rules.helplines(today()).unified)
    if (data.number_or_none("attempt") or 1) > 1:
        return say("fallback.again")
    meant = [say.of("example", intent) for intent in data.texts("candidates") if say.has(f"example.{intent}")]
    if not meant:
        return say("fallback")
    return paragraphs(say("fallback.meant"), lines(*(say("fallback.example", example=example) for example in meant)))


@renders("out_of_scope")
def out_of_scope(say: Catalogue, data: Data) -> str:
    """Whose matter it is and where they are found, what of ours comes near it, and what we do."""
    body = data.text_or_none("body")
    if body is None:
        return say("out_of_scope")
    near = say.of("out_of_scope.near", body) if say.has(f"out_of_scope.near.{body}") else None
    return paragraphs(lines(_where(say, body), _number(say, body)), near or say("out_of_scope.ours"))


def _where(say: Catalogue, body: str) -> str:
    if body not in BODIES:
        raise MissingData(f"out_of_scope: {body!r}")
    return say.of("out_of_scope.body", body)


def _number(say: Catalogue, body: str) -> str | None:
    """A number where waiting for a portal would not do."""
    known = rules.helplines(today())
    match body:
        case "police_security":
            return say("out_of_scope.number.police_security", number=known.emergency)
        case "health":
            return say("out_of_scope.number.health", number=known.health_advice)
    return None


@renders("frustration")
def frustration(say: Catalogue, data: Data) -> str:
    return say("frustration")


@renders("apology")
def apology(say: Catalogue, data: Data) -> str:
    return say("apology")


@renders("speech.not_understood")
def speech_not_understood(say: Catalogue, data: Data) -> str:
    """Nothing was heard in it; or with a `reason` it could not be heard at all: `lost`, `long`, `unavailable`."""
    reason = data.text_or_none("reason")
    return say.of("speech", reason) if reason else say("speech.not_understood")


@renders("upload.received")
def upload_received(say: Catalogue, data: Data) -> str:
    return say("upload.received")


@renders("attachment.rejected")
def attachment_rejected(say: Catalogue, data: Data) -> str:
    return say.of("attachment.rejected", data.text("reason"))


@renders("danger.help")
def danger_help(say: Catalogue, data: Data) -> str:
    """Calm words, the numbers, a person. Nothing is asked before."""
    kind = data.text("kind")
    if kind not in DANGERS:
        raise MissingData(f"danger.help: {kind!r}")
    named = _named(data)
    numbers = lines(*(_line(say, name, number) for name, number in named))
    return paragraphs(say.of("danger", kind), numbers, say("danger.person"))


def _named(data: Data) -> list[tuple[str, str]]:
    """Each number with what it is for: as the act tells it, else as the rules know the number."""
    if data.has("lines"):
        lines_by_name = data.part("lines")
        return [(name, lines_by_name.text(name)) for name in lines_by_name.as_json()]
    known = rules.helplines(today())
    names = {getattr(known, name): name for name in HELPLINES}
    return [(names.get(number, ""), number) for number in data.texts("numbers")]


def _line(say: Catalogue, name: str, number: str) -> str:
    return say("danger.line", name=_name(say, name), number=number) if _name(say, name) else number


def _name(say: Catalogue, name: str) -> str:
    return say.of("helpline", name) if say.has(f"helpline.{name}") else ""
