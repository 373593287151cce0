"""Where a rule stands, as a code that the texts turn into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Law(StrEnum):
    """The texts that are cited."""

    SOCIAL_SECURITY_LAW = "social_security_law"
    EXECUTIVE_REGULATION = "executive_regulation"
    ROYAL_DECREE_M35_1448 = "royal_decree_m35_1448"
    BOARD_OF_GRIEVANCES_PROCEDURE = "board_of_grievances_procedure"
    CABINET_RESOLUTION_519_1443 = "cabinet_resolution_519_1443"
    ELDERLY_RIGHTS_LAW = "elderly_rights_law"
    JOB_SEARCH_SUBSIDY_REGULATION = "job_search_subsidy_regulation"
    PERSONAL_DATA_REGULATION = "personal_data_regulation"


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a law, as the law counts it (`9(2)`); empty where the article is not known."""

    law: Law
    article: str = ""

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read `social_security_law 9(2)`, as variables and parameters cite; ValueError for a strange law."""
        law, _, article = text.partition(" ")
        return cls(Law(law), article)

    def __str__(self) -> str:
        return f"{self.law} {self.article}".rstrip()
