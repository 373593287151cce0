"""The codes of the rules: answers, groups, conditions, reasons. Stable, and the same in data, database and texts."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What is known of a yes-or-no fact; in the order of truth values, which YAML makes of a bare `no` or `yes`."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """How a household is headed (law arts. 1(5), 1(8))."""

    UNKNOWN = "unknown"
    HEAD = "head"
    INDEPENDENT = "independent"


class NationalityException(StrEnum):
    """Who is covered without Saudi nationality (law art. 10); NONE: of no such group."""

    UNKNOWN = "unknown"
    NONE = "none"
    WIFE_OF_SAUDI = "non_saudi_wife_of_saudi"
    WIDOW_OR_DIVORCEE = "non_saudi_widow_or_divorcee_with_saudi_children"
    CHILDREN_OF_SAUDI_MOTHER = "children_of_saudi_widow_or_divorcee_from_non_saudi"
    CARD_DISABILITY = "mobility_card_disability"
    CARD_ORPHAN = "mobility_card_orphan"
    CARD_WIDOW = "mobility_card_widow_with_orphans"


class TransferredGroup(StrEnum):
    """Who came from the law of 1427H and is freed from the income comparison (Royal Decree M/35); NONE: nobody."""

    UNKNOWN = "unknown"
    NONE = "none"
    ELDERLY = "elderly_without_income"
    DISABILITY = "disability_without_provider"
    ORPHAN = "special_circumstances_orphan_without_provider"


class Category(StrEnum):
    """The three categories of acceptance (law art. 18)."""

    UNKNOWN = "unknown"
    ABLE_TO_WORK = "able_to_work"
    REHABILITABLE = "rehabilitable"
    NOT_REHABILITABLE = "not_rehabilitable"


class DutyCode(StrEnum):
    """What a beneficiary must do, in the order in which it is told; each is the variable `<code>_duty`."""

    REPORT_CHANGE = "report_change"
    UPDATE_DATA = "update_data"
    MINISTRY_REQUIREMENTS = "ministry_requirements"
    REHABILITATION_PLAN = "rehabilitation_plan"
    JOB_SEARCH = "job_search"


class StopCase(StrEnum):
    """What stops a pension besides a failed condition (law art. 17(2)-(5), 17(7)-(8))."""

    NONE = "none"
    DATA_INCORRECT = "data_incorrect"
    DATA_UPDATE_LATE = "data_update_late"
    PLAN_NOT_FOLLOWED = "plan_not_followed"
    WORK_REFUSED = "work_refused"
    WAIVER = "waiver"
    DEATH = "death"


class IncomeKind(StrEnum):
    """Incomes that are neither plainly earned nor plainly unearned."""

    CITIZEN_ACCOUNT = "citizen_account"
    DISABILITY_CASH_AID = "disability_cash_aid"
    RURAL_SUPPORT = "rural_support"
    UNIVERSITY_STIPEND = "university_stipend"
    ALIMONY = "alimony"
    GIFTS = "gifts"
    HOUSING_SUPPORT = "housing_support"
    ORPHAN_SPONSORSHIP = "orphan_sponsorship"
    JOB_SEARCH_SUBSIDY = "job_search_subsidy"
    OTHER_SUPPORT = "other_support"


class Verdict(StrEnum):
    """What became of a condition, worst first."""

    FAILED = "failed"
    UNKNOWN = "unknown"
    MET = "met"


class Outcome(StrEnum):
    """What an assessment estimates, in the order of `Verdict`: never a decision."""

    LIKELY_INELIGIBLE = "likely_ineligible"
    NEEDS_STUDY = "needs_study"
    LIKELY_ELIGIBLE = "likely_eligible"


class Entitlement(StrEnum):
    """What is known of the right to something beside the pension, in the order of `Verdict`."""

    NO = "no"
    NEEDS_CHECK = "needs_check"
    YES = "yes"


class BenefitCode(StrEnum):
    """The complementary benefits; each is the variable `<code>_benefit`."""

    SCHOOL_TRANSPORT = "school_transport"
    QIYAS_FEES = "qiyas_fees"
    INFANT_FORMULA = "infant_formula"
    COURT_FEES = "court_fees"
    SCHOOL_BAG = "school_bag"
    FOOD_SUPPORT = "food_support"
    ELECTRICITY_SUPPORT = "electricity_support"
    SOFT_LOAN = "soft_loan"
    DEVELOPMENTAL_HOUSING = "developmental_housing"
    UNIVERSITY_ADMISSION = "university_admission"


class BenefitReason(StrEnum):
    """Why one is, may be or is not entitled to a benefit."""

    ELIGIBLE_THIS_MONTH = "eligible_this_month"
    NOT_ELIGIBLE_THIS_MONTH = "not_eligible_this_month"
    ELIGIBILITY_OPEN = "eligibility_open"
    PUPIL = "pupil"
    NO_PUPIL = "no_pupil"
    PUPIL_UNKNOWN = "pupil_unknown"
    PUPIL_WITH_DISABILITY = "pupil_with_disability"
    CHILD = "child"
    NO_CHILD = "no_child"
    CHILD_UNKNOWN = "child_unknown"
    INFANT = "infant"
    NO_INFANT = "no_infant"
    INFANT_UNKNOWN = "infant_unknown"
    TERMS_UNKNOWN = "terms_unknown"
    NOT_YET_IN_FORCE = "not_yet_in_force"


class ComprehensiveReason(StrEnum):
    """Why the comprehensive service is, or is not, for somebody."""

    ELDERLY = "elderly"
    DISABILITY = "disability"
    NO_ADULT = "no_adult"
    NOT_ELDERLY = "not_elderly"
    NO_DISABILITY = "no_disability"
    ADULT_IN_HOUSEHOLD = "adult_in_household"


class ConditionCode(StrEnum):
    """The conditions, in the order in which they are told; each is the variable `<code>_condition`."""

    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    SHELTER = "shelter"
    STOP_CASES = "stop_cases"
    FAMILY = "family"
    INCOME = "income"
    WEALTH = "wealth"


class Reason(StrEnum):
    """Why an outcome is not likely_eligible, in the order in which it is told."""

    NATIONALITY = "nationality"
    ABSENCE_FROM_KINGDOM = "absence_from_kingdom"
    IN_SHELTER = "in_shelter"
    DATA_INCORRECT = "data_incorrect"
    DATA_UPDATE_LATE = "data_update_late"
    PLAN_NOT_FOLLOWED = "plan_not_followed"
    WORK_REFUSED = "work_refused"
    WAIVER = "waiver"
    DEATH = "death"
    INCOME_ABOVE_MINIMUM = "income_above_minimum"
    TRANSFERRED_GROUP = "transferred_group"
    ASSETS = "assets"


class PaymentReason(StrEnum):
    """Why the pension of a month differs from that of another."""

    PARAMETERS_CHANGED = "parameters_changed"
    DEPENDANT_ADDED = "dependant_added"
    DEPENDANT_REMOVED = "dependant_removed"
    EARNED_INCOME_ROSE = "earned_income_rose"
    EARNED_INCOME_FELL = "earned_income_fell"
    UNEARNED_INCOME_ROSE = "unearned_income_rose"
    UNEARNED_INCOME_FELL = "unearned_income_fell"
    SUSPENDED = "suspended"


class Question(StrEnum):
    """What a person may be asked, in the order in which it is asked."""

    SAUDI = "saudi"
    EXCEPTION = "exception"
    DAYS_ABROAD = "days_abroad"
    IN_SHELTER = "in_shelter"
    FAMILY_ROLE = "family_role"
    DEPENDENTS = "dependents"
    EARNED_INCOME = "earned_income"
    UNEARNED_INCOME = "unearned_income"
    ASSETS = "assets"
    TRANSFERRED_GROUP = "transferred_group"
