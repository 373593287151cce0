"""The dated numbers that services need, typed, so that none of them holds a number of the law.

Every function takes the day on which the rule is asked for and reads the parameters in force on it; a value that is
not known is None, and `reading.RuleNotFound` is raised for a day before the rules began.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.months import add_months
from actions.eligibility.reading import amount, optional, overdue, provenance, text, texts, whole
from actions.eligibility.working_days import is_working_day

__all__ = ["amount", "optional", "overdue", "provenance"]


@dataclass(frozen=True, slots=True)
class PensionRules:
    """What makes the pension, SAR a month and shares; `cap` None: none."""

    base_minimum: Decimal
    dependant_increment: Decimal
    earned_share: Decimal
    unearned_share: Decimal
    stipend_limit: Decimal
    cap: Decimal | None
    reference_months: int
    liquid_asset_divisor: int


def pension_rules(on: date, rules: TaxBenefitSystem | None = None) -> PensionRules:
    """The amounts and shares in force (law arts. 14, 15); of a reform where `rules` are one."""
    cap = optional("pension.household_cap_monthly", on, rules)
    return PensionRules(
        base_minimum=amount("pension.base_minimum_monthly", on, rules),
        dependant_increment=amount("pension.dependant_increment_monthly", on, rules),
        earned_share=amount("pension.earned_income_counted_share", on, rules),
        unearned_share=amount("pension.unearned_income_counted_share", on, rules),
        stipend_limit=amount("pension.excluded_income.university_stipend", on, rules),
        cap=None if cap is None else Decimal(str(cap)),
        reference_months=whole("pension.income_reference_months", on, rules),
        liquid_asset_divisor=whole("wealth.liquid_asset_divisor_months", on, rules),
    )


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """Calendar days to object to a decision: the platform's, and the general rule as the latest reading."""

    platform_days: int
    general_days: int

    def can_object_until(self, since: date) -> date:
        """The last day of the platform's window for a decision of the day `since`."""
        return since + timedelta(days=self.platform_days)

    def latest_reading(self, since: date) -> date:
        """The last day of every reading; up to it an objection is taken, with a caution after the platform's."""
        return since + timedelta(days=self.general_days)


def objection_window(on: date) -> ObjectionWindow:
    """The contested windows for an objection, in force on the day of the decision."""
    return ObjectionWindow(
        whole("deadlines.platform_objection_window", on), whole("deadlines.general_admin_grievance", on)
    )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Periods; those of the law are working days (give them to `working_days.deadline`), the others say what."""

    decision_on_application: int
    report_change: int
    update_data: int
    complaint_after_silence_calendar_days: int
    authority_reply_calendar_days: int
    court_filing_calendar_days: int
    objection_reply_calendar_days: int | None
    field_visit_notice_hours: int
    unused_opportunities_before_stop: int


def deadlines(on: date) -> Deadlines:
    """The periods in force; an objection's reply has none and must not be promised."""
    return Deadlines(
        decision_on_application=whole("deadlines.decision_on_application", on),
        report_change=whole("deadlines.report_change", on),
        update_data=whole("deadlines.update_data_before_stop", on),
        complaint_after_silence_calendar_days=whole("deadlines.committee_complaint_after_silence", on),
        authority_reply_calendar_days=whole("deadlines.general_admin_authority_reply", on),
        court_filing_calendar_days=whole("deadlines.administrative_court_filing", on),
        objection_reply_calendar_days=optional("deadlines.objection_reply", on),
        field_visit_notice_hours=whole("deadlines.field_visit_notice", on),
        unused_opportunities_before_stop=whole("deadlines.empowerment_opportunities_before_stop", on),
    )


def payment_day(on: date) -> int:
    """The day of the Gregorian month on which the pension is paid."""
    return whole("calendar.payment_day", on)


def result_day(on: date) -> int:
    """The day of the Gregorian month on which the results appear."""
    return whole("calendar.eligibility_result_day", on)


def payment_date(month: date) -> date:
    """The day on which the pension of this month is paid."""
    return month.replace(day=payment_day(month))


def next_payment(today: date) -> date:
    """The first payment day from today on."""
    this_month = payment_date(today)
    return this_month if this_month >= today else payment_date(add_months(today.replace(day=1), 1))


def result_date(month: date) -> date:
    """The day on which the results of this month appear."""
    return month.replace(day=result_day(month))


def next_result(today: date) -> date:
    """The first day of results from today on."""
    this_month = result_date(today)
    return this_month if this_month >= today else result_date(add_months(today.replace(day=1), 1))


def payment_may_move(paid_on: date) -> bool:
    """Whether a payment day is no working day: no rule says where it moves, one waits for the announcement."""
    return not is_working_day(paid_on)


def first_payment(decided_on: date) -> date:
    """The first payment after an approving decision (law art. 16)."""
    offset = whole("pension.first_payment_offset_months", decided_on)
    return payment_date(add_months(decided_on.replace(day=1), offset))


def financial_complaint_until(month: date) -> date:
    """The last day to complain about a short or missing payment of this month (one source only)."""
    start = month.replace(day=whole("deadlines.financial_complaint.anchor_day", month))
    return start + timedelta(days=whole("deadlines.financial_complaint.window", month))


@dataclass(frozen=True, slots=True)
class AbsenceRule:
    """Days outside the Kingdom that permanent residence allows, and the months before a payment that are looked at."""

    max_days: int
    window_months: int

    def window_start(self, paid_on: date) -> date:
        """The first day that counts for a payment."""
        return add_months(paid_on, -self.window_months)

    def days_abroad(self, stays: Iterable[tuple[date, date]], paid_on: date) -> int:
        """The days of these stays (first and last day, none overlapping) in the window of a payment."""
        start, end = self.window_start(paid_on), paid_on - timedelta(days=1)
        return sum(max(0, (min(last, end) - max(first, start)).days + 1) for first, last in stays)

    def surely_back_by(self, today: date) -> date:
        """The day on which no more than the allowed days can be left in the window, for who stays in from today."""
        return add_months(today - timedelta(days=self.max_days), self.window_months)


def absence_rule(on: date, rules: TaxBenefitSystem | None = None) -> AbsenceRule:
    """How long one may be abroad (executive regulation art. 6); by a reform where `rules` are one."""
    return AbsenceRule(
        max_days=whole("residence.max_absence_days", on, rules),
        window_months=whole("residence.absence_window_months", on, rules),
    )


@dataclass(frozen=True, slots=True)
class Helplines:
    """Numbers to dial, as written."""

    unified: str
    abuse: str
    child: str
    mental_health: str
    health_advice: str
    emergency: str
    ambulance: str
    civil_defence: str
    police: str


def helplines(on: date) -> Helplines:
    """The telephone numbers; an operator verifies them before a launch."""
    return Helplines(
        unified=text("contacts.hrsd_unified", on),
        abuse=text("contacts.abuse_reports", on),
        child=text("contacts.child_helpline", on),
        mental_health=text("contacts.mental_health", on),
        health_advice=text("contacts.health_advice", on),
        emergency=text("contacts.emergency", on),
        ambulance=text("contacts.ambulance", on),
        civil_defence=text("contacts.civil_defence", on),
        police=text("contacts.police", on),
    )


def elderly_from(on: date) -> int:
    """The age in full years from which somebody is elderly (Elderly Rights Law art. 1(5))."""
    return whole("persons.elderly_min_age", on)


def platform_url(on: date) -> str:
    """The address of the Support and Social Protection Platform."""
    return text("contacts.platform_url", on)


def care_account(on: date) -> str:
    """The Ministry's account for beneficiaries on X."""
    return text("contacts.care_account", on)


def nationality_exceptions(on: date) -> tuple[str, ...]:
    """The groups covered without Saudi nationality (law art. 10)."""
    return texts("exceptions.nationality_exceptions", on)


def nationality_proofs(exception: str, on: date) -> tuple[str, ...]:
    """What proves an exception; LookupError for a strange code."""
    return texts(f"exceptions.nationality_proofs.{exception}", on)


def transferred_groups(on: date) -> tuple[str, ...]:
    """The transferred groups freed from the income comparison; empty before the decree."""
    return texts("exceptions.legacy_income_condition_exemption", on)


@dataclass(frozen=True, slots=True)
class RightsRequest:
    """Days to answer a request about one's own data, and by how many that may be extended."""

    days: int
    extension_days: int


def rights_request(on: date) -> RightsRequest:
    """The period for requests under the Personal Data Protection Law."""
    return RightsRequest(whole("privacy.rights_request.days", on), whole("privacy.rights_request.extension_days", on))


def transcript_retention_days(on: date) -> int | None:
    """Days that what was said may be kept; None where the operator has set none."""
    days = optional("privacy.transcript_retention_days", on)
    return None if days is None else int(days)
