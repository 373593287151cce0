"""Where the assistant ends: not understood, not ours, not ready, danger, and our own failures."""

from __future__ import annotations

from actions.clock import today
from actions.eligibility import rules
from bot.render.acts.conversation import name_of
from bot.render.catalogue import Catalogue
from bot.render.codes import DANGERS, HELPLINES
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import lines, paragraphs, renders


@renders("fallback")
def fallback(say: Catalogue, data: Data) -> str:
    """First a rephrase with examples, then the menu and a person."""
    return say("fallback.again") if (data.number_or_none("attempt") or 1) > 1 else say("fallback")


@renders("out_of_scope")
def out_of_scope(say: Catalogue, data: Data) -> str:
    return say("out_of_scope")


@renders("frustration")
def frustration(say: Catalogue, data: Data) -> str:
    return say("frustration")


@renders("apology")
def apology(say: Catalogue, data: Data) -> str:
    return say("apology")


@renders("not_yet")
def not_yet(say: Catalogue, data: Data) -> str:
    return say("not_yet", service=name_of(say, data.text("intent")))


@renders("speech.not_understood")
def speech_not_understood(say: Catalogue, data: Data) -> str:
    return say("speech.not_understood")


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
