"""One function an act, grouped as the services are."""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "conversation",
    "limits",
    "handoff",
    "identity",
    "prescreen",
    "standing",
    "after_status",
    "payments",
    "cards",
    "cases",
    "case_standing",
    "booking",
    "appointments",
    "consultations",
    "clinics",
    "benefits",
    "empowerment",
    "comprehensive",
    "profile",
    "notices",
    "mandates",
    "faq",
    "feedback",
    "channels",
    "phones",
    "contacts",
    "brief",
)


def load() -> None:
    """Registers every renderer."""
    for name in _MODULES:
        import_module(f"{__name__}.{name}")
