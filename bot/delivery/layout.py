"""From a message to the texts that a provider carries: cut at the ends of sentences, files with the words they fit to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.capabilities import Capabilities
from bot.render.isolation import FSI, PDI
from bot.render.titles import BUTTON, ROW, cut

# What may stand beside a picture, or over choices that can be tapped (WhatsApp).
NARROW = 1024
# A reference grows when it is resolved: an IBAN is nine characters longer than what stands for it.
_GROWTH = 40
_ENDS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"[.!?؟…»](?=\s)"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Laid:
    """One text on its way. `content`: how choices in it can be tapped where that is possible; the text lists them too."""

    text: str
    media: list[dict[str, Any]] = field(default_factory=list)
    content: dict[str, Any] | None = None


def lay_out(
    body: str,
    menu: str,
    titles: Sequence[str],
    media: Sequence[dict[str, Any]],
    capabilities: Capabilities,
    language: str,
) -> list[Laid]:
    """The parts of a message in their order. `titles` are those of its choices, `menu` the list of them in words."""
    if not capabilities.part_limit:
        return [Laid("\n\n".join(part for part in (body, menu) if part), list(media))]
    tapped = _tapped(titles, menu, capabilities, language)
    limit = capabilities.part_limit - _GROWTH
    texts = pieces(body, min(limit, NARROW - _GROWTH) if media or tapped else limit)
    parts = [Laid(text, [*media[n : n + 1]] if n < len(texts) - 1 else list(media[n:])) for n, text in enumerate(texts)]
    parts = [single for part in parts for single in _one_file_each(part)]
    return _with_menu(parts, menu, tapped, limit)


def _one_file_each(part: Laid) -> list[Laid]:
    """A message has one file; those that are left follow with the words of the first."""
    first = Laid(part.text, part.media[:1])
    return [first, *(Laid("", [more]) for more in part.media[1:])]


def _with_menu(parts: list[Laid], menu: str, tapped: dict[str, Any] | None, limit: int) -> list[Laid]:
    if not menu:
        return parts
    last = parts[-1]
    if last.media or len(last.text) + len(menu) + 2 > limit:
        hint = menu.partition("\n")[0]
        menus = pieces(menu, limit)
        return [*parts, *(Laid(text) for text in menus[:-1]), Laid(menus[-1], content=_over(tapped, hint))]
    return [*parts[:-1], Laid(f"{last.text}\n\n{menu}", content=_over(tapped, last.text))]


def _tapped(titles: Sequence[str], menu: str, capabilities: Capabilities, language: str) -> dict[str, Any] | None:
    """Buttons for a few choices, a list for some more; titles that look the same when cut can only be listed."""
    for kind, most, width in (("buttons", capabilities.quick_replies, BUTTON), ("list", capabilities.list_rows, ROW)):
        shown = [cut(title, width) for title in titles]
        if menu and 0 < len(titles) <= most and len(set(shown)) == len(shown):
            return {"kind": kind, "titles": shown, "language": language}
    return None


def _over(tapped: dict[str, Any] | None, words: str) -> dict[str, Any] | None:
    return {**tapped, "body": words} if tapped and words else None


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters: after a paragraph, else a line, a sentence, a word. What is set
    apart by marks of direction is closed and opened again where it is torn."""
    found = []
    while len(text) > limit:
        at = _cut(text, limit)
        head, text = text[:at].rstrip(), text[at:].lstrip()
        if head.count(FSI) > head.count(PDI):
            head, text = head + PDI, FSI + text
        found.append(head)
    return [*found, text]


def _cut(text: str, limit: int) -> int:
    """Where to cut: the last end of the best kind that leaves no short piece."""
    room = limit - 1  # for the mark that closes what is torn
    for end in _ENDS:
        places = [found.end() for found in end.finditer(text, 0, room)]
        if places and places[-1] > limit // 3:
            return places[-1]
    return room
