"""The recorded answer of a message, and how a tracker is kept short."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.tracker_store import KEPT_TURNS, shortened
from nlu.dialogue.turns import recorded_answer


def turn(message_id, *acts):
    said = [BotUttered(data={"custom": {"act": act}}) for act in acts]
    return [UserUttered("x", {"name": "greet"}, message_id=message_id), *said, ActionExecuted("action_listen")]


def tracker_of(*events):
    return DialogueStateTracker.from_events("c", list(events))


def test_a_message_that_never_came_has_no_answer():
    assert recorded_answer(tracker_of(*turn("1", "greeting")), "2") is None


def test_a_repeated_message_finds_its_own_answer_and_not_the_next_one():
    tracker = tracker_of(*turn("1", "greeting", "menu"), *turn("2", "thanks"))
    assert [message["act"] for message in recorded_answer(tracker, "1")] == ["greeting", "menu"]


def test_a_request_taken_up_after_an_interruption_belongs_to_the_same_turn():
    taken_up = [UserUttered("", {"name": "show_card"}), BotUttered(data={"custom": {"act": "card.status"}})]
    tracker = tracker_of(*turn("1", "verify.done")[:-1], *taken_up)
    assert [message["act"] for message in recorded_answer(tracker, "1")] == ["verify.done", "card.status"]


def test_a_long_conversation_keeps_its_last_turns_and_all_its_slots():
    events = [SlotSet("fallbacks", 1), SlotSet("fallbacks", 2)]
    for number in range(20):
        events += turn(str(number), "greeting")
    kept = shortened(events)
    ids = [event.message_id for event in kept if isinstance(event, UserUttered)]
    assert ids == [str(number) for number in range(20 - KEPT_TURNS, 20)]
    assert [event.value for event in kept if isinstance(event, SlotSet)] == [2]


def test_a_form_that_began_before_the_cut_is_kept_whole():
    events = turn("0", "greeting") + [ActiveLoop("booking_form")]
    for number in range(1, 20):
        events += turn(str(number), "appointment.ask")
    assert shortened(events) == events


def test_keeping_short_twice_changes_nothing_more():
    events = []
    for number in range(20):
        events += turn(str(number), "greeting")
    once = shortened(events)
    assert [type(event) for event in shortened(once)] == [type(event) for event in once]
