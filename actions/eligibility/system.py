"""The rules as one OpenFisca tax and benefit system, built once a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import entities

_HERE = Path(__file__).parent
_EXAMPLE = {
    "persons": {"Noura": {}, "Sara": {}, "Omar": {}, "Lama": {}},
    "households": {
        "home": {
            "providers": ["Noura"],
            "dependants": ["Sara", "Omar", "Lama"],
            "saudi": {"2026-11": "yes"},
            "days_abroad": {"2026-11": 0},
            "in_shelter": {"2026-11": "no"},
            "earned_income": {"2026-11": 2000},
            "unearned_income": {"2026-11": 0},
            "other_assets": {"2026-11": "no"},
            "outcome": {"2026-11": None},
            "pension": {"2026-11": None},
        }
    },
}


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The social security rules of Saudi Arabia (Royal Decree M/32 of 1442H); OpenFisca's tools look for this name."""

    def __init__(self) -> None:
        super().__init__(entities.entities)
        self.add_variables_from_directory(str(_HERE / "variables"))
        self.load_parameters(str(_HERE / "parameters"))
        self.open_api_config = {
            "variable_example": "pension",
            "parameter_example": "pension.base_minimum_monthly",
            "simulation_example": _EXAMPLE,
        }

    def get_package_metadata(self) -> dict[str, str]:
        """What the web interface tells about the package, which is no distribution of its own."""
        return {
            "name": "mueen-eligibility",
            "version": "1.0.0",
            "repository_url": "",
            "location": str(_HERE),
        }


@lru_cache(maxsize=1)
def system() -> CountryTaxBenefitSystem:
    """The system of the rules as they stand, built on the first call (about half a second)."""
    return CountryTaxBenefitSystem()
