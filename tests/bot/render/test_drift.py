"""What the actions say and offer is known here: read from their source, so that a new word cannot be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.render import catalogue
from bot.render.choices import LABELS_OF_DATA
from bot.render.families import FAMILIES
from bot.render.registry import acts

ACTIONS = Path(__file__).parents[3] / "actions"


def calls(*names: str) -> Iterator[tuple[str, ast.expr]]:
    """The first arguments of all calls of these names, with the place they stand at."""
    for path in sorted(ACTIONS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                yield f"{path.name}:{node.lineno}", node.args[0]


def test_every_act_that_the_actions_send_can_be_told() -> None:
    sent = {(place, node.value) for place, node in calls("SemanticMessage", "say") if isinstance(node, ast.Constant)}
    assert sent
    assert not [(place, act) for place, act in sent if act not in acts()]


def test_every_label_of_a_choice_is_written() -> None:
    say = catalogue("ar")
    labels = {(place, node.value) for place, node in calls("Choice", "value_choice") if isinstance(node, ast.Constant)}
    assert labels
    assert not [(place, label) for place, label in labels if not say.has(label) and label not in LABELS_OF_DATA]


def test_every_label_made_from_a_code_belongs_to_a_family() -> None:
    families = {family.name for family in FAMILIES}
    for place, node in calls("Choice", "value_choice"):
        if isinstance(node, ast.JoinedStr):
            start = node.values[0]
            assert isinstance(start, ast.Constant), place
            assert str(start.value).rstrip(".") in families, place


def test_every_request_that_is_offered_has_a_label() -> None:
    say = catalogue("ar")
    offered = {(place, node.value) for place, node in calls("intent_choice") if isinstance(node, ast.Constant)}
    assert offered
    assert not [(place, intent) for place, intent in offered if not say.has(f"choice.{intent}")]
