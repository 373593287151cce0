"""How offers and applications look in semantic messages."""

from __future__ import annotations

from typing import Any

from actions.empowerment.models import Opportunity, PathApplication

type Json = dict[str, Any]


def offer_data(offer: Opportunity) -> Json:
    return {
        "code": offer.code,
        "title": offer.title_ar,
        "title_ar": offer.title_ar,
        "title_en": offer.title_en,
        "region": offer.region,
        "remote": offer.remote,
    }


def application_data(application: PathApplication) -> Json:
    return {
        "reference": application.reference,
        "status": str(application.status),
        "filed_on": application.filed_at.date().isoformat(),
        **offer_data(application.opportunity),
    }
