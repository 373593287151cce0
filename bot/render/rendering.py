"""From a semantic message to what a channel sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.channels.capabilities import Capabilities
from bot.render import acts as _acts
from bot.render.catalogue import catalogue
from bot.render.choices import RenderedChoice, rendered_choices
from bot.render.data import Data
from bot.render.fit import fit
from bot.render.isolation import plain
from bot.render.menu import counts, listed
from bot.render.registry import paragraphs, tell

__all__ = ["MediaWish", "Rendered", "render"]

type SemanticJson = Mapping[str, Any]

_log = structlog.get_logger(__name__)
_acts.load()


@dataclass(frozen=True, slots=True)
class MediaWish:
    """Something to draw or make: `kind` is `card`, `appointment` or `slip`, `id` its record."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is sent: `body`, never empty, and `menu`, the choices listed where they cannot be tapped. `data` holds the
    contract's fields, with texts where it wants them."""

    body: str
    menu: str
    choices: tuple[RenderedChoice, ...]
    data: dict[str, Any]
    media: tuple[MediaWish, ...]

    @property
    def text(self) -> str:
        """All of it, as one text."""
        return paragraphs(self.body, self.menu)


def render(
    message: SemanticJson,
    language: str,
    capabilities: Capabilities,
    *,
    strict: bool = False,
    brief: bool = False,
    simple: bool = False,
    before: int = 0,
) -> Rendered:
    """The message in words. One that cannot be told is logged and becomes an apology beside its data and media; with
    `strict` the error is raised instead (a RenderError, unless a value is out of all bounds). `brief` tells it as short as it
    can be told (`registry.briefly`), `simple` in plainer words; `before` rows are listed above it in the same answer."""
    say = catalogue(language, simple=simple)
    fields = dict(message.get("data") or {})
    media = tuple(MediaWish(item["kind"], item["id"]) for item in message.get("media") or ())
    try:
        said = tell(message["act"], say, Data(fields, message["act"]), brief=brief)
        whose = fields.get("on_behalf_of") or fields.get("file_of")
        of_file = say("mandate.of_file", name=whose) if whose else None
        told = paragraphs(of_file, said.text, say("rating.ask") if fields.get("asks_rating") else None)
        choices = rendered_choices(say, message.get("choices") or ())
    except Exception as error:  # whatever is wrong with one message, the person gets an answer
        if strict:
            raise
        # The error's own words may hold what a person said: its kind is enough to find it.
        _log.error("message_not_rendered", act=message.get("act"), language=language, error=type(error).__name__)
        return Rendered(*fit(say("apology"), "", capabilities), (), fields, media)
    numbers = not counts(fields.get("question"), (choice.request for choice in choices))
    menu = listed(say, [choice.title for choice in choices], capabilities, numbers=numbers, before=before)
    return Rendered(*fit(told, menu, capabilities), choices, {**fields, **_without_marks(said.data)}, media)


def _without_marks(value: Any) -> Any:
    """Marks of direction belong to what people see, not to data."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _without_marks(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_marks(item) for item in value]
    return value
