"""A form: answers in any order, questions in between, corrections, and a person when nothing is understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused, interrupts
from actions.dialogue.form import TRIES_BEFORE_PERSON, TaskForm
from actions.dialogue.messages import SemanticMessage
from actions.dialogue.reply import say
from actions.dialogue.tasks import TRIES, Task
from actions.dialogue.turn import Turn
from tests.actions.dialogue.trackers import Said, acted, slots_set, tracker, user

TRIP = Task("book_trip", "trip_form", ("trip_from", "trip_to", "trip_words"))


class Place(Field):
    """A place, named as the entity of the slot; "nowhere" is refused and "home" ends the trip."""

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        return say("trip.ask", question=self.slot)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        match context.turn.value(self.slot) or (context.turn.value("place") if asked else None):
            case None:
                return None
            case "nowhere":
                return Refused(say("trip.no_such_place"))
            case "home":
                return Ended([say("trip.stay")])
            case place:
                return Answer(place)


class From(Place):
    slot = "trip_from"
    resets = ("trip_to",)


class To(Place):
    slot = "trip_to"


class Words(Field):
    slot = "trip_words"
    free_text = True

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        if context.values["trip_to"] == "full":
            return Ended([say("trip.full")])
        return say("trip.ask", question=self.slot)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        return Answer(context.turn.text) if asked else None


class TripForm(TaskForm):
    task = TRIP
    _fields: ClassVar[tuple[Field, ...]] = (From(), To(), Words())

    def fields(self) -> Sequence[Field]:
        return self._fields


class Run:
    """One run of the form: what it said, and what it left in the slots."""

    def __init__(self, said: Said, events: list[dict[str, Any]]) -> None:
        self.acts, self.customs = said.acts, said.customs
        self.events = events
        self.slots = slots_set(events)

    @property
    def question(self) -> str:
        return str(self.customs[-1]["data"]["question"])


async def run(intent: str = "inform", text: str = "", *, slots: dict[str, Any] | None = None, **told: Any) -> Run:
    """Runs the form on a message; `told` are entities, or arguments of the tracker."""
    known = {key: told.pop(key) for key in ("chosen", "confidence", "events") if key in told}
    found = [{"entity": name, "value": value} for name, value in told.items()]
    state = tracker(intent, text, form=TRIP.form, slots=slots, entities=found, **known)
    said = Said()
    return Run(said, await TripForm().run(said, state, {}))


@pytest.fixture(autouse=True)
def database(session: AsyncSession) -> None:
    """A form runs in a transaction."""


def test_a_form_is_named_as_rasa_looks_for_it() -> None:
    assert TripForm().name() == "validate_trip_form"


async def test_a_form_that_opens_asks_its_first_question() -> None:
    opened = await run("book_trip")
    assert opened.question == opened.slots["requested_slot"] == "trip_from"


async def test_what_the_opening_sentence_tells_is_not_asked() -> None:
    opened = await run("book_trip", trip_from="abha", trip_to="jeddah")
    assert (opened.slots["trip_from"], opened.slots["trip_to"], opened.question) == ("abha", "jeddah", "trip_words")


async def test_an_answer_is_kept_and_the_next_question_asked() -> None:
    answered = await run(place="abha", slots={"requested_slot": "trip_from"})
    assert answered.slots["trip_from"] == "abha"
    assert answered.acts == ["trip.ask"]
    assert answered.question == "trip_to"


async def test_a_later_question_may_be_answered_before_its_turn() -> None:
    answered = await run(trip_to="jeddah", slots={"requested_slot": "trip_from"})
    assert answered.slots["trip_to"] == "jeddah"
    assert answered.question == "trip_from"


async def test_the_last_answer_ends_the_questions() -> None:
    done = await run(text="مع أمي", slots={"trip_from": "abha", "trip_to": "jeddah", "requested_slot": "trip_words"})
    assert done.acts == []
    assert done.slots == {"trip_words": "مع أمي", "requested_slot": None}


async def test_a_correction_forgets_what_hung_on_the_old_answer() -> None:
    corrected = await run(
        trip_from="taif", slots={"trip_from": "abha", "trip_to": "jeddah", "requested_slot": "trip_words"}, text="من الطائف"
    )
    assert corrected.slots["trip_from"] == "taif"
    assert corrected.slots["trip_to"] is None
    assert corrected.slots["requested_slot"] == "trip_to"


async def test_the_same_answer_again_forgets_nothing() -> None:
    again = await run(trip_from="abha", slots={"trip_from": "abha", "trip_to": "jeddah", "requested_slot": "trip_words"})
    assert "trip_to" not in again.slots


async def test_two_corrections_in_one_sentence_are_both_kept() -> None:
    slots = {"trip_from": "abha", "trip_to": "jeddah", "requested_slot": "trip_to"}
    corrected = await run(trip_from="taif", trip_to="hail", slots=slots)
    assert (corrected.slots["trip_from"], corrected.slots["trip_to"]) == ("taif", "hail")


async def test_a_refused_answer_is_said_and_not_asked_for_twice() -> None:
    refused = await run(place="nowhere", slots={"requested_slot": "trip_from"})
    assert refused.acts == ["trip.no_such_place"]
    assert refused.slots["requested_slot"] == "trip_from"
    assert "trip_from" not in refused.slots


async def test_a_refusal_changes_a_slot_so_that_rasa_takes_it_for_no_interruption() -> None:
    refused = await run(place="nowhere", slots={"requested_slot": "trip_from"})
    assert any(event["event"] == "slot" and event["name"] != "requested_slot" for event in refused.events)


async def test_an_answer_may_end_the_task_and_nothing_of_it_is_kept() -> None:
    slots = {"trip_from": "abha", "requested_slot": "trip_to"}
    ended = await run(place="home", slots=slots)
    assert ended.acts == ["trip.stay"]
    assert ended.slots == {**dict.fromkeys(TRIP.slots), TRIES: None, "requested_slot": None}


async def test_a_question_that_cannot_be_asked_ends_the_task() -> None:
    ended = await run(place="full", slots={"trip_from": "abha", "requested_slot": "trip_to"})
    assert ended.acts == ["trip.full"]
    assert ended.slots["trip_from"] is ended.slots["requested_slot"] is None


async def test_an_answer_that_cannot_be_read_is_asked_for_again_and_counted() -> None:
    lost = await run(text="لا أدري", slots={"requested_slot": "trip_from"})
    assert lost.question == "trip_from"
    assert (lost.slots[TRIES], lost.customs[0]["data"]["retry"]) == (1, 1)
    assert lost.customs[0]["choices"] == []


async def test_after_two_tries_a_person_is_offered_beside_the_question() -> None:
    lost = await run(text="لا أدري", slots={"requested_slot": "trip_from", TRIES: TRIES_BEFORE_PERSON - 1})
    assert [choice["request"]["intent"] for choice in lost.customs[0]["choices"]] == ["talk_to_agent"]


async def test_an_answer_that_is_read_sets_the_count_back() -> None:
    found = await run(place="abha", slots={"requested_slot": "trip_from", TRIES: 2})
    assert found.slots[TRIES] == 0
    assert "retry" not in found.customs[0]["data"]


async def test_a_question_in_between_is_left_to_the_rules() -> None:
    aside = await run("ask_payment_date", "متى ينزل الضمان", slots={"requested_slot": "trip_from"})
    assert (aside.acts, aside.events) == ([], [])


async def test_after_an_interruption_the_question_is_asked_again_and_nothing_read() -> None:
    events = [acted("action_listen"), user(7), acted("action_ask_payment_date"), acted(TRIP.form)]
    back = await run("ask_payment_date", place="abha", slots={"requested_slot": "trip_from"}, events=events)
    assert back.question == "trip_from"
    assert "trip_from" not in back.slots
    assert TRIES not in back.slots


@pytest.mark.parametrize("intent", ["affirm", "deny"])
async def test_yes_and_no_belong_to_the_question_whether_to_leave_the_task(intent: str) -> None:
    aside = await run(intent, slots={"requested_slot": "trip_from", "switch_to": {"intent": "show_card"}})
    assert aside.events == []


async def test_an_answer_to_the_task_lets_go_of_the_wish_to_leave_it() -> None:
    stayed = await run(place="abha", slots={"requested_slot": "trip_from", "switch_to": {"intent": "show_card"}})
    assert stayed.slots["switch_to"] is None
    assert stayed.slots["trip_from"] == "abha"


def interrupting(intent: str, text: str, asked: Field | None, **told: Any) -> bool:
    recognised = told.pop("recognised", False)
    return interrupts(Turn(tracker(intent, text, **told)), asked, TRIP.name, recognised=recognised)


@pytest.mark.parametrize("intent", ["inform", "affirm", "deny", "nlu_fallback", "book_trip"])
def test_answers_and_the_task_itself_do_not_interrupt(intent: str) -> None:
    assert not interrupting(intent, "وش هذا؟", From(), chosen=True)


def test_another_intent_interrupts_once_it_is_certain_enough() -> None:
    assert interrupting("show_card", "بطاقتي", From(), confidence=0.5)
    assert not interrupting("show_card", "بطاقتي", From(), confidence=0.49)


def test_words_that_fit_nothing_are_an_answer_and_a_question_about_the_wide_world_is_not() -> None:
    assert not interrupting("out_of_scope", "كتاب", From())
    assert interrupting("out_of_scope", "كم سعر الذهب؟", From())
    assert interrupting("out_of_scope", "جوازي ضاع", From(), entities=[{"entity": "body", "value": "passports"}])


def test_a_tap_interrupts_also_where_any_words_are_an_answer() -> None:
    assert interrupting("show_card", "", Words(), chosen=True, confidence=0.1)


def test_a_bare_value_answers_whatever_it_is_taken_for() -> None:
    value = [{"entity": "money", "value": 2000, "start": 0, "end": 4}]
    assert not interrupting("ask_my_payment", "2000", From(), entities=value)
    assert interrupting("ask_my_payment", "ليش نزل لي 2000", From(), entities=[{**value[0], "start": 11, "end": 15}])


def test_a_story_is_no_interruption_but_a_question_is() -> None:
    assert not interrupting("ask_my_status", "قدمت الطلب ورفضوني", Words())
    assert interrupting("ask_payment_date", "متى ينزل الضمان", Words())
    assert interrupting("ask_payment_date", "ينزل الضمان اليوم؟", Words())


def test_a_long_story_with_a_question_in_it_is_still_a_story() -> None:
    story = "قدمت الطلب قبل شهرين ورحت الفرع وقالوا لي ليش ما حدثت بياناتك وأنا محدثها والله؟"
    assert not interrupting("ask_rejection_reason", story, Words())
    assert not interrupting("talk_to_agent", story, Words())


def test_danger_is_heard_in_the_longest_story() -> None:
    story = "زوجي يضربني كل يوم قدام عيالي وما عندي أحد يساعدني والله إني خايفة على نفسي منه"
    assert interrupting("report_danger", story, Words())


def test_leaving_is_heard_where_any_words_are_an_answer() -> None:
    assert interrupting("stop", "خلاص بطلت", Words())
