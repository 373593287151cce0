"""The tasks that take more than one turn: their form, the intent that opens them, and the slots they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """`name` is the task as the contract says it (`resumed`, `cancelled`): the intent that opens it."""

    name: str
    form: str
    slots: tuple[str, ...]


VERIFY = Task("verify_identity", "verify_form", ("verify_id", "verify_code", "verify_to"))
CASE = Task(
    "file_objection",
    "case_form",
    ("case_kind", "case_subject", "case_reason", "case_details", "case_attachment", "case_wording", "case_confirmed"),
)
ADD_TO_CASE = Task(
    "add_to_case",
    "add_to_case_form",
    ("add_case", "add_reopen", "add_document", "add_given", "add_words", "add_files", "add_said", "add_sure"),
)
WITHDRAW_CASE = Task("withdraw_case", "withdraw_case_form", ("withdraw_which", "withdraw_confirmed"))
BOOKING = Task(
    "book_consultation",
    "booking_form",
    (
        "booking_service",
        "booking_region",
        "booking_city",
        "booking_mode",
        "booking_date",
        "booking_time",
        "booking_after",
        "booking_slot",
        "booking_confirmed",
    ),
)
PRESCREEN = Task(
    "check_eligibility",
    "eligibility_form",
    (
        "elig_saudi",
        "elig_exception",
        "elig_days_abroad",
        "elig_in_shelter",
        "elig_family_role",
        "elig_dependents",
        "elig_earned_income",
        "elig_unearned_income",
        "elig_assets",
        "elig_transferred",
    ),
)

TASKS = (VERIFY, CASE, ADD_TO_CASE, WITHDRAW_CASE, BOOKING, PRESCREEN)
_BY_FORM = {task.form: task for task in TASKS}


def task_of_form(form: str, values: Mapping[str, object] | None = None) -> str:
    """The task of a form as the contract names it; one form serves objections and complaints."""
    if form == CASE.form and (values or {}).get("case_kind") == "complaint":
        return "file_complaint"
    return _BY_FORM[form].name


def slots_of(form: str) -> tuple[str, ...]:
    """The slots of a form, with the count of answers it could not read."""
    return (*_BY_FORM[form].slots, "form_tries")
