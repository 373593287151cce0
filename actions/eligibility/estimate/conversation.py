"""An estimate and what is asked about it afterwards: what-ifs, corrections, taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.dialogue.messages import SemanticMessage
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import ESTIMATE, PRESCREEN
from actions.eligibility.assessment import Assessment
from actions.eligibility.codes import Question
from actions.eligibility.engine import assess
from actions.eligibility.estimate.effects import Changes, Open, effect_of
from actions.eligibility.estimate.heard import Heard, facts_of
from actions.eligibility.estimate.kept import Basis, Kept, kept
from actions.eligibility.estimate.told import assumed, compared, explained, message
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.prescreen.told import QUESTIONS, facts_from, next_question, slots_from
from actions.eligibility.rules import absence_rule
from nlu.arabic.whatif import Event

_SLOT_OF = {question: slot for slot, question in QUESTIONS.items()}
_INCOMES_AND_PEOPLE = ("dependants", "earned_income", "unearned_income")


@dataclass(frozen=True, slots=True)
class Estimates:
    """What an estimate is worked out from: the last one of the conversation, the household on file, the day."""

    last: Kept | None
    record: HouseholdFacts | None
    today: date

    def told(self, estimate: Kept, extra: Mapping[str, Any] | None = None) -> Reply:
        """An estimate by itself."""
        facts = estimate.now(self.record)
        data = {**_supposed(estimate, self.record), **_presumed(estimate), **(extra or {})}
        return self._reply(estimate, message(self.assess(facts), estimate.basis, data))

    def explained(self, estimate: Kept) -> Reply:
        """An estimate with everything it was judged by."""
        data = {**_supposed(estimate, self.record), **_presumed(estimate)}
        return self._reply(estimate, explained(self.assess(estimate.now(self.record)), estimate.basis, data))

    def compared(self, before: Kept, after: Kept, extra: Mapping[str, Any] | None = None) -> Reply:
        """An estimate and how it differs from the one before."""
        old, new = self.assess(before.now(self.record)), self.assess(after.now(self.record))
        data = {**compared(old, new), **_supposed(after, self.record), **(extra or {})}
        return self._reply(after, message(new, after.basis, data))

    def assess(self, facts: HouseholdFacts) -> Assessment:
        return assess(facts, self.today)

    def _reply(self, estimate: Kept, said: SemanticMessage) -> Reply:
        return Reply([said], [SlotSet(ESTIMATE, estimate.as_json())])


def follow(heard: Heard, known: Estimates, estimate: Kept) -> Reply:
    """What a message changes of an estimate; the estimate again where it changes nothing."""
    if heard.asks_how:
        return known.explained(estimate)
    if heard.takes_back is not None:
        return known.compared(estimate, estimate.take_back(heard.takes_back))
    now = estimate.now(known.record)
    given = facts_of(heard.given | heard.supposed) if heard.supposes or heard.events else facts_of(heard.told)
    if not (heard.supposes or heard.events):
        changes = heard.added_to(now, given) or heard.correction_of(now)
        return corrected(known, estimate, changes) if changes else known.told(estimate)
    effect = effect_of(heard.events, now.but(**given), known.today)
    if isinstance(effect, Open):
        return ask(effect.question, now.but(**given), estimate)
    changes = {**given, **effect}
    if not changes:
        return known.told(estimate)
    return known.compared(estimate, estimate.suppose(changes), _notes(heard.events, now, known.today))


def corrected(known: Estimates, estimate: Kept, changes: Changes) -> Reply:
    """The estimate with facts put right."""
    before, after = estimate.now(known.record), estimate.correct(changes)
    put_right = assumed(before, after.now(known.record))
    if not put_right:
        return known.told(estimate)
    return known.compared(estimate, after, {"corrected": put_right})


def ask(question: Question, facts: HouseholdFacts, estimate: Kept) -> Reply:
    """Asks what a supposition leaves open; everything else is known. The answer is the supposition."""
    slot = _SLOT_OF[question]
    values = {**slots_from(facts), slot: None}
    if question is Question.DEPENDENTS:
        values["elig_family_role"] = "head"
    return opened(values, {**estimate.as_json(), "asked": slot}, asked=slot)


def ask_household(heard: Heard, known: Estimates) -> Reply:
    """A supposition about a household of which nothing is known: what is needed is asked first."""
    values = {**dict.fromkeys(PRESCREEN.slots), **heard.given, **heard.supposed}
    question = next_question(values)
    pending = {"pending": [_written(event) for event in heard.events]}
    return opened(values, pending, asked=_SLOT_OF[question] if question else None)


def opened(values: Mapping[str, Any], estimate: Any, asked: str | None) -> Reply:
    """Opens the pre-screen with what is known. With a question named, this message is not read as an answer to it."""
    events: list[EventType] = [SlotSet(name, value) for name, value in values.items()]
    events += [SlotSet(ESTIMATE, estimate), SlotSet("requested_slot", asked), FollowupAction(PRESCREEN.form)]
    return Reply(events=events, afterwards=Afterwards.WAIT)


def answered(values: Mapping[str, Any], stored: Any, known: Estimates) -> Reply:
    """The pre-screen is over: its estimate, with the supposition that opened it."""
    facts = facts_from(values)
    asked = (stored or {}).get("asked")
    before = kept(stored)
    may_compare = before is not None and (before.basis is not Basis.RECORD or known.record is not None)
    if asked is not None and before is not None and may_compare:
        name = _fact_of(asked)
        changes = {name: getattr(facts, name)} | ({"role": facts.role} if name == "dependants" else {})
        return known.compared(before, before.suppose(changes))
    estimate = Kept.of(Basis.ANSWERS, facts)
    pending = [_read(event) for event in (stored or {}).get("pending", ())]
    effect = effect_of(pending, facts, known.today)
    if isinstance(effect, Open) or not effect:
        return known.told(estimate)
    return known.compared(estimate, estimate.suppose(effect), _notes(pending, facts, known.today))


def _fact_of(slot: str) -> str:
    return next(iter(facts_of({slot: 0})))


def _supposed(estimate: Kept, record: HouseholdFacts | None) -> dict[str, Any]:
    different = assumed(estimate.base(record), estimate.now(record))
    return {"assumed": different} if different else {}


def _presumed(estimate: Kept) -> dict[str, Any]:
    """What a sentence did not tell: the circumstances, and of people and incomes those that count."""
    if estimate.basis is not Basis.SENTENCE:
        return {}
    return {"presumed": ["circumstances", *(name for name in _INCOMES_AND_PEOPLE if name not in estimate.facts)]}


def _notes(events: tuple[Event, ...] | list[Event], facts: HouseholdFacts, today: date) -> dict[str, Any]:
    """What must be said beside a supposition."""
    rule = absence_rule(today)
    notes: dict[str, Any] = {}
    for event in events:
        if event.kind == "marries" and event.relation in (None, "wife", "husband"):
            notes["notes"] = ["spouse_without_income"]
        if event.kind == "returns" and (facts.days_abroad or 0) > rule.max_days:
            notes["back_until"] = rule.surely_back_by(today).isoformat()
    return notes


def _written(event: Event) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(event).items()}


def _read(stored: Mapping[str, Any]) -> Event:
    money = {name: Decimal(stored[name]) for name in ("amount", "share") if stored.get(name) is not None}
    known = {field.name for field in fields(Event)}
    return Event(**({name: value for name, value in stored.items() if name in known} | money))
