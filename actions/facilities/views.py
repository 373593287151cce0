"""How benefits look in semantic messages."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.eligibility.benefits import Benefit
from actions.eligibility.codes import BenefitCode, BenefitReason, Entitlement
from actions.facilities.models import BenefitApplication
from actions.facilities.service import amount

UNKNOWN = "unknown"
"""In place of an entitlement, of somebody who has not proved who they are."""

_APPLY = "apply_benefit"
_ASK = "ask_benefit"


def listed(benefit: Benefit, *, personal: bool) -> dict[str, Any]:
    """One of a list; whether it is somebody's own is unknown while nobody has proved who they are."""
    entitled = str(benefit.entitled) if personal else UNKNOWN
    return {"code": str(benefit.code), "entitled": entitled, "automatic": benefit.automatic}


def told(benefit: Benefit, on: date, *, personal: bool) -> SemanticMessage:
    """What a benefit is and whether it is this person's; of nobody in particular that is unknown."""
    known = amount(benefit.code, on)
    data = {
        "code": str(benefit.code),
        "entitled": str(benefit.entitled) if personal else UNKNOWN,
        "automatic": benefit.automatic,
        "reasons": [str(reason) for reason in benefit.reasons] if personal else [],
        "amount": None if known is None else float(known),
        "overdue": benefit.overdue,
    }
    return SemanticMessage("benefit.info", data, _ways(benefit, personal=personal))


def already(application: BenefitApplication) -> SemanticMessage:
    data = {"code": str(application.benefit), "reference": application.reference}
    return SemanticMessage("benefit.already_applied", data, (intent_choice("list_benefits"), PERSON))


def which() -> SemanticMessage:
    """Asks which benefit is meant, of somebody who wants to know about one."""
    choices = [Choice(f"choice.benefit.{code}", Request(_ASK, (("benefit", str(code)),))) for code in BenefitCode]
    return SemanticMessage("benefit.ask", {"question": "benefit"}, choices)


def _ways(benefit: Benefit, *, personal: bool) -> tuple[Choice, ...]:
    """Applying where that may help; who has not signed in can; who was told no can ask why."""
    if not personal:
        apply = () if benefit.automatic else (_apply(benefit),)
        return (*apply, _own(benefit), intent_choice("list_benefits"))
    if benefit.entitled is Entitlement.NO:
        status = BenefitReason.NOT_ELIGIBLE_THIS_MONTH in benefit.reasons
        return (intent_choice("ask_my_status" if status else "list_benefits"), PERSON)
    if benefit.automatic:
        return (intent_choice("list_benefits"), PERSON, MENU)
    return (_apply(benefit), intent_choice("list_benefits"), MENU)


def _apply(benefit: Benefit) -> Choice:
    return intent_choice(_APPLY, ("benefit", str(benefit.code)))


def _own(benefit: Benefit) -> Choice:
    """Signing in and hearing the same about oneself."""
    return Choice("choice.my_benefits", Request(_ASK, (("benefit", str(benefit.code)), ("own", True))))
