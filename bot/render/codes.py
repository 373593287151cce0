"""Codes of the contract that no service owns: intents, topics, places, and what else texts are chosen by."""

from __future__ import annotations

INTENTS = (
    "greet", "goodbye", "thank", "affirm", "deny", "stop", "restart", "repeat", "speak_slower", "help",
    "change_language", "talk_to_agent", "frustration", "chitchat", "report_danger", "inform", "out_of_scope",
    "verify_identity", "resend_code", "log_out",
    "check_eligibility", "ask_my_status", "ask_rejection_reason", "ask_my_payment", "ask_payment_date", "estimate_amount",
    "show_card",
    "file_objection", "file_complaint", "track_case", "withdraw_case", "add_to_case",
    "book_consultation", "reschedule_appointment", "cancel_appointment", "show_appointments", "ask_clinic_services",
    "ask_clinic_locations",
    "find_training", "find_job", "start_project", "show_my_plan",
    "list_benefits", "ask_benefit", "apply_benefit",
    "request_comprehensive_service",
    "report_change", "show_my_data", "delete_my_data", "subscribe", "unsubscribe",
)  # fmt: skip

TOPICS = (
    "conditions", "documents", "amounts", "income_counted", "assets", "dependents", "independents", "non_saudi_family",
    "residence_and_absence", "shelters", "working_beneficiaries", "duty_to_report", "data_update", "why_payments_stop",
    "overpayment", "registration_steps", "decision_time", "payment_day", "bank_account", "objection_rules",
    "complaint_channels", "card_about", "clinic_about", "clinic_stages", "paths_about", "able_to_work_duties",
    "comprehensive_about", "noor_school_support", "citizen_account", "unemployment_support", "privacy", "scams",
    "head_of_household",
)  # fmt: skip

SERVICES = (
    "economic", "social", "psychological", "career_guidance", "financial_guidance", "physical_health", "employment",
    "entrepreneurship", "training", "legal", "housing",
)  # fmt: skip

BENEFITS = (
    "school_transport", "qiyas_fees", "infant_formula", "court_fees", "soft_loan", "developmental_housing",
    "university_admission", "food_support", "electricity_support", "school_bag",
)  # fmt: skip

# Labels of choices that are neither a request nor a code of a service.
OTHER_CHOICES = (
    "yes", "no", "dont_know", "other_id", "no_attachment", "edit_details", "own_wording", "offered_wording", "reopen_case",
    "more_slots", "waitlist", "rating.good", "rating.bad", "region.anywhere", "waitlist.leave", "offer.take", "offer.decline",
    "book_again", "myself", "my_benefits", "nothing_to_add", "comprehensive.nobody",
    "data_copy", "subscribe_signed_in", "more", "browse_topics", "go_on_elsewhere", "wording.usual", "appoint_carer",
    "show_mandates", "end_mandate", "act_for", "own_file",
    "phone.own", "phone.other", "phone.not_now", "give_phone",
)  # fmt: skip
LANGUAGES = ("ar", "en")
DANGERS = ("abuse", "self_harm", "hunger", "emergency")
HELPLINES = (
    "unified", "abuse", "child", "mental_health", "health_advice", "emergency", "ambulance", "civil_defence", "police",
)  # fmt: skip
# Other bodies, as `nlu/arabic/lexicon/bodies.yml` names them; of some something of ours comes near.
BODIES = (
    "passports", "civil_affairs", "traffic", "gosi", "health", "education", "housing", "courts", "labour", "citizen_account",
    "jadarat_hrdf", "electricity_water", "municipality", "police_security", "telecom_banks", "zakat_customs", "embassy_travel",
    "absher", "post",
)  # fmt: skip
ATTACHMENT_REASONS = ("type", "size", "virus_suspected", "unreadable")
CONFIDENCES = (
    "confirmed-primary", "confirmed-page", "derived", "weak-page", "unconfirmed", "conflict", "seed",
)  # fmt: skip
# What rests on no official text or page: its answers say so.
UNOFFICIAL = frozenset({"weak-page", "unconfirmed", "conflict", "seed"})
PLAN_TASKS = (
    "assessment_interview", "cv_written", "jadarat_registration", "career_guidance_session", "training_course",
    "job_applications",
)  # fmt: skip
ENTITLED = ("yes", "no", "needs_check", "unknown")
COMPREHENSIVE_FOR = ("self", "mother", "father", "wife", "husband", "other")
PATHS = ("training", "employment", "project")
COMPREHENSIVE_REASONS = ("elderly", "disability", "no_adult", "adult_in_household", "not_elderly", "no_disability")
CHANGES = (
    "income", "job", "marriage", "divorce", "birth", "death", "address", "phone", "bank_account", "dependant_left",
    "travel", "disability",
)  # fmt: skip
# What a kind of change does to the pension, where the rules say it: the holes of its sentence.
CHANGE_EFFECTS = {
    "income": ("earned_percent", "unearned_percent"),
    "job": ("earned_percent",),
    "marriage": ("increment",),
    "divorce": ("increment",),
    "birth": ("increment",),
    "death": ("increment",),
    "dependant_left": ("increment",),
    "travel": ("absence_days",),
}
# What removes each reason of a refusal or a stop: the holes of its sentence.
NEXT_STEPS: dict[str, tuple[str, ...]] = {
    "income_above_minimum": (),
    "absence_from_kingdom": ("absence_days",),
    "nationality": (),
    "in_shelter": (),
    "assets": (),
    "data_incorrect": (),
    "data_update_late": ("update_days",),
    "plan_not_followed": (),
    "work_refused": (),
    "waiver": ("unified",),
    "death": ("unified",),
    "transferred_group": ("unified",),
}
DAYS = ("today", "yesterday", "month_start")
# Where the new number itself is entered on the platform alone.
CHANGED_ELSEWHERE = ("phone", "bank_account")

# Facts of a household that an estimate may suppose; a yes-or-no has a text for each, the others one with and one
# without what was before.
SUPPOSED_NUMBERS = ("dependants", "days_abroad", "earned_income", "unearned_income")
SUPPOSED = (
    *SUPPOSED_NUMBERS, *(f"{fact}.new" for fact in SUPPOSED_NUMBERS),
    *(f"{fact}.{answer}" for fact in ("saudi", "in_shelter", "other_assets") for answer in ("yes", "no")),
)  # fmt: skip
PRESUMED = ("circumstances", "dependants", "earned_income", "unearned_income")
PROBLEMS = ("negative", "too_large", "date", "future_date")
ESTIMATE_NOTES = ("spouse_without_income",)

TASKS_OF_WHAT_STANDS = ("cancel_appointment", "reschedule_appointment", "withdraw_case")
"""Tasks that end or move something: left, it stands as it was."""
