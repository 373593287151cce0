"""What a turn knows of the message and of the state it came in."""

from __future__ import annotations

import pytest

from actions.dialogue.messages import Request
from actions.dialogue.tasks import OFFERED
from actions.dialogue.turn import LISTEN, Turn
from tests.actions.dialogue.trackers import CONVERSATION, acted, tracker, user


def test_a_turn_knows_its_conversation_and_message() -> None:
    turn = Turn(tracker(events=[acted(LISTEN), user(5), acted("action_greet"), {"event": "user"}]))
    assert (turn.conversation, turn.message_id) == (CONVERSATION, 5)


def test_a_turn_without_a_message_of_a_person_has_no_id() -> None:
    with pytest.raises(ValueError, match="without a message"):
        _ = Turn(tracker(events=[acted(LISTEN)])).message_id


@pytest.mark.parametrize(
    ("first", "second", "close"),
    [(0.50, 0.36, True), (0.50, 0.34, False), (0.61, 0.59, False), (0.30, 0.25, True)],
)
def test_two_readings_are_close_when_neither_is_sure_and_both_are_near(first: float, second: float, close: bool) -> None:
    assert Turn(tracker(ranking=[("show_card", first), ("faq/card_about", second)])).is_close_call is close


@pytest.mark.parametrize("other", ["greet", "out_of_scope", "inform"])
def test_nobody_is_asked_whether_they_meant_no_request_at_all(other: str) -> None:
    assert not Turn(tracker(ranking=[("show_card", 0.4), (other, 0.35)])).is_close_call
    assert not Turn(tracker(ranking=[(other, 0.4), ("show_card", 0.35)])).is_close_call


@pytest.mark.parametrize(
    ("ranking", "beside"),
    [
        ([("inform", 0.36), ("estimate_amount", 0.34)], "estimate_amount"),
        ([("inform", 0.70), ("estimate_amount", 0.30)], None),
        ([("estimate_amount", 0.36), ("inform", 0.34)], None),
        ([("inform", 0.36), ("greet", 0.34)], None),
    ],
)
def test_a_request_beside_a_bare_value_is_one_that_is_nearly_as_likely(ranking: list[tuple[str, float]], beside: str | None) -> None:
    assert Turn(tracker(ranking=ranking)).request_beside == beside


def test_a_message_may_ask_for_what_it_possibly_reads_as() -> None:
    ranking = [("out_of_scope", 0.4), ("show_card", 0.3), ("faq/card_about", 0.1), ("stop", 0.1), ("find_job", 0.02)]
    assert Turn(tracker(ranking=ranking)).likely_requests == ("show_card", "faq/card_about")


def test_a_tapped_choice_is_never_a_close_call() -> None:
    assert not Turn(tracker(ranking=[("show_card", 0.3), ("find_job", 0.3)], chosen=True)).is_close_call


def test_one_reading_alone_is_no_close_call() -> None:
    assert not Turn(tracker(ranking=[("show_card", 0.2)])).is_close_call


@pytest.mark.parametrize(
    ("text", "end", "bare"), [("2000", 4, True), ("2000 ريال", 4, False), ("راتبي هو 2000 ريال شهريا", 4, False), ("6 ", 1, True)]
)
def test_a_message_is_bare_when_it_is_hardly_more_than_its_values(text: str, end: int, bare: bool) -> None:
    found = [{"entity": "money", "value": 1, "start": 0, "end": end}]
    assert Turn(tracker(text=text, entities=found)).is_bare_value is bare


def test_a_message_without_values_is_not_bare() -> None:
    assert not Turn(tracker(text="نعم")).is_bare_value


def test_a_form_reads_the_message_that_has_just_come() -> None:
    state = tracker(form="case_form", slots={"requested_slot": "case_kind"})
    assert Turn(state).is_answer_to_form


def test_a_form_that_has_the_floor_back_after_an_answer_does_not_read_the_message_again() -> None:
    events = [acted(LISTEN), user(7), acted("action_greet"), acted("case_form")]
    state = tracker(form="case_form", slots={"requested_slot": "case_kind"}, events=events)
    assert not Turn(state).is_answer_to_form


def test_a_form_that_has_just_been_opened_reads_the_message_that_opened_it() -> None:
    events = [acted(LISTEN), user(7), acted("action_open_case"), acted("case_form")]
    assert Turn(tracker(form="case_form", events=events)).is_answer_to_form


def test_a_topic_becomes_a_request_of_its_own_name() -> None:
    found = [{"entity": "city", "value": "abha"}]
    assert Turn(tracker("faq", topic="payment_day", entities=found)).as_request() == Request(
        "faq/payment_day", (("city", "abha"),)
    )


def test_what_was_said_last_is_what_was_said_in_the_turn_before() -> None:
    def bot(act: str) -> dict[str, object]:
        return {"event": "bot", "data": {"custom": {"act": act}}}

    events = [user(1), bot("old"), user(2), bot("one"), {"event": "bot", "data": {}}, bot("two"), user(3), bot("now")]
    assert [custom["act"] for custom in Turn(tracker(events=events)).last_messages] == ["one", "two"]


def test_before_the_second_message_nothing_can_be_repeated() -> None:
    assert Turn(tracker(events=[user(1)])).last_messages == ()


def test_readings_that_mean_the_same_are_sure_together() -> None:
    turn = Turn(tracker("nlu_fallback", ranking=[("book_consultation", 0.58), ("affirm", 0.25), ("deny", 0.02)]))
    assert turn.likeliest == "book_consultation"
    assert turn.share_of(("affirm", "book_consultation")) == pytest.approx(0.83)


@pytest.mark.parametrize(
    ("form", "slots", "only_offered"),
    [
        ("phone_form", {"phone_other": OFFERED}, True),
        ("phone_form", {"phone_other": OFFERED, "form_tries": 2}, True),
        ("phone_form", {"phone_other": OFFERED, "phone_number": "[phone:aaaaaaaa]"}, False),
        ("phone_form", {"phone_other": True}, False),
        ("phone_form", {}, False),
        ("verify_form", {}, False),
        (None, {"phone_other": OFFERED}, False),
    ],
)
def test_a_question_of_ours_is_only_offered_until_something_is_said_to_it(
    form: str | None, slots: dict[str, object], only_offered: bool
) -> None:
    assert Turn(tracker(form=form, slots=slots)).is_only_offered is only_offered
