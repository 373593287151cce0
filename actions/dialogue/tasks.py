"""The tasks that take more than one turn: their form, the intent that opens them, and the slots they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Task:
    """`name` is the task as the contract says it (`resumed`, `cancelled`): the intent that opens it. One form may serve
    several: then the value of the slot `kind_slot` names the task. `offer_slot`: where it is `OFFERED`, it was us who began the
    task; as long as nothing is said to it, it stands in nobody's way."""

    name: str
    form: str
    slots: tuple[str, ...]
    kind_slot: str = ""
    offer_slot: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def name_with(self, values: Mapping[str, object]) -> str:
        """The task's name, given what has been answered."""
        return self.names.get(str(values.get(self.kind_slot)), self.name)


VERIFY = Task("verify_identity", "verify_form", ("verify_id", "verify_code", "verify_to"))
TRIES = "form_tries"
OFFERED = "offered"
PHONE = Task(
    "give_phone", "phone_form", ("phone_number", "phone_other", "phone_to", "phone_code"), offer_slot="phone_other"
)
CASE = Task(
    "file_objection",
    "case_form",
    (
        "case_kind",
        "case_subject",
        "case_reason",
        "case_details",
        "case_attachment",
        "case_wording",
        "case_later",
        "case_confirmed",
    ),
    kind_slot="case_kind",
    names={"complaint": "file_complaint"},
)
ADD_TO_CASE = Task(
    "add_to_case",
    "add_to_case_form",
    ("add_case", "add_reopen", "add_document", "add_given", "add_words", "add_files", "add_said", "add_sure"),
)
WITHDRAW_CASE = Task("withdraw_case", "withdraw_case_form", ("withdraw_which", "withdraw_confirmed"))
# One form books and moves: this is what it is called when it moves (`booking_task`).
RESCHEDULE = "reschedule_appointment"
BOOKING = Task(
    "book_consultation",
    "booking_form",
    (
        "booking_task",
        "booking_moves",
        "booking_moved_from",
        "booking_offer",
        "booking_for",
        "booking_specialist",
        "booking_not_with",
        "booking_service",
        "booking_region",
        "booking_city",
        "booking_near",
        "booking_mode",
        "booking_medium",
        "booking_date",
        "booking_time",
        "booking_after",
        "booking_part",
        "booking_not_on",
        "booking_slot",
        "booking_confirmed",
    ),
    kind_slot="booking_task",
    names={RESCHEDULE: RESCHEDULE},
)
CANCEL = Task("cancel_appointment", "cancel_form", ("cancel_which", "cancel_confirmed"))
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
        "elig_separate",
    ),
)

ESTIMATE = "estimate"
"""The slot that outlives its task: the household of the last estimate, about which more is asked."""

_PATHS = {"training": "find_training", "employment": "find_job", "project": "start_project"}
PATH_SEARCH = Task(
    "find_training",
    "path_search_form",
    ("path_kind", "path_interest", "path_region", "path_item"),
    kind_slot="path_kind",
    names=_PATHS,
)
PATH_APPLICATION = Task(
    "find_training",
    "path_application_form",
    ("path_kind", "path_chosen", "path_confirmed"),
    kind_slot="path_kind",
    names=_PATHS,
)

BENEFIT = Task("apply_benefit", "benefit_form", ("benefit_code", "benefit_details", "benefit_confirmed"))
COMPREHENSIVE = Task(
    "request_comprehensive_service", "comprehensive_form", ("comp_for", "comp_age", "comp_disability", "comp_adults")
)
COMPREHENSIVE_REQUEST = Task(
    "request_comprehensive_service", "comprehensive_request_form", ("comp_case", "comp_contact", "comp_part", "comp_confirmed")
)

CHANGE = Task(
    "report_change",
    "change_form",
    ("change_kind", "change_told", "change_details", "change_date", "change_confirmed"),
)
# A copy is asked for where one looks at one's data.
DATA_REQUEST = Task(
    "delete_my_data",
    "data_request_form",
    ("data_request", "data_confirmed"),
    kind_slot="data_request",
    names={"copy": "show_my_data"},
)

# Carers: appointing one, ending a mandate of either side, and of whose file a carer speaks.
MANDATE = Task(
    "appoint_carer",
    "mandate_form",
    (
        "mandate_carer",
        "mandate_masked",
        "mandate_relation",
        "mandate_some",
        "mandate_scopes",
        "mandate_months",
        "mandate_confirmed",
        "mandate_to",
        "mandate_code",
    ),
)
END_MANDATE = Task("end_mandate", "end_mandate_form", ("ending_which", "ending_confirmed"))
ACT_FOR = Task("act_for", "whom_form", ("whom_file",))

TASKS = (
    VERIFY,
    PHONE,
    CASE,
    ADD_TO_CASE,
    WITHDRAW_CASE,
    BOOKING,
    CANCEL,
    PRESCREEN,
    PATH_SEARCH,
    PATH_APPLICATION,
    BENEFIT,
    COMPREHENSIVE,
    COMPREHENSIVE_REQUEST,
    CHANGE,
    DATA_REQUEST,
    MANDATE,
    END_MANDATE,
    ACT_FOR,
)
_BY_FORM = {task.form: task for task in TASKS}


def task_of_form(form: str, values: Mapping[str, object] | None = None) -> str:
    """The task of a form as the contract names it, given what has been answered in it."""
    return _BY_FORM[form].name_with(values or {})


def kind_slot_of(form: str) -> str:
    """The slot that tells which of its tasks a form does; empty for a form of one task."""
    return _BY_FORM[form].kind_slot


def offer_slot_of(form: str) -> str:
    """The slot that tells whether we began the form's task; empty for one that only a person begins."""
    return _BY_FORM[form].offer_slot


def slots_of(form: str) -> tuple[str, ...]:
    """The slots of a form, with the count of answers it could not read."""
    return (*_BY_FORM[form].slots, TRIES)
