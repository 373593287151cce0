"""Text for people: tables, and Arabic that keeps its place among Latin letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FSI, _PDI = "\u2068", "\u2069"
_LEADING_SPACES = 2


def isolated(text: str) -> str:
    """The text with its own direction, so that what stands beside it stays where it is. Line breaks would end a line of ours."""
    return f"{_FSI}{' '.join(text.split())}{_PDI}"


def percent(share: float | None, digits: int = 1) -> str:
    """A share as people read it; a dash where there is nothing to take a share of."""
    return "-" if share is None else f"{100 * share:.{digits}f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table for the terminal: the first column to the left, the others, numbers, to the right."""
    listed = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[at]) for row in listed), 0) if listed else len(head) for at, head in enumerate(heads)]
    return [" " * _LEADING_SPACES + _line(row, widths) for row in [list(heads), *listed]]


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The same as Markdown."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    cells = [list(heads), rule, *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return ["| " + " | ".join(row) + " |" for row in cells]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths)))
    return "  ".join([first, *others]).rstrip()
