"""What can go wrong between a semantic message and its text: always a mistake of ours, never of the person."""

from __future__ import annotations


class RenderError(Exception):
    """A message cannot be told."""


class UnknownAct(RenderError):
    """No renderer is registered for this act."""


class MissingData(RenderError):
    """The act came without a field that its text needs, or with one of another kind."""


class MissingText(RenderError):
    """A catalogue has no such key, or the text has a hole that nobody fills."""
