"""A turn as the actions see it: what the person said, how it was understood, and which question stood open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from rasa_sdk import Tracker

from actions.dialogue.messages import Request
from actions.dialogue.reply import as_request
from actions.dialogue.tasks import OFFERED, TRIES, kind_slot_of, offer_slot_of, slots_of, task_of_form

LISTEN = "action_listen"
FURTHER = "further"
# Two readings are "close" when the first is not sure of itself and the second is nearly as likely. Of 1,808 unseen sentences
# 16 are asked about; 14 of these mean one of the two, and 7 would else be answered wrongly.
SURE = 0.60
CLOSE = 0.15
# A reading below this is no meaning to offer.
_POSSIBLE = 0.08
# What nobody is asked whether they meant it.
NO_REQUESTS = frozenset(
    {
        "greet", "goodbye", "thank", "affirm", "deny", "stop", "restart", "repeat", "speak_slower", "help", "frustration",
        "chitchat", "inform", "out_of_scope", "resend_code", "nlu_fallback",
    }
)  # fmt: skip

# Whichever of the two is meant, the other answers it too: an estimate, or the questions that lead to one.
_ALIKE = frozenset({frozenset({"check_eligibility", "estimate_amount"})})


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible meaning of the message; `intent` as the contract names it (`faq/<topic>` for a topic)."""

    intent: str
    confidence: float


class Turn:
    """A read-only view of Rasa's tracker for the message being answered."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._message: dict[str, Any] = tracker.latest_message or {}

    @property
    def tracker(self) -> Tracker:
        """What it is a view of."""
        return self._tracker

    @cached_property
    def conversation(self) -> UUID:
        return UUID(self._tracker.sender_id)

    @cached_property
    def message_id(self) -> int:
        """The id of the message the person sent: also where a request goes on after an interruption."""
        for event in reversed(self._tracker.events):
            if event.get("event") == "user" and event.get("message_id"):
                return int(event["message_id"])
        raise ValueError("a turn without a message of a person")

    @property
    def text(self) -> str:
        return self._message.get("text") or ""

    @property
    def intent(self) -> str:
        return (self._message.get("intent") or {}).get("name") or ""

    @property
    def topic(self) -> str:
        """The topic of a general question (`payment_day`), empty for any other intent."""
        return (self._message.get("intent") or {}).get("topic") or ""

    @property
    def confidence(self) -> float:
        return float((self._message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def chosen(self) -> bool:
        """Whether the person tapped a choice instead of writing."""
        return bool(self._message.get("chosen"))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(Reading(r["name"], float(r["confidence"])) for r in self._message.get("intent_ranking") or [])

    @property
    def likeliest(self) -> str:
        """What the message was read as most likely, claimed or not."""
        return self.readings[0].intent if self.readings else self.intent

    def share_of(self, intents: Collection[str]) -> float:
        """How likely the message is any of these: where they mean the same, none need be likely alone ("fine, book it")."""
        return sum(reading.confidence for reading in self.readings if reading.intent in intents)

    @property
    def is_close_call(self) -> bool:
        """Whether two requests are so near that the person should say which is meant."""
        both = frozenset(reading.intent for reading in self.readings[:2])
        return self._are_near and NO_REQUESTS.isdisjoint(both) and both not in _ALIKE

    @property
    def request_beside(self) -> str | None:
        """The request that is nearly as likely as what the message was read as, where that is none."""
        is_beside = self._are_near and self.readings[0].intent in NO_REQUESTS and self.readings[1].intent not in NO_REQUESTS
        return self.readings[1].intent if is_beside else None

    @property
    def _are_near(self) -> bool:
        if self.chosen or len(self.readings) < 2 or self.readings[0].confidence >= SURE:
            return False
        return self.readings[0].confidence - self.readings[1].confidence < CLOSE

    @cached_property
    def likely_requests(self) -> tuple[str, ...]:
        """What the message may ask for, the likeliest first; empty where it is far from everything."""
        return tuple(r.intent for r in self.readings if r.confidence >= _POSSIBLE and r.intent not in NO_REQUESTS)

    def values(self, entity: str) -> Iterator[Any]:
        for found in self._message.get("entities") or []:
            if found.get("entity") == entity:
                yield found.get("value")

    def value(self, entity: str) -> Any:
        return next(self.values(entity), None)

    @property
    def has_values(self) -> bool:
        """Whether anything in the message was read as a value."""
        return bool(self._message.get("entities"))

    @property
    def known_answer(self) -> tuple[str, str | None] | None:
        """The topic and section of the entries that answer a question nobody understood; section None: all of the topic."""
        place = self._knowledge.get("answer")
        if not place:
            return None
        topic, _, section = place.partition("/")
        return topic, section or None

    @property
    def known_section(self) -> str | None:
        """The section that answers a question about a topic more closely than the topic does."""
        section: str | None = self._knowledge.get("section")
        return section

    @property
    def is_near_known(self) -> bool:
        """Whether the question is about our matters although no entry answers it."""
        return bool(self._knowledge.get("near"))

    @property
    def _knowledge(self) -> dict[str, Any]:
        return self._message.get("knowledge") or {}

    @property
    def is_bare_value(self) -> bool:
        """Whether the message is hardly more than the values in it: then it answers the open question."""
        spans = [(e["start"], e["end"]) for e in self._message.get("entities") or [] if "start" in e]
        covered = sum(end - start for start, end in spans)
        return bool(spans) and covered >= 0.6 * len(self.text.strip())

    @cached_property
    def further(self) -> tuple[Request, ...]:
        """The requests that wait for their turn: of this message, else of one before."""
        waiting = self._message.get("further") or self.slot(FURTHER) or ()
        return tuple(as_request(stored) for stored in waiting)

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def form(self) -> str | None:
        """The form in the middle of which the message came."""
        name: str | None = (self._tracker.active_loop or {}).get("name")
        return name

    @property
    def task(self) -> str | None:
        """The task in hand, as the contract names it; None outside a form."""
        if self.form is None:
            return None
        kind = kind_slot_of(self.form)
        return task_of_form(self.form, {kind: self.slot(kind)} if kind else {})

    @property
    def is_only_offered(self) -> bool:
        """Whether the form in hand is one that we began and to which nothing has been said: whatever else the person wants
        ends it without a word."""
        if self.form is None or not (told := offer_slot_of(self.form)):
            return False
        others = (self.slot(name) for name in slots_of(self.form) if name not in (told, TRIES))
        return self.slot(told) == OFFERED and not any(others)

    @property
    def requested(self) -> str | None:
        slot: str | None = self._tracker.get_slot("requested_slot")
        return slot

    @cached_property
    def is_answer_to_form(self) -> bool:
        """Whether the form must read this message: it has just come, or the form has just been opened."""
        names = [event.get("name") for event in self._tracker.events if event.get("event") == "action"]
        before_form = names[-2] if len(names) > 1 and names[-1] == self.form else names[-1] if names else None
        return before_form == LISTEN or self.requested is None

    @cached_property
    def last_messages(self) -> tuple[dict[str, Any], ...]:
        """The semantic messages of the turn before this one, for those who ask to hear them again."""
        events = self._tracker.events
        starts = [i for i, event in enumerate(events) if event.get("event") == "user" and event.get("message_id")]
        if len(starts) < 2:
            return ()
        turn = events[starts[-2] : starts[-1]]
        customs = ((event.get("data") or {}).get("custom") for event in turn if event.get("event") == "bot")
        return tuple(custom for custom in customs if custom)

    def found(self, entity: str) -> Iterator[tuple[Any, int]]:
        """Each value of an entity with the place in the text at which it begins; a tapped one begins nowhere."""
        for one in self._message.get("entities") or []:
            if one.get("entity") == entity and "start" in one:
                yield one["value"], one["start"]

    def spans(self, entity: str) -> Iterator[tuple[Any, int, int]]:
        """The same, with the place at which it ends."""
        for one in self._message.get("entities") or []:
            if one.get("entity") == entity and "start" in one:
                yield one["value"], one["start"], one["end"]

    def as_request(self, *also: tuple[str, Any]) -> Request:
        """The message as a request that can be taken up again later; `also` is what was read from its words."""
        found = self._message.get("entities") or []
        entities = (*((e["entity"], e["value"]) for e in found), *also)
        intent = f"faq/{self.topic}" if self.topic else self.intent
        return Request(intent, entities, self.text)
