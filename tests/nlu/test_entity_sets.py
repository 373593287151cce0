"""How well entities are found in messages by a writer who had not seen the lexicon, in every register."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.workbench.entity_score import Labelled, Report, labelled, score

SETS = Path(__file__).parent / "sets" / "entities"
# A little under what is measured: dev was looked at, test only scored.
FLOORS = {"dev": 0.985, "test": 0.965}


@pytest.fixture(scope="module", params=FLOORS)
def report(request: pytest.FixtureRequest) -> tuple[str, Report]:
    return request.param, score(labelled([SETS / f"{request.param}.tsv"]))


def test_entity_and_value_are_right_together(report: tuple[str, Report]) -> None:
    name, found = report
    assert found.scores["all"].f1 >= FLOORS[name]


def test_what_is_found_stands_where_it_is_said(report: tuple[str, Report]) -> None:
    every = report[1].scores["all"]
    assert every.in_place == every.right


def test_a_value_that_is_not_there_is_missed_and_one_too_many_invented() -> None:
    wrong = score([Labelled("najdi", "راتبي 3000", {("count", "4"): "4"})]).scores["all"]
    assert (wrong.right, wrong.missed, wrong.invented) == (0, 1, 1)
