"""Whom the rules speak about: persons, and the household that is assessed as one."""

from __future__ import annotations

from openfisca_core.entities import build_entity

Person = build_entity(
    key="person",
    plural="persons",
    label="Person",
    doc="One human being. Incomes, stipends and age belong to a person.",
    is_person=True,
)

Household = build_entity(
    key="household",
    plural="households",
    label="Household",
    doc="""
    A family (law art. 1(7): a provider and one or more dependants in one dwelling) or an independent
    (art. 1(8)), who is a household of one. It is what the law assesses and pays. Facts about the applicant
    (nationality, days abroad) stand on the household, since each is assessed through its provider.

    Instead of spelling out the members, their number and the household's monthly incomes can be given directly.
    """,
    roles=[
        {
            "key": "provider",
            "plural": "providers",
            "label": "Provider, or the independent",
            "max": 1,
            "doc": "Who looks after the dependants and spends on them, man or woman (law art. 1(5)).",
        },
        {
            "key": "dependant",
            "plural": "dependants",
            "label": "Dependants",
            "doc": "Who is under the provider's care, responsibility and spending (law art. 1(6)).",
        },
    ],
)

entities = [Household, Person]
