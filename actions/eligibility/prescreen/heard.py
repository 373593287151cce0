"""What a message says to the pre-screen: its yes or no, its people, its amounts, and nothing of what is not known."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from nlu.arabic import household
from nlu.arabic.answers import certain, correction, holds_number, is_bare_no, is_bare_yes, is_unsure
from nlu.arabic.income_answers import Incomes, incomes
from nlu.arabic.openings import asked_amounts, has_no_income, replaced_numbers, roughly
from nlu.arabic.quantity import first_number
from nlu.arabic.time_answers import length_of_time

EARNED, UNEARNED, DEPENDENTS = "elig_earned_income", "elig_unearned_income", "elig_dependents"


def said(turn: Turn) -> str:
    """What of the message can be an answer: of one that does not know only a rough number, or its certain part when it
    opens the form."""
    if not is_unsure(turn.text):
        return turn.text
    if turn.requested is None:
        return certain(turn.text)
    rough = roughly(turn.text)
    return rough if rough is not None and first_number(rough) is not None else ""


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


def people(turn: Turn) -> int | None:
    """How many people are provided for; None where none were counted, or a nothing was read as a number of them."""
    told = household.dependants(said(turn), asked=turn.requested == DEPENDENTS)
    if told is not None:
        return told
    return next((int(count) for count in turn.values("count") if count and stands(turn, count)), None)


def amounts(turn: Turn) -> list[float]:
    """The amounts of money that hold; a zero must stand there as a number."""
    told = [float(amount) for amount in turn.values("money")]
    told += [float(amount) for amount in asked_amounts(turn.text) if float(amount) not in told]
    void = [float(number) for number in replaced_numbers(turn.text)]
    kept = [amount for amount in told if amount not in void]
    return [amount for amount in kept if (amount and stands(turn, amount)) or first_number(said(turn)) == 0]


def told_incomes(turn: Turn, text: str) -> Incomes:
    asked_other = turn.requested == UNEARNED
    found = incomes(text, amounts(turn), general="unearned" if asked_other else "earned")
    asks_for_amount = turn.requested in (EARNED, UNEARNED)
    if not asks_for_amount or found != Incomes() or amounts(turn) or people(turn):
        return found
    bare = first_number(text)
    return Incomes(unnamed=bare) if bare is not None and length_of_time(text) is None else found


def nothing_comes_in(text: str) -> bool:
    """Whether it is said that there is no income at all; a bare nothing answers only what was asked."""
    return has_no_income(text) and not is_bare_no(text)


def stands(turn: Turn, number: float) -> bool:
    """Whether a value stands in the part of the message that is certain."""
    return said(turn) == turn.text or holds_number(said(turn), number)
