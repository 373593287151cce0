"""A standing clock: texts tell how far off a day is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions.clock import FrozenClock, use_clock
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with use_clock(FrozenClock(NOW)):
        yield
