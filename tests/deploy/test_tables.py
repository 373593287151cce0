"""Tables that speakers and operators edit: a key that stands twice would silently take the place of the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for room in ("actions", "bot", "nlu")
    for kind in ("*.yml", "*.yaml")
    for path in (ROOT / room).rglob(kind)
    if ".venv" not in path.parts
)


def twice(node: yaml.Node | None) -> Iterator[str]:
    """Every key of this node, or below it, that stands twice."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (f"{key} (line {node.start_mark.line + 1})" for key in {*keys} if keys.count(key) > 1)
        for _, value in node.value:
            yield from twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from twice(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_key_stands_twice(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        assert [*twice(yaml.compose(file, yaml.CSafeLoader))] == []


def test_a_key_that_stands_twice_is_found() -> None:
    assert [*twice(yaml.compose("a: {b: 1, c: 2, b: 3}"))] == ["b (line 1)"]
