"""Conversations run through all processes, with the trained model and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.dialogues.standing import Standing
from tests.stack import Stack, Talk, running_stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with running_stack() as running:
        yield running


@pytest.fixture(scope="session")
def standing(stack: Stack) -> Standing:
    return Standing.of(stack)


@pytest.fixture(autouse=True)
def as_it_stood(request: pytest.FixtureRequest, standing: Standing) -> None:
    """No conversation meets what an earlier one left behind, unless its script says that it `goes_on` from the one before."""
    script = getattr(request.node, "callspec", None) and request.node.callspec.params.get("script")
    if not (script and script.get("goes_on")):
        standing.restore()


@pytest.fixture
def talk(stack: Stack) -> Callable[[], Talk]:
    """Opens a new conversation."""
    return lambda: Talk(stack.address)
