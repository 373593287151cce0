"""Eligibility as code: the rules (OpenFisca), what they say of a household, and why.

`engine` assesses, `explanation` holds what comes out, `rules` gives the dated numbers that services need; `benefits`,
`comprehensive`, `duties` and `programmes` answer for what stands beside the pension.
"""

from __future__ import annotations

from actions.eligibility.system import CountryTaxBenefitSystem

__all__ = ["CountryTaxBenefitSystem"]
