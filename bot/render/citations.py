"""Where a rule stands, in words: `social_security_law 9(2)` becomes the article's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.render.catalogue import Catalogue
from bot.render.values import listed

_ARTICLE = re.compile(r"(\d+)\((\d+)\)")


def cited(say: Catalogue, citation: str | None) -> str | None:
    """The citation in words. None stays None; one that is in words already stays as it is."""
    if not citation:
        return None
    law, _, article = citation.partition(" ")
    if not say.has(f"law.{law}"):
        return citation
    name = say.of("law", law)
    paragraph = _ARTICLE.fullmatch(article)
    if paragraph:
        return say("citation.paragraph", article=int(paragraph[1]), paragraph=int(paragraph[2]), law=name)
    return say("citation.article", article=article, law=name) if article else name


def cited_together(say: Catalogue, citations: Iterable[str | None]) -> list[str]:
    """Several rules, each law once with the numbers of its articles; paragraphs are left out."""
    articles: dict[str, set[str]] = {}
    for citation in filter(None, citations):
        law, _, article = citation.partition(" ")
        articles.setdefault(law, set()).update(filter(None, [article.partition("(")[0]]))
    return [_articles(say, law, sorted(numbers, key=lambda one: (len(one), one))) for law, numbers in articles.items()]


def _articles(say: Catalogue, law: str, articles: list[str]) -> str:
    if len(articles) < 2 or not say.has(f"law.{law}"):
        return cited(say, f"{law} {articles[0]}" if articles else law) or law
    told = listed(say, articles)
    return say("citation.articles.two" if len(articles) == 2 else "citation.articles", articles=told, law=say.of("law", law))

