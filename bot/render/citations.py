"""Where a rule stands, in words: `social_security_law 9(2)` becomes the article's name."""

from __future__ import annotations

import re

from bot.render.catalogue import Catalogue

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
