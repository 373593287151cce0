"""What the bench cannot do, said to the person at it."""

from __future__ import annotations


class BenchError(Exception):
    """One sentence: what is wrong, and what to do."""
