"""Texts that are chosen by a code: one key for every code of a list, so that none can be forgotten.

The extraction of the catalogues and the tests read this list. Codes that the services own come from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.benefits.models import DecisionStatus, PaymentReasonCode, ReasonCode
from actions.callbacks.models import PartOfDay
from actions.cards.models import CardStatus
from actions.cases.models import CaseEventKind, CaseKind, CaseStatus
from actions.cases.policy import Window, complaint_subjects, objection_reasons
from actions.cases.policy import policy as case_policy
from actions.clinics import geography
from actions.clinics.booking import Closed
from actions.clinics.models import Medium, Mode
from actions.clinics.policy import policy as clinic_policy
from actions.contacts.models import Channel
from actions.conversation.elsewhere import NEAR
from actions.database.base import REGIONS
from actions.dialogue.turn import NO_REQUESTS
from actions.eligibility.assessment import ChangeKind, StepLabel
from actions.eligibility.citations import Law
from actions.eligibility.codes import (
    BenefitReason,
    ConditionCode,
    NationalityException,
    Outcome,
    PaymentReason,
    Question,
    Reason,
    Role,
    TransferredGroup,
    Verdict,
)
from actions.empowerment.models import ApplicationStatus
from actions.knowledge.groups import groups
from actions.mandates.models import Scope
from actions.mandates.policy import policy as mandate_policy
from actions.people.models import Category, Relation
from actions.profile.models import DataRequestKind, NoticeKind
from bot.channels.telegram import commands, kinds
from bot.delivery import templates
from bot.render import codes
from nlu.arabic import interests


@dataclass(frozen=True, slots=True)
class Family:
    """The keys `<name>.<code><suffix>`."""

    name: str
    codes: tuple[str, ...]
    suffix: str = ""

    def members(self) -> Iterator[str]:
        return (f"{self.name}.{code}{self.suffix}" for code in self.codes)


def family(name: str, members: Iterable[object], suffix: str = "") -> Family:
    return Family(name, tuple(str(member) for member in members), suffix)


def asked(act: str, questions: Iterable[object]) -> tuple[Family, Family]:
    """A question, and how it is put again to somebody whose answer was not understood."""
    names = tuple(questions)
    return family(act, names), family(act, names, ".retry")


def _cities() -> list[str]:
    """Every city that the geography of the clinics knows."""
    told = yaml.safe_load(Path(geography.__file__).with_name("geography.yaml").read_text(encoding="utf-8"))
    return sorted({city for region in told.values() for city in region["cities"]})


_CAUSES = tuple(reason for reason in PaymentReason if reason is not PaymentReason.SUSPENDED)
# What a rephrase gives an example of.
REQUESTS = tuple(intent for intent in codes.INTENTS if intent not in NO_REQUESTS)
_CASE_QUESTIONS = ("kind", "subject.complaint", "subject.objection", "reason", "attachment")

FAMILIES: tuple[Family, ...] = (
    family("choice", codes.INTENTS),
    family("choice", (f"faq/{topic}" for topic in codes.TOPICS)),
    family("choice.topics", groups()),
    family("region", REGIONS),
    family("region.full", REGIONS),
    family("city", _cities()),
    family("service", codes.SERVICES),
    family("choice.service", codes.SERVICES),
    family("choice", codes.OTHER_CHOICES),
    family("choice.mode", Mode),
    family("mode", Mode),
    family("medium", Medium),
    family("choice.medium", Medium),
    family("appointment.closed", Closed),
    family("relation", Relation),
    family("choice.objection", objection_reasons()),
    family("choice.complaint", complaint_subjects()),
    family("choice.kind", CaseKind),
    family("choice.language", codes.LANGUAGES),
    family("language.changed", codes.LANGUAGES),
    family("danger", codes.DANGERS),
    family("appointment.booked", (*Mode, *Medium)),
    family("helpline", codes.HELPLINES),
    family("cancelled.stays", codes.TASKS_OF_WHAT_STANDS),
    family("out_of_scope.body", codes.BODIES),
    family("out_of_scope.near", NEAR),
    family("example", REQUESTS),
    family("example", (f"faq/{topic}" for topic in codes.TOPICS)),
    family("attachment.rejected", codes.ATTACHMENT_REASONS),
    family("speech", ("lost", "long", "unavailable")),
    family("weekday", range(7)),
    family("month", range(1, 13)),
    family("hijri_month", range(1, 13)),
    family("law", Law),
    *asked("eligibility.ask", Question),
    family("choice.role", (Role.HEAD, Role.INDEPENDENT)),
    family("choice.exception", (one for one in NationalityException if one is not NationalityException.UNKNOWN)),
    family("choice.transferred_group", (one for one in TransferredGroup if one is not TransferredGroup.UNKNOWN)),
    family("eligibility.result", Outcome),
    family("eligibility.reason", Reason),
    family("eligibility.step", StepLabel),
    family("eligibility.change", ChangeKind),
    family("eligibility.status", (*DecisionStatus, "none")),
    family("eligibility.fact", codes.SUPPOSED),
    family("eligibility.cause", _CAUSES),
    family("eligibility.difference.was", Outcome),
    family("eligibility.difference.still", Outcome),
    family("eligibility.presumed", codes.PRESUMED),
    family("eligibility.missing", Question),
    family("eligibility.problem", codes.PROBLEMS),
    family("eligibility.note", codes.ESTIMATE_NOTES),
    family("eligibility.unmet", (ConditionCode.FAMILY,)),
    family("eligibility.condition", ConditionCode),
    family("eligibility.condition.result", Verdict),
    family("choice.what_if", ("all", "how")),
    family("eligibility.next_step", ReasonCode),
    family("eligibility.next_steps.return", ("suspended", "ineligible")),
    family("payment.cause", _CAUSES),
    family("reason", ReasonCode),
    family("payment.reason", PaymentReasonCode),
    family("payment.none", (*DecisionStatus, "none")),
    family("card.status", CardStatus),
    family("card.face.status", (CardStatus.ACTIVE, CardStatus.SUSPENDED, CardStatus.EXPIRED)),
    *asked("case.ask", _CASE_QUESTIONS),
    *asked("case.ask.details", CaseKind),
    family("case.kind", CaseKind),
    family("case.the", CaseKind),
    family("case.status", CaseStatus),
    family("case.event", (kind for kind in CaseEventKind if kind is not CaseEventKind.STATUS_CHANGED)),
    family("case.event.to", CaseStatus),
    family("case.need", case_policy().needs),
    family("case.hint", ReasonCode),
    family("case.guidance", (window for window in Window if window is not Window.OBJECTION)),
    family("case.wording", case_policy().objections),
    family("case.wording", case_policy().objections, ".because"),
    family("case.wording.reason", objection_reasons()),
    *asked("case.ask.add", ("details", "attachment")),
    family("appointment.ask.slot.part", clinic_policy().parts_of_day),
    family("appointment.ask.slot.none", clinic_policy().parts_of_day),
    *asked("appointment.ask", ("service", "region", "city", "mode", "slot")),
    family("benefit", codes.BENEFITS),
    family("choice.benefit", codes.BENEFITS),
    family("benefit.about", codes.BENEFITS),
    *asked("benefit.ask", ("benefit", "details")),
    family("benefit.entitled", codes.ENTITLED),
    family("benefit.reason", BenefitReason),
    family("path", codes.PATHS),
    family("choice.path", codes.PATHS),
    family("path.list", codes.PATHS),
    *asked("path.ask", ("kind", "interest", "region", "item")),
    family("choice.interest", (*interests.codes(), "anywhere")),
    family("application.status", ApplicationStatus),
    family("plan.stage", range(1, 6)),
    family("plan.task", codes.PLAN_TASKS),
    family("comprehensive.reason", codes.COMPREHENSIVE_REASONS),
    family("choice.comprehensive", codes.COMPREHENSIVE_FOR),
    family("choice.adults", (1, 2)),
    family("choice.contact", PartOfDay),
    family("comprehensive.confirm.when", PartOfDay),
    *asked("comprehensive.ask", ("who", "age", "disability", "adults_in_household", "contact")),
    family("policy.category", Category),
    family("policy.confidence", codes.CONFIDENCES),
    family("change", codes.CHANGES),
    family("choice.change", codes.CHANGES),
    *asked("change.ask", ("kind", "details", "date")),
    family("change.effect", codes.CHANGE_EFFECTS),
    family("change.elsewhere", codes.CHANGED_ELSEWHERE),
    family("data.decision", (*DecisionStatus, "none")),
    family("data.request_done", DataRequestKind),
    family("notice", NoticeKind),
    family("notice.when", NoticeKind),
    family("channel", Channel),
    family("choice.unlink", Channel),
    family("choice.day", codes.DAYS),
    family("telegram.command", commands.names()),
    family("message.unsupported", kinds.UNSUPPORTED),
    family("template", templates.KINDS),
    family("brief.status", CaseStatus),
    family("media.link", ("image", "text", "application")),
    *asked("mandate.ask", ("carer", "relation", "scopes", "months", "member")),
    family("mandate.ask.carer", ("invalid", "self")),
    family("mandate.over", ("expired", "revoked")),
    family("scope", Scope),
    family("choice.scope", (*Scope, "all", "enough")),
    family("choice.months", mandate_policy().months),
    family("choice.relation", Relation),
)


def family_keys() -> tuple[str, ...]:
    """Every key of every family, in order."""
    return tuple(dict.fromkeys(key for one in FAMILIES for key in one.members()))
