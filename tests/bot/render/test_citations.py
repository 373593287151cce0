"""Articles in words."""

from __future__ import annotations

import pytest

from actions.eligibility.codes import Reason
from actions.eligibility.reasons import citation_of
from bot.render import catalogue
from bot.render.catalogue import LANGUAGES
from bot.render.citations import cited
from bot.render.isolation import plain


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        ("social_security_law 9(2)", "المادة 9، الفقرة 2، من نظام الضمان الاجتماعي"),
        ("social_security_law 15", "المادة 15 من نظام الضمان الاجتماعي"),
        ("royal_decree_m35_1448", "المرسوم الملكي م/35 لعام 1448هـ"),
        ("المادة 9 من النظام", "المادة 9 من النظام"),
    ],
)
def test_an_article_is_told_in_words(citation: str, told: str) -> None:
    assert plain(cited(catalogue("ar"), citation) or "") == told


def test_no_citation_stays_none() -> None:
    assert cited(catalogue("ar"), None) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_the_rules_has_an_article_in_words(language: str) -> None:
    for reason in Reason:
        assert "_" not in (cited(catalogue(language), str(citation_of(reason))) or "_")
