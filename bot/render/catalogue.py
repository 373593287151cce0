"""The texts: gettext catalogues with stable names as keys. Arabic is the source, English is complete too.

They are read from the .po files at the first use and kept; nothing is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

from bot.render.errors import MissingText
from bot.render.isolation import isolate

type Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
LOCALES = Path(__file__).parents[2] / "locales"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Says keys in one language. A hole is filled with a number or with a text, which is set apart where needed."""

    language: Language
    texts: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]

    def __call__(self, key: str, /, **holes: str | int) -> str:
        """The text of `key`. MissingText where there is none or a hole stays empty."""
        return self._fill(key, self._forms(key)[0], holes)

    def plural(self, key: str, /, n: int, **holes: str | int) -> str:
        """The text of `key` in the form that the number `n` asks for; `n` fills the hole of that name."""
        forms = self._forms(key)
        return self._fill(key, forms[self.form_of(n)] if len(forms) > 1 else forms[0], {**holes, "n": n})

    def of(self, family: str, code: object, /, **holes: str | int) -> str:
        """The text of one code of a family: `say.of("region", "asir")` is the key `region.asir`."""
        return self(f"{family}.{code}", **holes)

    def filled(self, text: str, /, **holes: str | int) -> str:
        """A text that is kept elsewhere, in this language, with its holes filled as those of a key are."""
        return self._fill(text, text, holes)

    def written(self, key: str) -> str:
        """The text of `key` with its holes as they stand. MissingText where there is none."""
        return self._forms(key)[0]

    def has(self, key: str) -> bool:
        return key in self.texts

    def _forms(self, key: str) -> tuple[str, ...]:
        try:
            return self.texts[key]
        except KeyError:
            raise MissingText(f"no text {key!r} in {self.language}") from None

    def _fill(self, key: str, text: str, holes: Mapping[str, str | int]) -> str:
        values = {name: isolate(v, self.language) if isinstance(v, str) else v for name, v in holes.items()}
        try:
            return text.format_map(values)
        except KeyError as hole:
            raise MissingText(f"nothing fills {hole} of {key!r}") from None


def catalogue(language: str, *, simple: bool = False) -> Catalogue:
    """The catalogue of `ar` or `en`, `simple` with plainer wording where there is one; ValueError for any other language."""
    for known in LANGUAGES:
        if language == known:
            return _plainer(known) if simple else _usual(known)
    raise ValueError(f"no catalogue of {language!r}")


@lru_cache
def _usual(language: Language) -> Catalogue:
    return _read(language, "messages")


@lru_cache
def _plainer(language: Language) -> Catalogue:
    usual = _usual(language)
    return replace(usual, texts={**usual.texts, **_read(language, "simple").texts})


def _read(language: Language, domain: str) -> Catalogue:
    path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        entries = read_po(file, locale=language, ignore_obsolete=True)
    texts: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if not entry.id:
            continue
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))
        if all(forms):
            texts[key] = forms
    return Catalogue(language, texts, c2py(entries.plural_expr))
