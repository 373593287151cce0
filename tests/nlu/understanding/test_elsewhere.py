"""How another body's matter and the classifier's reading are weighed."""

from __future__ import annotations

import pytest

from nlu.arabic.bodies import Certainty, Elsewhere
from nlu.understanding.elsewhere import LIKELY_BELOW, sent_on
from nlu.understanding.readings import NOTHING_CLAIMED, OUT_OF_SCOPE, Reading, Understood


def read_as(label: str, confidence: float, *others: tuple[str, float], claimed: bool = True) -> Understood:
    ranking = [Reading(label, confidence), *(Reading(*other) for other in others)]
    return Understood(ranking[0] if claimed else Reading(NOTHING_CLAIMED, confidence), ranking, 0.9)


def traffic(certainty: Certainty) -> Elsewhere:
    return Elsewhere("traffic", certainty)


def test_what_is_surely_another_bodys_is_out_of_scope_whatever_the_classifier_says() -> None:
    told = sent_on(read_as("file_objection", 0.99, ("track_case", 0.01)), traffic(Certainty.SURE))
    assert told.intent.label == OUT_OF_SCOPE
    assert [reading.label for reading in told.ranking] == [OUT_OF_SCOPE, "file_objection"]
    assert sum(confidence for _, confidence in told.ranking) <= 1.0 + 1e-9


@pytest.mark.parametrize(("confidence", "label"), [(LIKELY_BELOW, "file_objection"), (LIKELY_BELOW - 0.01, OUT_OF_SCOPE)])
def test_a_likely_matter_gives_way_to_a_request_that_is_surely_ours(confidence: float, label: str) -> None:
    assert sent_on(read_as("file_objection", confidence), traffic(Certainty.LIKELY)).intent.label == label


def test_a_hint_tells_only_where_nothing_is_claimed_and_it_may_be_out_of_scope() -> None:
    doubtful = read_as("file_objection", 0.4, (OUT_OF_SCOPE, 0.3), claimed=False)
    assert sent_on(doubtful, traffic(Certainty.HINT)).intent.label == OUT_OF_SCOPE
    assert sent_on(read_as("file_objection", 0.4, (OUT_OF_SCOPE, 0.3)), traffic(Certainty.HINT)).intent.label == "file_objection"
    far = read_as("file_objection", 0.4, ("track_case", 0.3), claimed=False)
    assert sent_on(far, traffic(Certainty.HINT)).intent.label == NOTHING_CLAIMED


def test_a_message_that_may_be_of_danger_is_never_sent_on() -> None:
    told = read_as("talk_to_agent", 0.5)._replace(danger=0.2)
    assert sent_on(told, traffic(Certainty.SURE)) is told


def test_a_farewell_with_a_hospital_in_it_is_a_farewell() -> None:
    told = read_as("goodbye", 0.9)
    assert sent_on(told, traffic(Certainty.SURE)) is told


def test_what_nobody_else_does_stays_as_it_was_understood() -> None:
    told = read_as("show_card", 0.9)
    assert sent_on(told, None) is told
