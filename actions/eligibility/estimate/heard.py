"""What a message says about the household of an estimate: facts given, what is supposed, what is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker

from actions.dialogue.turn import Turn
from actions.eligibility.codes import Role
from actions.eligibility.estimate.effects import Changes
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.prescreen.heard import amounts
from actions.eligibility.prescreen.questions import facts_told
from actions.eligibility.prescreen.told import FACTS
from nlu.arabic.answers import correction
from nlu.arabic.household import dependants, tells_all
from nlu.arabic.openings import is_about_another, replaced_numbers
from nlu.arabic.reasons import asks_how
from nlu.arabic.whatif import Event, supposition

_INCOMES = ("elig_earned_income", "elig_unearned_income")
_PEOPLE = ("elig_family_role", "elig_dependents")
_OF_INCOME = frozenset({"starts_work", "stops_work", "retires", "rises", "falls", "becomes"})
_OF_PEOPLE = frozenset({"birth", "joins", "leaves", "marries", "divorces", "dies", "alone"})
# Told outright these are facts as they are, and nothing is supposed ("I have not travelled").
_STATES = frozenset({"returns", "travels", "buys", "sells", "alone", "becomes", "stops_work", "dies", "divorces"})
# The slots about which an event says more than the words around it.
_SAID_BY_EVENT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_OF_INCOME, _INCOMES),
    **dict.fromkeys(_OF_PEOPLE, (*_PEOPLE, "elig_separate")),
    **dict.fromkeys(("travels", "returns"), ("elig_days_abroad",)),
    **dict.fromkeys(("leaves_shelter", "enters_shelter"), ("elig_in_shelter",)),
    **dict.fromkeys(("buys", "sells"), ("elig_assets",)),
    "comes": (*_INCOMES, *_PEOPLE),
    "citizenship": ("elig_saudi",),
}
# A bare number that corrects is one of people up to here, one of riyals from there.
_MOST_PEOPLE, _LEAST_RIYALS = 30, 100


class PartOfTurn(Turn):
    """A stretch of a message, as if it were the whole."""

    def __init__(self, tracker: Tracker, start: int, end: int) -> None:
        super().__init__(tracker)
        self._start, self._end = start, end

    @property
    def text(self) -> str:
        return super().text[self._start : self._end]

    def values(self, entity: str) -> Iterator[Any]:
        for found in self._message.get("entities") or []:
            inside = self._start <= found.get("start", -1) < self._end
            if found.get("entity") == entity and inside:
                yield found.get("value")


def part_of(turn: Turn, start: int, end: int) -> PartOfTurn:
    return PartOfTurn(turn.tracker, start, end)


class Heard:
    """One message, read for an estimate. Slots are those of the pre-screen, facts those of HouseholdFacts."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self._supposition = supposition(turn.text, amounts(turn))

    @property
    def supposes(self) -> bool:
        """Whether something is supposed rather than told."""
        return self._supposition.since is not None

    @property
    def takes_back(self) -> str | None:
        """`last` or `all` where suppositions are taken back, by words or by a tapped choice."""
        tapped = self.turn.value("what_if")
        return tapped if tapped in ("last", "all") else self._supposition.undo

    @property
    def asks_how(self) -> bool:
        """Whether the reasons of the estimate are asked for, by words or by a tapped choice."""
        return self.turn.value("what_if") == "how" or asks_how(self.turn.text)

    @property
    def is_about_another(self) -> bool:
        return is_about_another(self.turn.text, names_relative=self.turn.value("relation") is not None)

    @cached_property
    def told(self) -> dict[str, Any]:
        """The slots that the whole message fills."""
        return facts_told(self.turn)

    @cached_property
    def given(self) -> dict[str, Any]:
        """The slots told before anything is supposed; all of them where nothing is."""
        since = self._supposition.since
        return self.told if since is None else facts_told(part_of(self.turn, 0, since))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What would happen. Where facts were told before the supposition, it alone is read for it."""
        since = self._supposition.since
        text, events = self.turn.text, self._supposition.events
        if since is None and self.told:
            events = tuple(event for event in events if event.kind not in _STATES)
        if since is not None and self.given:
            part = part_of(self.turn, since, len(self.turn.text))
            text, events = part.text, supposition(part.text, amounts(part)).events
        # "We become five", "it is me and my two girls": whoever came or went, they were counted.
        if tells_all(text):
            return tuple(event for event in events if event.kind not in _OF_PEOPLE)
        counted = any(event.kind == "divorces" for event in events) and dependants(text) is not None
        return tuple(event for event in events if event.kind != "divorces" or not counted)

    @cached_property
    def supposed(self) -> dict[str, Any]:
        """The slots told in the supposition itself, without those that an event says."""
        since = self._supposition.since
        slots = self.told if since is None else facts_told(part_of(self.turn, since, len(self.turn.text)))
        said = {slot for event in self.events for slot in _SAID_BY_EVENT.get(event.kind, ())}
        return {slot: value for slot, value in slots.items() if slot not in said}

    @property
    def tells_household(self) -> bool:
        """Whether the message tells people and an income: a household of its own."""
        return any(slot in self.told for slot in _PEOPLE) and any(slot in self.told for slot in _INCOMES)

    def added_to(self, facts: HouseholdFacts, told: Changes) -> Changes:
        """The facts told; the wage of a relative comes beside what others of the household earn («وراتب زوجتي 1000»)."""
        puts_right = correction(self.turn.text) is not None or bool(replaced_numbers(self.turn.text))
        if puts_right or "earned_income" not in told or self.turn.value("relation") is None:
            return told
        return {**told, "earned_income": (facts.earned_income or 0) + told["earned_income"]}

    def correction_of(self, facts: HouseholdFacts) -> Changes:
        """What a bare number puts right («لا قصدي 2000»)."""
        number = correction(self.turn.text)
        if number is None or self.told:
            return {}
        if number <= _MOST_PEOPLE:
            return {"dependants": int(number), "role": str(Role.HEAD) if number else facts.role}
        if number < _LEAST_RIYALS:
            return {}
        only_other = not facts.earned_income and bool(facts.unearned_income)
        return {"unearned_income" if only_other else "earned_income": number}


def facts_of(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Slots of the pre-screen as facts."""
    return {FACTS[slot][0]: FACTS[slot][1](value) for slot, value in slots.items()}
