"""Messages as the actions send them: for every act at least one, for acts with variants all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.benefits.models import ReasonCode
from actions.cases.policy import policy as case_policy
from actions.clinics.booking import Closed
from actions.conversation.limits import HELP
from actions.eligibility import rules
from actions.eligibility.codes import BenefitReason
from actions.knowledge.entries import entries
from bot.channels.telegram.kinds import UNSUPPORTED
from bot.render import codes
from tests.conftest import NOW

type Message = dict[str, Any]

CLINIC = {
    "code": "abha",
    "region": "asir",
    "city": "abha",
    "name": "عيادة التمكين بأبها",
    "name_ar": "عيادة التمكين بأبها",
    "name_en": "Abha Empowerment Clinic",
}
WAGE_ROSE = {"reason": "earned_income_rose", "before": 1000.0, "after": 3000.0, "effect": -1000.0, "share": 0.5}
DEPENDANT_LEFT = {"reason": "dependant_removed", "before": 4, "after": 3, "effect": -660.0, "share": None}
RENT_FELL = {"reason": "unearned_income_fell", "before": 800.0, "after": 0.0, "effect": 800.0, "share": 1.0}


def _compared(outcome: str, before: float | None, after: float | None, *causes: Message, was: str, **more: Any) -> Message:
    """An estimate beside the one before it."""
    return {
        "outcome": outcome,
        "monthly_amount": after,
        "reasons": [],
        "steps": [],
        "compared_to": {"outcome": was, "monthly_amount": before},
        "difference": {"before": before, "after": after, "change": (after or 0) - (before or 0), "causes": list(causes)},
        **more,
    }


_WAGE = {"fact": "earned_income", "before": 1000.0, "after": 3000.0}
_CHILD = {"fact": "dependants", "before": None, "after": 4}
_SHELTER = {"fact": "in_shelter", "before": True, "after": False}
_IN, _OUT, _OPEN = "likely_eligible", "likely_ineligible", "needs_study"
COMPARED = (
    _compared(_IN, 2800.0, 1800.0, WAGE_ROSE, was=_IN, assumed=[_WAGE, _CHILD, _SHELTER]),
    _compared(_IN, 1800.0, 2600.0, RENT_FELL, was=_IN, corrected=[_WAGE]),
    _compared(_IN, 1800.0, 1800.0, was=_IN, notes=["spouse_without_income"]),
    _compared(_OUT, 1800.0, None, was=_IN, reasons=["income_above_minimum"]),
    _compared(_IN, None, 2960.0, was=_OUT, back_until="2027-08-24"),
    _compared(_OUT, None, None, was=_OUT),
    _compared(_OPEN, None, None, was=_OUT, reasons=["assets"]),
    _compared(_OPEN, None, None, was=_OPEN, missing=["days_abroad"], at_most=1550.0),
)
APPOINTMENT = {
    "reference": "APT-1448-000018",
    "service": "psychological",
    "clinic": CLINIC,
    "starts_at": "2026-11-29T16:30:00+03:00",
    "mode": "in_person",
    "minutes": 30,
}
REMOTE = {**APPOINTMENT, "reference": "APT-1448-000026", "mode": "remote", "starts_at": "2026-12-01T09:00:00+03:00"}
PHONE_CALL = {**REMOTE, "medium": "phone", "specialist": "هدى علي"}
VIDEO = {**REMOTE, "medium": "video", "specialist": "هدى علي", "for": {"name": "محمد", "relation": "son"}}
MOVED = {"moves": "APT-1448-000018", "moved_from": "2026-11-28T10:00:00+03:00"}
PLACE = {**APPOINTMENT, "address_ar": "طريق الملك فهد، أبها", "is_sample": True, "latitude": 18.2164, "longitude": 42.5053}
WAITING = [{"reference": "WTL-1448-000016", "service": "legal", "region": "najran"}]
MEMBERS = [{"name": "سعد", "relation": "son"}, {"name": "ناصر", "relation": "son"}]
RESULT = {
    "outcome": "likely_eligible",
    "monthly_amount": 2460.0,
    "minimum": 3960.0,
    "counted_income": 1500.0,
    "reasons": [],
    "steps": [
        {"label": "base_minimum", "amount": 1320.0, "citation": "social_security_law 15"},
        {"label": "dependants_increment", "amount": 2640.0, "citation": "social_security_law 14(1)"},
        {"label": "calculated_minimum", "amount": 3960.0, "citation": "social_security_law 14(1)"},
        {"label": "earned_income_counted", "amount": 1500.0, "citation": "social_security_law 14(2)"},
        {"label": "counted_income", "amount": 1500.0, "citation": "social_security_law 1(11)"},
        {"label": "pension", "amount": 2460.0, "citation": "social_security_law 14"},
    ],
}
ON_FILE = {"earned_income": 3000.0, "unearned_income": 0.0, "days_abroad": 121, "dependants": 3}
INELIGIBLE = {
    "status": "ineligible",
    "since": "2026-11-12",
    "reasons": [{"code": "income_above_minimum"}],
    "can_object_until": "2026-12-12",
    "pension": None,
    "minimum": 2640.0,
    "counted_income": 3250.0,
}
TASKS = [
    {"title": "plan.task.assessment_interview", "done": True},
    {"title": "plan.task.cv_written", "done": False},
]

OBJECTION = {"reference": "OBJ-1448-000125", "kind": "objection", "status": "under_study", "filed_on": "2026-11-17"}
COMPLAINT = {"reference": "CMP-1448-000133", "kind": "complaint", "status": "closed", "filed_on": "2026-11-10"}
SHORT_PAYMENT = {"window": "financial_complaint", "act_before": "2026-12-10", "latest": None}
LATE_DECISION = {"window": "decision_on_application", "act_before": "2026-11-30", "latest": "2026-12-08"}
WORDED = {
    "until": "2026-12-12",
    "wording": {"status": "ineligible", "since": "2026-11-12", "because": ["income_above_minimum"]},
}
REMAINING = {
    "committee_before": "2026-12-22",
    "committee_latest": "2027-01-21",
    "committee_over": False,
    "court_days": 60,
}
TIMELINE = [
    {"at": "2026-11-17", "event": "filed", "status": "received", "files": 2},
    {"at": "2026-11-18", "event": "status_changed", "status": "under_study"},
    {"at": "2026-11-19", "event": "status_changed", "status": "more_info_needed", "needs": ["income_proof"]},
    {"at": "2026-11-20", "event": "attachment_added", "files": 3},
    {"at": "2026-11-20", "event": "details_added"},
    {"at": "2026-11-21", "event": "withdrawn", "status": "withdrawn"},
    {"at": "2026-11-21", "event": "reopened", "status": "received"},
]

# Acts whose only variety is in these data; what is generated from codes stands below.
PLAIN: dict[str, list[dict[str, Any]]] = {
    "greeting": [{}],
    "menu": [{}],
    "news.none": [{}],
    "menu.page": [
        {"page": 2, "pages": 2, "rows": [{"number": 11, "title": "نجران"}, {"number": 12, "title": "جازان"}]},
        {"page": 1, "pages": 2, "rows": [{"number": 1, "title": "نجران"}]},
    ],
    "goodbye": [{}, {"task": "book_consultation"}],
    "thanks": [{}],
    "chitchat": [{}],
    "affirm.nothing": [{}],
    "deny.nothing": [{}],
    "clarify": [{"candidates": ["file_objection", "file_complaint"]}, {"candidates": ["faq", "ask_my_payment", "show_card"]}],
    "faq.topics": [{"group": None, "topics": []}, {"group": "money", "topics": ["amounts"]}],
    "faq.nothing_more": [{"topic": "amounts"}],
    "fallback": [{"attempt": 1}, {"attempt": 1, "candidates": [], "unanswered": True}, {"attempt": 1, "candidates": ["ask_payment_date", "faq/payment_day"]}, {"attempt": 2}],
    "out_of_scope": [{"body": None}, *({"body": body} for body in codes.BODIES)],
    "frustration": [{}],
    "apology": [{}],
    "cancelled": [{"task": "book_consultation"}, {"task": "none"}, {"task": "cancel_appointment"}, {"task": "withdraw_case"}],
    "resumed": [{"task": "file_objection"}],
    "switch.confirm": [{"from": "book_consultation", "to": "file_objection"}],
    "language.ask": [{}],
    "handoff.queued": [{}, {"position": 1}, {"position": 4}],
    "handoff.joined": [{"agent": "نوف"}],
    "handoff.ended": [{}],
    "speech.not_understood": [{}, {"reason": "lost"}, {"reason": "long"}, {"reason": "unavailable"}],
    "message.unsupported": [{"kind": kind} for kind in UNSUPPORTED],
    "message.edited_late": [{}],
    "phone.ask": [{}],
    "phone.kept": [{"to": "+9665•••••01"}],
    "phone.not_own": [{}],
    "phone.whose": [{"to": "+9665•••••01"}, {"to": "+9665•••••01", "retry": 1}],
    "phone.number": [{}, {"unusable": True}, {"retry": 1}],
    "phone.code_sent": [
        {"to": "+9665•••••55", "renewed": False},
        {"to": "+9665•••••55", "renewed": True},
        {"to": "+9665•••••55", "retry": 1},
    ],
    "phone.proved": [{"to": "+9665•••••01", "notices": True}, {"to": "+9665•••••55", "notices": False}],
    "phone.left": [{}],
    "phone.locked": [{}],
    "phone.not_needed": [{}],
    "sms.phone_code": [{"code": "482913"}],
    "place.unknown": [{}],
    "upload.received": [{}],
    "verify.ask_id": [{}, {"retry": 1}],
    "verify.invalid_id": [{}],
    "verify.not_found": [{}],
    "verify.no_phone": [{}],
    "verify.code_sent": [{"to": "+9665•••••01"}, {"to": "+9665•••••01", "renewed": True}, {"to": "+9665•••••01", "retry": 1}],
    "verify.wrong_code": [{"attempts_left": left} for left in (1, 2, 3, 4, 11)],
    "verify.locked": [{"until": "2026-11-22T12:34:00+03:00"}],
    "verify.too_many_codes": [{}],
    "verify.done": [
        {"name": "نورة"},
        {"name": ""},
        {
            "name": "نورة",
            "open": [
                {"kind": "appointment", "reference": "APT-1448-000011", "at": "2026-11-23T10:30:00+03:00"},
                {"kind": "case", "reference": "OBJ-1448-000123", "at": None},
                {"kind": "card", "reference": None, "at": "2026-12-10"},
            ],
        },
    ],
    "path.already_applied": [{"code": "sewing_basics", "title": "دورة الخياطة", "reference": "PTH-1448-000016"}],
    "rating.thanks": [{"content": True}, {"content": False}],
    "verify.logged_out": [{}],
    "sms.code": [{"code": "[code:k3v7q2mz]"}],
    "eligibility.result": [
        RESULT,
        {**RESULT, "overdue": True},
        {
            "outcome": "likely_ineligible",
            "monthly_amount": None,
            "minimum": 1320.0,
            "counted_income": 1320.0,
            "reasons": ["income_above_minimum"],
            "steps": [],
            "change": {"kind": "earned_income_below", "leads_to": "likely_eligible", "target": 2640.0, "by": 0.01},
        },
        {
            "outcome": "likely_ineligible",
            "monthly_amount": None,
            "minimum": None,
            "counted_income": None,
            "reasons": ["absence_from_kingdom"],
            "steps": [],
            "change": {"kind": "days_abroad_at_most", "target": 90, "by": 31, "until": "2027-02-24"},
        },
        {"outcome": "needs_study", "monthly_amount": None, "reasons": ["assets", "transferred_group"], "steps": []},
        {**RESULT, "amount_range": {"lowest": 1860.0, "highest": 2460.0}},
        {**RESULT, "basis": "record"},
        {**RESULT, "basis": "sentence", "presumed": list(codes.PRESUMED)},
        {
            "outcome": "needs_study",
            "monthly_amount": None,
            "reasons": [],
            "steps": [],
            "missing": ["days_abroad", "unearned_income"],
            "at_most": 2140.0,
        },
        {"outcome": "likely_ineligible", "monthly_amount": None, "reasons": [], "steps": [], "unmet": ["family"]},
        *COMPARED,
    ],
    "eligibility.status": [
        INELIGIBLE,
        {**INELIGIBLE, "status": "eligible", "reasons": [], "can_object_until": None, "pension": 2300.0},
        {**INELIGIBLE, "status": "suspended", "reasons": [{"code": "absence_from_kingdom"}]},
        {**INELIGIBLE, "since": "2026-07-25", "can_object_until": "2026-08-24"},
        {"status": "under_review", "since": "2026-11-10", "reasons": [], "can_object_until": None},
        {"status": "none", "since": None, "reasons": [], "can_object_until": None},
    ],
    "payment.last": [
        {"amount": 1800.0, "paid_on": "2026-11-01", "previous_amount": 2800.0, "reasons": ["earned_income_rose"]},
        {"amount": 2300.0, "paid_on": "2026-11-01", "previous_amount": 2300.0, "reasons": []},
        {"amount": 2800.0, "paid_on": "2026-11-01", "previous_amount": 1800.5, "reasons": ["dependant_added"]},
        {"amount": 1800.0, "paid_on": "2026-11-01", "previous_amount": 2800.0, "reasons": []},
        {"amount": 1320.0, "paid_on": "2026-11-01", "previous_amount": None, "reasons": []},
        {
            "amount": 1800.0,
            "paid_on": "2026-11-01",
            "previous_amount": 2800.0,
            "reasons": ["earned_income_rose"],
            "difference": {"before": 2800.0, "after": 1800.0, "change": -1000.0, "causes": [WAGE_ROSE, DEPENDANT_LEFT]},
        },
        {"amount": 2960.0, "paid_on": "2026-10-01", "previous_amount": 2960.0, "reasons": [], "status": "suspended"},
    ],
    "eligibility.next_steps": [
        {"status": "eligible", "reasons": [], "asked": "steps", "next_payment": "2026-12-01"},
        {"status": "eligible", "reasons": [], "asked": "steps", "next_payment": "2026-12-01", "fell": True},
        {"status": "under_review", "reasons": [], "asked": "return", "decide_by": "2026-12-08"},
        {
            "status": "suspended",
            "reasons": [{"code": "absence_from_kingdom"}],
            "asked": "return",
            "way": "objection",
            "can_object_until": "2026-12-02",
            "change": {"kind": "days_abroad_at_most", "target": 90, "until": "2026-12-23"},
        },
        {
            "status": "ineligible",
            "reasons": [{"code": "income_above_minimum"}, {"code": "data_incorrect"}],
            "asked": "steps",
            "way": "objection",
            "can_object_until": "2026-11-20",
            "late": True,
        },
        {"status": "ineligible", "reasons": [], "asked": "return", "way": "complaint"},
        *(
            {"status": "suspended", "reasons": [{"code": str(code)}], "way": "open", "reference": "OBJ-1448-000123"}
            for code in ReasonCode
        ),
    ],
    "record.disputed": [
        {
            "of": "payment",
            "about": "income",
            "on_file": ON_FILE,
            "way": "complaint",
            "guidance": {"window": "financial_complaint", "act_before": "2026-12-10", "latest": None},
        },
        {"of": "payment", "about": "people", "on_file": ON_FILE, "way": "complaint"},
        {"of": "decision", "about": "income", "on_file": ON_FILE, "way": "objection", "can_object_until": "2026-12-12"},
        {
            "of": "decision",
            "about": "absence",
            "on_file": ON_FILE,
            "way": "objection",
            "can_object_until": "2026-11-12",
            "late": True,
        },
        {"of": "decision", "about": "income", "on_file": {}, "way": "open", "reference": "OBJ-1448-000123"},
        {"of": "decision", "about": "income", "on_file": ON_FILE, "way": "complaint"},
    ],
    "payment.next": [
        {"date": "2026-12-01", "may_shift": False, "personal": True, "pension": 2300.0},
        {"date": "2026-12-01", "may_shift": False, "personal": True},
        {"date": "2027-01-01", "may_shift": True, "personal": False},
    ],
    "case.confirm": [
        {"kind": "objection", "subject": "decision", "reason": "income_is_lower", "details": "راتبي 2000", "attachments": 1},
        {"kind": "objection", "subject": "decision", "reason": "own_words", "details": "انتهى عقدي", "attachments": 0},
        {"kind": "complaint", "subject": "payment", "reason": None, "details": "نزلت ناقصة", "attachments": 2},
        {"kind": "complaint", "subject": "own_words", "reason": None, "details": "كلام", "attachments": 0, "retry": 1},
        {"kind": "complaint", "subject": "payment", "details": "ناقصة", "attachments": 0, "guidance": SHORT_PAYMENT},
        {"kind": "objection", "reason": "income_is_lower", "details": "انتهى عقدي", "attachments": 1, **WORDED},
        {"kind": "objection", "reason": "own_words", "details": "كلام", "attachments": 0, **WORDED, "late": True},
        {"kind": "complaint", "subject": "payment", "details": "ناقصة", "attachments": 0, "attachment_later": True},
    ],
    "case.withdraw.confirm": [
        {"reference": "OBJ-1448-000125", "kind": "objection"},
        {"reference": "CMP-1448-000133", "kind": "complaint", "retry": 1},
        {"reference": "OBJ-1448-000125"},
    ],
    "case.reopen.confirm": [
        {"reference": "CMP-1448-000133", "kind": "complaint", "status": "closed"},
        {"reference": "OBJ-1448-000125", "kind": "objection", "status": "withdrawn", "retry": 1},
    ],
    "case.add.confirm": [{"reference": "CMP-1448-000133", "kind": "complaint", "details": "الموظف اسمه سالم"}],
    "case.list": [{"cases": [OBJECTION, COMPLAINT]}],
    "attachment.too_many": [{"most": 10}],
    "case.filed": [
        {"reference": "OBJ-1448-000125", "kind": "objection", "respond_by": None, "late": False},
        {"reference": "OBJ-1448-000125", "kind": "objection", "respond_by": None, "late": True},
        {"reference": "CMP-1448-000133", "kind": "complaint", "respond_by": "2026-12-06", "late": False},
        {"reference": "CMP-1448-000133", "kind": "complaint", "respond_by": None, "guidance": LATE_DECISION},
        {"reference": "OBJ-1448-000125", "kind": "objection", "respond_by": None, "attachment_later": True},
    ],
    "case.already_open": [{"reference": "OBJ-1448-000125"}],
    "case.too_late": [{"deadline": "2026-09-23"}],
    "case.nothing_to_object": [{}],
    "case.none": [{}, {"reference": "OBJ-1448-000125"}, {"reference": None, "last": COMPLAINT}],
    "case.updated": [OBJECTION, {**COMPLAINT, "reopened": True}, {"reference": "OBJ-1448-000125"}],
    "case.withdrawn": [{"reference": "OBJ-1448-000125"}, OBJECTION],
    "appointment.confirm": [
        APPOINTMENT, PHONE_CALL, VIDEO, {**APPOINTMENT, "retry": 1},
        {**APPOINTMENT, **MOVED}, {**APPOINTMENT, **MOVED, "retry": 1},
    ],
    "appointment.for_whom": [
        {"relation": "son", "on_file": True, "members": MEMBERS},
        {"relation": "mother", "on_file": False, "members": MEMBERS},
        {"relation": "mother", "on_file": False, "members": []},
        {"relation": "", "on_file": False, "members": MEMBERS},
    ],
    "appointment.not_entitled": [{"status": "none"}],
    "appointment.place": [PLACE, {**PLACE, "mode": "remote", "is_sample": False}],
    "appointment.closed": [{"reference": None, "reason": reason} for reason in Closed],
    "appointment.waiting": [{"waiting": WAITING}],
    "appointment.waitlist_left": [{"reference": "WTL-1448-000016"}],
    "appointment.offer": [{**PHONE_CALL, "reference": "WTL-1448-000016", "expires_at": "2026-11-29T10:30:00+03:00"}],
    "appointment.offer_gone": [{}],
    "appointment.offer_declined": [{"reference": "WTL-1448-000016"}],
    "appointment.reminder": [APPOINTMENT, VIDEO],
    "appointment.missed": [APPOINTMENT],
    "appointment.follow_up": [APPOINTMENT],
    "appointment.cancel.confirm": [APPOINTMENT, {"reference": "APT-1448-000018"}, {"reference": "APT-1448-000018", "retry": 1}],
    "appointment.no_clinic": [
        {"region": "hail", "nearest": ["abha"], "remote": True, "clinics": [CLINIC]},
        {"region": "qassim", "nearest": [], "remote": False},
    ],
    "appointment.booked": [APPOINTMENT, REMOTE, PHONE_CALL, VIDEO],
    "appointment.full": [{"service": "legal", "region": "najran"}, {"service": "legal", "region": None}],
    "appointment.slot_taken": [{}],
    "appointment.clash": [{}],
    "appointment.waitlisted": [{"reference": "WTL-1448-000016"}],
    "appointment.list": [
        {"appointments": [APPOINTMENT]},
        {"appointments": [APPOINTMENT, REMOTE]},
        {"appointments": [APPOINTMENT, REMOTE], "purpose": "reschedule"},
        {"appointments": [APPOINTMENT, REMOTE], "purpose": "cancel"},
    ],
    "appointment.none": [{}, {"waiting": WAITING}],
    "appointment.rescheduled": [PHONE_CALL, {"reference": "APT-1448-000018", "starts_at": "2026-11-30T10:00:00+03:00"}],
    "appointment.cancelled": [{"reference": "APT-1448-000018"}],
    "clinic.services": [{"services": list(codes.SERVICES)}],
    "clinic.locations": [
        {"clinics": [CLINIC], "region": "asir"},
        {"clinics": [CLINIC]},
        {"clinics": [], "region": "hail"},
        {"clinics": []},
    ],
    "benefit.list": [
        {
            "benefits": [
                {"code": "school_bag", "entitled": "yes", "automatic": True},
                {"code": "soft_loan", "entitled": "needs_check", "automatic": False},
                {"code": "infant_formula", "entitled": "no", "automatic": False},
            ]
        },
        {"benefits": [{"code": code, "entitled": "unknown", "automatic": False} for code in codes.BENEFITS], "general": True},
    ],
    "benefit.confirm": [
        {"code": "electricity_support"},
        {"code": "soft_loan", "details": "أبغى أفتح محل خياطة"},
        {"code": "electricity_support", "retry": 1},
    ],
    "benefit.applied": [{"code": "electricity_support", "reference": "BNF-1448-000018"}],
    "benefit.already_applied": [{"code": "electricity_support", "reference": "BNF-1448-000018"}],
    "path.confirm": [{"code": "sewing", "title": "دورة الخياطة"}, {"code": "sewing", "retry": 1}],
    "path.applied": [
        {"code": "sewing", "title": "دورة الخياطة", "reference": "PTH-1448-000018"},
        {"code": "sewing", "reference": "PTH-1448-000018"},
    ],
    "plan.show": [
        {"stage": 3, "tasks": TASKS},
        {"stage": 5, "tasks": TASKS[:1]},
        {"stage": 1, "tasks": []},
    ],
    "plan.none": [{}],
    "comprehensive.result": [
        {"entitled": True, "reasons": ["elderly", "no_adult"]},
        {"entitled": False, "reasons": ["adult_in_household"]},
        {"entitled": True, "reasons": ["elderly", "no_adult"], "for": "other"},
    ],
    "comprehensive.confirm": [
        {},
        *({"for": "father", "phone": "+9665•••••01", "part": part} for part in ("morning", "afternoon", "any")),
        {"retry": 1},
    ],
    "comprehensive.requested": [
        {"reference": "CMS-1448-000018"},
        {
            "reference": "CMS-1448-000018",
            "call_from": "2026-11-23T09:00:00+03:00",
            "call_until": "2026-11-23T12:00:00+03:00",
        },
    ],
    "comprehensive.already_requested": [{"reference": "CMS-1448-000018"}, {"reference": "CMS-1448-000018", "for": "other"}],
    "change.confirm": [
        {"kind": "job", "details": "توظف ولدي براتب 4000", "date": "2026-11-15"},
        {"kind": "birth", "summary": "مولود جديد"},
        {"kind": "birth", "retry": 1},
        {"kind": "bank_account", "date": "2026-11-15"},
        {"kind": "birth", "date": None},
    ],
    "change.reported": [
        {"reference": "CHG-1448-000018", "kind": "birth"},
        *({"reference": "CHG-1448-000018", "kind": kind, "report_by": "2026-12-06"} for kind in codes.CHANGES),
        {"reference": "CHG-1448-000018", "kind": "death", "report_by": "2026-11-06", "late": True},
        {"reference": "CHG-1448-000018", "kind": "birth", "report_by": None, "late": False},
    ],
    "mandate.ask": [
        {"question": "carer", "problem": "invalid"},
        {"question": "carer", "problem": "self"},
        {"question": "scopes", "chosen": ["status", "appointments"]},
        {"question": "months", "problem": "too_long", "most": 12},
    ],
    "mandate.confirm": [
        {"relation": "daughter", "masked": "1•••••••11", "scopes": ["status", "cases"], "ends_on": "2027-05-22"},
        {"relation": "daughter", "masked": "1•••••••11", "scopes": ["status"], "ends_on": "2027-05-22", "retry": 1},
    ],
    "mandate.code_sent": [
        {"to": "+9665•••••03"},
        {"to": "+9665•••••03", "renewed": True},
        {"to": "+9665•••••03", "retry": 1},
    ],
    "sms.mandate_code": [{"code": "482913"}],
    "mandate.appointed": [{"reference": "MND-1448-000018", "relation": "son", "masked": "1•••••••11", "ends_on": "2027-05-22"}],
    "mandate.not_entitled": [{}],
    "mandate.too_many": [{"most": 3}],
    "mandate.for_whom": [{}, {"retry": 1}],
    "mandate.acting": [{"name": "فاطمة", "scopes": ["status", "appointments"], "ends_on": "2027-05-22"}],
    "mandate.own": [{"name": "نورة"}],
    "mandate.outside_scope": [{"name": "فاطمة", "scopes": ["appointments"]}],
    "mandate.over": [{"name": "فاطمة", "reason": "expired"}, {"name": "فاطمة", "reason": "revoked"}],
    "mandate.none": [{}, {"side": "held"}],
    "mandate.list": [
        {
            "given": [
                {"relation": "daughter", "masked": "1•••••••11", "scopes": ["status", "cases"], "ends_on": "2027-05-22"}
            ],
            "held": [{"name": "فاطمة", "scopes": ["appointments"], "ends_on": "2027-05-22"}],
        },
        {"given": [], "held": [{"name": "فاطمة", "scopes": ["appointments"], "ends_on": "2027-05-22"}]},
    ],
    "mandate.end.confirm": [
        {"side": "given", "relation": "daughter", "masked": "1•••••••11"},
        {"side": "held", "name": "فاطمة"},
        {"side": "over"},
    ],
    "mandate.ended": [{"side": "given", "relation": "daughter"}, {"side": "held", "name": "فاطمة"}],
    "payment.paid": [{"paid_on": "2026-12-01", "month": "2026-12"}],
    "payment.day": [{"date": "2026-12-01"}, {"date": "2027-01-01", "may_shift": True}],
    "results.out": [{"date": "2026-11-27", "month": "2026-11"}],
    "card.expiring": [{"expires_on": "2026-11-29"}, {"expires_on": "2026-12-22"}],
    "change.done": [
        {"reference": "CHG-1448-000018", "kind": "birth", "date": None},
        {"reference": "CHG-1448-000018", "kind": "job", "date": "2026-11-15"},
        {"reference": "CHG-1448-000018", "kind": "birth", "date": "2026-11-15", "note": "أضفنا المولود إلى ملفك"},
    ],
    "data.request_done": [
        {"reference": "REQ-1448-000018", "kind": "copy"},
        {"reference": "REQ-1448-000018", "kind": "deletion", "note": "حذفنا المحادثات"},
    ],
    "data.shown": [
        {},
        {
            "name": "نورة",
            "masked_id": "1•••••••11",
            "phone": "+9665•••••01",
            "region": "riyadh",
            "dependents": 3,
            "earned_income": 2000,
            "unearned_income": 0,
            "decision": "eligible",
            "contacts": [{"channel": "whatsapp", "address": "+9665•••••07", "proved_at": "2026-11-20T10:00:00+03:00"}],
            "cases": 1,
            "appointments": 2,
            "conversations": 3,
        },
    ],
    "data.deletion_requested": [
        {"reference": "REQ-1448-000018"},
        {"reference": "REQ-1448-000018", "due_on": "2026-12-22", "already": True},
    ],
    "data.copy_requested": [
        {"reference": "REQ-1448-000018"},
        {"reference": "REQ-1448-000018", "due_on": "2026-12-22", "already": True},
    ],
    "data.deletion.confirm": [{}, {"retry": 1}],
    "data.copy.confirm": [{}, {"retry": 1}],
    "continue.link": [
        {"url": "https://mueen.example/g/m-abcdefghijklmnopq", "expires_at": "2026-11-22T10:30:00+03:00", "phone": None},
        {
            "url": "https://mueen.example/g/m-abcdefghijklmnopq",
            "expires_at": "2026-11-22T10:30:00+03:00",
            "phone": "+9665•••••01",
        },
    ],
    "continue.done": [{"whole": True}, {"whole": False, "task": "book_consultation"}, {"whole": False, "task": None}],
    "continue.expired": [{}],
    "contact.unlinked": [{"channel": "whatsapp", "address": "+9665•••••07"}, {"channel": "telegram", "address": None}],
    "contact.not_linked": [{}],
    "contact.preferred": [{"channel": "telegram", "address": None}],
    "subscription.changed": [
        {"subscribed": True},
        {"subscribed": True, "personal": True},
        {"subscribed": True, "here_only": True},
        {"subscribed": False},
        {"subscribed": True, "kinds": ["payment", "results"]},
        {"subscribed": True, "kinds": ["card"], "personal": True},
        {"subscribed": True, "kinds": ["card"], "here_only": True},
        {"subscribed": False, "kinds": ["payment", "results", "case", "card", "appointment"]},
    ],
}

_QUESTIONS = {
    "eligibility.ask": (
        "saudi",
        "exception",
        "days_abroad",
        "in_shelter",
        "family_role",
        "dependents",
        "earned_income",
        "unearned_income",
        "assets",
        "transferred_group",
    ),
    "appointment.ask": ("service", "region", "city", "mode", "slot"),
    "benefit.ask": ("benefit", "details"),
    "path.ask": ("kind", "interest", "region", "item"),
    "comprehensive.ask": ("who", "age", "disability", "adults_in_household", "contact"),
    "change.ask": ("kind", "details", "date"),
    "mandate.ask": ("carer", "relation", "scopes", "months", "member"),
}
_CASE_QUESTIONS = ("kind", "subject", "reason", "details", "attachment")
_CODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "faq": ("topic", codes.TOPICS),
    "language.changed": ("language", ("ar", "en")),
    "danger.help": ("kind", codes.DANGERS),
    "attachment.rejected": ("reason", codes.ATTACHMENT_REASONS),
    "payment.none": ("status", ("eligible", "ineligible", "under_review", "suspended", "none")),
}


def samples() -> Iterator[Message]:
    """Every sample as a message."""
    for act, data in PLAIN.items():
        yield from ({"act": act, "data": fields} for fields in data)
    for act, (field, values) in _CODES.items():
        yield from ({"act": act, "data": {field: value, **_more(act, value)}} for value in values)
    for act, questions in _QUESTIONS.items():
        for question in questions:
            yield {"act": act, "data": {"question": question}}
            yield {"act": act, "data": {"question": question, "retry": 1}}
    yield {"act": "appointment.ask", "data": {"question": "slot", "unavailable": True}}
    for part in ("morning", "noon", "afternoon", "evening"):
        for unavailable in (False, True):
            yield {"act": "appointment.ask", "data": {"question": "slot", "unavailable": unavailable, "part": part}}
    yield {"act": "case.ask", "data": {"question": "attachment", "kind": "objection", "details": "انتهى عقدي\nقصدي في شهر عشرة"}}
    yield {"act": "comprehensive.ask", "data": {"question": "age", "for": "other"}}
    for problem in codes.PROBLEMS:
        yield {"act": "eligibility.ask", "data": {"question": "days_abroad", "retry": 1, "problem": problem}}
    yield {"act": "eligibility.ask", "data": {"question": "dependents", "supposing": True}}
    yield {"act": "appointment.ask", "data": {"question": "city", "near": "khobar", "nearest": "dammam"}}
    yield from _of_cases()
    yield from _of_codes()
    yield from _of_knowledge()


def _of_knowledge() -> Iterator[Message]:
    checked = {"last_checked": "2026-11-22", "confidence": "confirmed-page"}
    for one in entries().values():
        yield {"act": "faq", "data": {"topic": one.topic, "more": True, **checked}}
        for section in one.sections:
            yield {"act": "faq", "data": {"topic": one.topic, "section": section.name, **checked}}
    yield {"act": "faq", "data": {"topic": "payment_day", "overdue": True, **checked}}
    yield {"act": "faq", "data": {"topic": "bank_account", "section": "rejected", "found": True, **checked}}


def _more(act: str, code: str) -> dict[str, Any]:
    if act != "danger.help":
        return {}
    lines = {name: getattr(rules.helplines(NOW.date()), name) for name in HELP[code]}
    return {"numbers": list(lines.values()), "lines": lines}


def _of_cases() -> Iterator[Message]:
    for kind in ("objection", "complaint"):
        for question in _CASE_QUESTIONS:
            yield {"act": "case.ask", "data": {"question": question, "kind": kind}}
            yield {"act": "case.ask", "data": {"question": question, "kind": kind, "retry": 2}}
    for question in ("details", "attachment"):
        adding = {"question": question, **OBJECTION, "adding": True}
        yield {"act": "case.ask", "data": adding}
        yield {"act": "case.ask", "data": {**adding, "retry": 1}}
        yield {"act": "case.ask", "data": {**adding, "needs": list(case_policy().needs)}}
    for code in ReasonCode:
        yield {"act": "case.ask", "data": {"question": "details", "kind": "objection", "because": [str(code)]}}
    yield {"act": "case.ask", "data": {"question": "details", "kind": "objection", "previous": "انتهى عقدي"}}
    yield {"act": "case.changed", "data": OBJECTION}
    yield {"act": "case.changed", "data": {**OBJECTION, "status": "more_info_needed", "needs": ["bank_statement"]}}
    yield {"act": "case.changed", "data": {**OBJECTION, "status": "rejected", "note": "الدخل مثبت", "remaining": REMAINING}}
    yield {"act": "case.status", "data": {**OBJECTION, "timeline": TIMELINE, "silent_days": 60, "others": [COMPLAINT]}}
    over = {**REMAINING, "committee_over": True}
    yield {"act": "case.status", "data": {**OBJECTION, "status": "rejected", "remaining": over}}
    for status in ("received", "under_study", "more_info_needed", "accepted", "rejected", "withdrawn", "closed"):
        common = {"status": status, "filed_on": "2026-11-17"}
        complaint = {"reference": "CMP-1448-000133", "kind": "complaint", "respond_by": "2026-12-06"}
        objection = {"reference": "OBJ-1448-000125", "kind": "objection", "respond_by": None}
        yield {"act": "case.status", "data": {**complaint, **common}}
        yield {"act": "case.status", "data": {**objection, **common}}
    yield {"act": "case.status", "data": {"reference": "OBJ-1448-000125", "status": "received", "respond_by": None}}


def _of_codes() -> Iterator[Message]:
    for status in ("active", "suspended", "expired", "under_review", "not_issued"):
        dated = "2027-06-10" if status == "active" else "2026-11-07" if status == "expired" else None
        yield {"act": "card.status", "data": {"status": status, "expires_on": dated}}
    for code in codes.BENEFITS:
        yield {"act": "benefit.info", "data": {"code": code, "entitled": "unknown", "automatic": False}}
    for reason in BenefitReason:
        no = {"entitled": "no", "automatic": False, "reasons": [str(reason)]}
        yield {"act": "benefit.info", "data": {"code": "infant_formula", **no}}
    known = {"entitled": "yes", "automatic": False, "amount": 100.0, "overdue": True}
    yield {"act": "benefit.info", "data": {"code": "electricity_support", **known}}
    yield {"act": "comprehensive.ask", "data": {"question": "contact", "phone": "+9665•••••01"}}
    for entitled in codes.ENTITLED:
        automatic = entitled == "yes"
        yield {"act": "benefit.info", "data": {"code": "school_bag", "entitled": entitled, "automatic": automatic}}
    for kind in codes.PATHS:
        yield {"act": "path.list", "data": {"kind": kind, "items": [{"code": "sewing", "title": "دورة الخياطة"}]}}
        yield {"act": "path.list", "data": {"kind": kind, "items": []}}
