"""Matters of other bodies: a message that names one, with no word of ours, is out of scope whatever the classifier says."""

from __future__ import annotations

from nlu.arabic.bodies import Certainty, Elsewhere
from nlu.understanding.readings import NOTHING_CLAIMED, OUT_OF_SCOPE, Reading, Understood

# What is said to us whatever else is told beside it: "I must go, I have an appointment at the hospital".
TO_US = frozenset(
    {
        "affirm", "deny", "frustration", "goodbye", "log_out", "repeat", "resend_code", "restart", "speak_slower", "stop", "talk_to_agent",
        "thank", "withdraw_case", "reschedule_appointment", "cancel_appointment", "show_appointments",
    }
)  # fmt: skip
# Measured on tests/nlu/sets: with these, naming other bodies sends away four of 1,739 messages of ours.
_SURELY_TO_US = {Certainty.HINT: 0.6, Certainty.LIKELY: 0.6, Certainty.SURE: 0.9}
_MAY_BE_DANGER = 0.1
LIKELY_BELOW = 0.85
"""A matter that is likely another body's is so unless one of our requests is read with at least this confidence."""
_NEAR = 3
"""A word of another body tells where nothing else is claimed and "out of scope" is among this many readings."""
_CONFIDENCE = {Certainty.HINT: 0.6, Certainty.LIKELY: 0.8, Certainty.SURE: 0.98}


def sent_on(understood: Understood, elsewhere: Elsewhere | None) -> Understood:
    """The message as out of scope where it is another body's matter, else as it was understood."""
    if elsewhere is None or not _is_theirs(understood, elsewhere.certainty):
        return understood
    outside = Reading(OUT_OF_SCOPE, max(_CONFIDENCE[elsewhere.certainty], 1.0 - understood.in_scope))
    left = 1.0 - outside.confidence
    others = [Reading(label, confidence * left) for label, confidence in understood.ranking if label != OUT_OF_SCOPE]
    return understood._replace(intent=outside, ranking=[outside, *others][: len(understood.ranking)], in_scope=left)


def _is_theirs(understood: Understood, certainty: Certainty) -> bool:
    best = understood.intent
    if best.label == OUT_OF_SCOPE or understood.danger >= _MAY_BE_DANGER:
        return False
    if best.label in TO_US and best.confidence >= _SURELY_TO_US[certainty]:
        return False
    if certainty is Certainty.SURE:
        return True
    if certainty is Certainty.LIKELY:
        return understood.ranking[0].label == OUT_OF_SCOPE or understood.ranking[0].confidence < LIKELY_BELOW
    return best.label == NOTHING_CLAIMED and any(label == OUT_OF_SCOPE for label, _ in understood.ranking[:_NEAR])
