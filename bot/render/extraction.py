"""Finds the keys of the catalogues, as extraction methods of Babel (`locales/babel.cfg` names them).

`python`: literal keys given to `say(...)` and `say.plural(...)`. `families`: the keys made from codes. `page`: the
keys that the chat page asks for. Run as a module it brings template and catalogues up to date.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import chdir
from typing import IO, Any

from babel.messages.frontend import CommandLineInterface

from bot.render.catalogue import LANGUAGES, LOCALES
from bot.render.families import family_keys

type Found = tuple[int, str | None, str | tuple[str, str], list[str]]

_PAGE_KEY = re.compile(rb"""["'](ui\.[a-z0-9_]+)["']""")
_PLURAL = "plural"


def python(file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:
    """Keys that stand as literals in calls, also behind a condition: `say("a" if late else "b")`."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        plural = isinstance(node.func, ast.Attribute) and node.func.attr == _PLURAL
        if plural or (isinstance(node.func, ast.Name) and node.func.id == "say"):
            for key in _literals(node.args[0]):
                yield (node.lineno, "ngettext", (key, key), []) if plural else (node.lineno, None, key, [])


def families(file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:
    """The keys of the registry, whatever the text of its file says."""
    for key in family_keys():
        yield 1, None, key, []


def page(file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:
    """Keys that stand in quotes in the page and its scripts."""
    for number, line in enumerate(file, 1):
        for found in _PAGE_KEY.finditer(line):
            yield number, None, found[1].decode(), []


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def refresh() -> None:
    """Writes the template anew and brings both catalogues to its keys; texts of keys that are gone are dropped."""
    with chdir(LOCALES.parent):
        source = ["-F", "locales/babel.cfg", "--no-location", "--omit-header", "--sort-output"]
        _pybabel("extract", *source, _WIDTH, "-o", _TEMPLATE, ".")
        for language in LANGUAGES:
            kept = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
            _pybabel("update", "-l", language, "-i", _TEMPLATE, "-d", "locales", *kept, _WIDTH)


def _pybabel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "-q", *arguments])  # type: ignore[no-untyped-call]


_TEMPLATE = "locales/messages.pot"
_WIDTH = "--width=120"

if __name__ == "__main__":
    refresh()
