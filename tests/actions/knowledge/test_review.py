"""What is due for a review, and the command that lists it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.eligibility.reading import provenance
from actions.knowledge.__main__ import main
from actions.knowledge.entries import entries, entry
from actions.knowledge.review import due


def test_what_is_checked_lately_is_not_due() -> None:
    assert due(entry("scams").source.last_checked) == []


def test_the_most_urgent_comes_first_and_an_entry_when_its_day_comes() -> None:
    day = entry("card_about").source.review_by
    found = due(day)
    assert [one.source.review_by for one in found] == sorted(one.source.review_by for one in found)
    assert "card_about" in [one.place for one in found]
    assert "card_about" not in [one.place for one in due(day - timedelta(days=1))]
    assert "card_about" in [one.place for one in due(day - timedelta(days=10), within=10)]


def test_an_entry_whose_number_is_past_its_review_is_due_with_that_number() -> None:
    day = provenance("contacts.hrsd_unified", date(2026, 11, 22)).review_by + timedelta(days=1)
    overpayment = next(one for one in due(day) if one.place == "overpayment")
    assert overpayment.source.review_by > day
    assert overpayment.numbers == ("unified",)


def test_in_the_end_everything_is_due() -> None:
    places = len(entries()) + sum(len(one.sections) for one in entries().values())
    assert len(due(date(2099, 1, 1))) == places


def test_the_command_lists_places_and_tells_when_something_is_late(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--on", "2026-11-22", "--within", "100"]) == 0
    listed = capsys.readouterr().out
    assert "card_about" in listed
    assert "past" not in listed
    assert main(["--on", "2027-03-01"]) == 1
    assert "past  2027-02-22" in capsys.readouterr().out
