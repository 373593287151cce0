"""How well values are found in messages by a writer who had not seen the lexicon, in every register: floors that may only rise."""

from __future__ import annotations

import pytest

from nlu.workbench.measures import ALL
from nlu.workbench.others import values
from nlu.workbench.sets import SETS, read_entities

# A little under what is measured: dev was looked at, test only scored.
FLOORS = {"entities_dev": 0.985, "entities_test": 0.965}


@pytest.mark.parametrize("name", FLOORS)
def test_entities_and_values_are_right_together_and_stand_where_they_are_said(name: str) -> None:
    found = values(read_entities(SETS / f"{name}.tsv"))
    assert (found.registers[ALL].f1 or 0) >= FLOORS[name], found.registers
    assert found.in_place == 1.0
