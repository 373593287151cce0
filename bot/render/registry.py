"""Which function tells which act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.errors import UnknownAct


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the fields that the contract adds in words to the act's data."""

    text: str
    data: Mapping[str, Any] = field(default_factory=dict)


type Renderer = Callable[[Catalogue, Data], Said | str]

_RENDERERS: dict[str, Renderer] = {}
_BRIEF: dict[str, Renderer] = {}


def renders(act: str) -> Callable[[Renderer], Renderer]:
    """Makes the function below the renderer of `act`."""

    def register(renderer: Renderer) -> Renderer:
        if act in _RENDERERS:
            raise ValueError(f"{act} has two renderers")
        _RENDERERS[act] = renderer
        return renderer

    return register


def briefly(act: str) -> Callable[[Renderer], Renderer]:
    """Makes the function below tell `act` where each part of a text costs and nobody asked for it: in two parts of an SMS."""

    def register(renderer: Renderer) -> Renderer:
        _BRIEF[act] = renderer
        return renderer

    return register


def tell(act: str, say: Catalogue, data: Data, *, brief: bool = False) -> Said:
    """What the act says, `brief` where there is a short form. UnknownAct where nobody knows it."""
    renderer = (_BRIEF.get(act) if brief else None) or _RENDERERS.get(act)
    if renderer is None:
        raise UnknownAct(act)
    said = renderer(say, data)
    return Said(said) if isinstance(said, str) else said


def acts() -> frozenset[str]:
    """All acts that can be told."""
    return frozenset(_RENDERERS)


def lines(*parts: str | None) -> str:
    """The parts as lines; None and empty ones are left out."""
    return "\n".join(part for part in parts if part)


def paragraphs(*parts: str | None) -> str:
    """The parts with an empty line between them; None and empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
