"""Approved texts that announce news where only such may be sent. They tell of what, never what: whoever holds the phone may
read them, and the words are fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = ("appointment", "case", "payment", "card", "benefit", "agent", "news")
_OF_FAMILY = {
    "appointment": "appointment",
    "case": "case",
    "payment": "payment",
    "eligibility": "news",
    "card": "card",
    "benefit": "benefit",
    "path": "benefit",
    "agent": "agent",
    "handoff": "agent",
}


def template_for(act: str) -> str:
    """The template that announces an act."""
    return _OF_FAMILY.get(act.partition(".")[0], "news")


def template_content(act: str, language: str) -> Mapping[str, Any]:
    """The template as a delivery carries it."""
    return {"kind": "template", "template": template_for(act), "language": language}
