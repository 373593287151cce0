"""The finder over the entries as they stand, built once."""

from __future__ import annotations

import pytest

from nlu.knowledge.finding import Finder, finder
from nlu.workbench.knowledge import QUESTIONS, Question, read_questions


@pytest.fixture(scope="session")
def found() -> Finder:
    return finder()


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    return read_questions(QUESTIONS)
