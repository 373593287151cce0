"""Every action and form that the server offers to Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rasa_sdk import Action

from actions.benefits.action import ACTIONS as BENEFITS
from actions.benefits.after_status import ACTIONS as AFTER_STATUS
from actions.cards.action import ACTIONS as CARDS
from actions.cases.action import ACTIONS as CASES
from actions.cases.change_action import ACTIONS as CASE_CHANGES
from actions.cases.change_form import AddToCaseForm, WithdrawCaseForm
from actions.cases.form import CaseForm
from actions.clinics.action import ACTIONS as CLINICS
from actions.clinics.cancel_form import CancelForm
from actions.clinics.form import BookingForm
from actions.comprehensive.action import ACTIONS as COMPREHENSIVE
from actions.comprehensive.form import ComprehensiveForm
from actions.comprehensive.request_form import ComprehensiveRequestForm
from actions.contacts.action import ACTIONS as CONTACTS
from actions.conversation.control import ACTIONS as CONTROL
from actions.conversation.courtesy import ACTIONS as COURTESY
from actions.conversation.elsewhere import ACTIONS as ELSEWHERE
from actions.conversation.limits import ACTIONS as LIMITS
from actions.eligibility.action import ACTIONS as ELIGIBILITY
from actions.eligibility.prescreen.form import PrescreenForm
from actions.empowerment.action import ACTIONS as EMPOWERMENT
from actions.empowerment.application_form import PathApplicationForm
from actions.empowerment.search_form import PathSearchForm
from actions.facilities.action import ACTIONS as FACILITIES
from actions.facilities.form import BenefitForm
from actions.feedback.action import ACTIONS as FEEDBACK
from actions.identity.action import ACTIONS as IDENTITY
from actions.identity.form import VerifyForm
from actions.identity.phone_action import ACTIONS as PHONES
from actions.identity.phone_form import PhoneForm
from actions.knowledge.action import ACTIONS as KNOWLEDGE
from actions.mandates.action import ACTIONS as MANDATES
from actions.mandates.choosing import EndMandateForm, WhomForm
from actions.mandates.form import MandateForm
from actions.profile.action import ACTIONS as PROFILE
from actions.profile.change_form import ChangeForm
from actions.profile.data_form import DataRequestForm

FORMS = (
    VerifyForm,
    PhoneForm,
    CaseForm,
    AddToCaseForm,
    WithdrawCaseForm,
    BookingForm,
    CancelForm,
    PrescreenForm,
    PathSearchForm,
    PathApplicationForm,
    BenefitForm,
    ComprehensiveForm,
    ComprehensiveRequestForm,
    ChangeForm,
    DataRequestForm,
    MandateForm,
    EndMandateForm,
    WhomForm,
)

ROOMS: tuple[Sequence[type[Action]], ...] = (
    COURTESY,
    CONTROL,
    LIMITS,
    ELSEWHERE,
    IDENTITY,
    PHONES,
    BENEFITS,
    AFTER_STATUS,
    CARDS,
    CASES,
    CASE_CHANGES,
    CLINICS,
    ELIGIBILITY,
    EMPOWERMENT,
    FACILITIES,
    COMPREHENSIVE,
    FEEDBACK,
    PROFILE,
    KNOWLEDGE,
    CONTACTS,
    MANDATES,
    FORMS,
)


def all_actions() -> list[Action]:
    """One instance of each; they keep nothing between turns."""
    return [kind() for kind in chain.from_iterable(ROOMS)]
