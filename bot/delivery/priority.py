"""What leaves first."""

from __future__ import annotations

from enum import IntEnum


class Priority(IntEnum):
    """The smaller the sooner."""

    REPLY = 0
    """Somebody waits for it: an answer, a code."""
    NOTICE = 5
    """Nobody asked for it just now."""
