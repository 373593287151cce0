"""What a message says to the pre-screen: its yes or no, its people, its amounts, and nothing of what is not known."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from nlu.arabic.answers import certain, correction, holds_number, is_bare_no, is_bare_yes, is_unsure
from nlu.arabic.income_answers import Incomes, incomes
from nlu.arabic.quantity import first_number
from nlu.arabic.time_answers import length_of_time

EARNED, UNEARNED = "elig_earned_income", "elig_unearned_income"


def said(turn: Turn) -> str:
    """What of the message can be an answer: nothing of one that does not know, its certain part when it opens the form."""
    if not is_unsure(turn.text):
        return turn.text
    return certain(turn.text) if turn.requested is None else ""


def affirms(turn: Turn) -> bool:
    text = said(turn)
    if turn.chosen:
        return turn.intent == "affirm"
    if is_bare_yes(text):
        return True
    return turn.intent == "affirm" and bool(text) and not is_bare_no(text) and correction(text) is None


def denies(turn: Turn) -> bool:
    """Only a bare no is one: whoever says more may be telling something else."""
    return turn.intent == "deny" if turn.chosen else is_bare_no(said(turn))


def people(turn: Turn) -> int:
    """How many people were counted; a nothing that was read as a number of them is none."""
    return next((int(count) for count in turn.values("count") if count and stands(turn, count)), 0)


def amounts(turn: Turn) -> list[float]:
    """The amounts of money; a zero must stand there as a number."""
    told = [float(amount) for amount in turn.values("money")]
    return [amount for amount in told if amount or first_number(said(turn)) == 0]


def told_incomes(turn: Turn, text: str) -> Incomes:
    asked_other = turn.requested == UNEARNED
    found = incomes(text, amounts(turn), general="unearned" if asked_other else "earned")
    asks_for_amount = turn.requested in (EARNED, UNEARNED)
    if not asks_for_amount or found != Incomes() or amounts(turn) or people(turn):
        return found
    bare = first_number(text)
    return Incomes(unnamed=bare) if bare is not None and length_of_time(text) is None else found


def stands(turn: Turn, number: float) -> bool:
    """Whether a value stands in the part of the message that is certain."""
    return said(turn) == turn.text or holds_number(said(turn), number)
