"""Conversations run through all processes, with the trained model and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.stack import Stack, Talk, running_stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with running_stack() as running:
        yield running


@pytest.fixture
def talk(stack: Stack) -> Callable[[], Talk]:
    """Opens a new conversation."""
    return lambda: Talk(stack.address)
