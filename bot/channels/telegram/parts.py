"""How a message is laid out in what Telegram takes at once: files, and texts of limited length, the buttons under the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram.constants import MessageLimit

TEXT, CAPTION = int(MessageLimit.MAX_TEXT_LENGTH), int(MessageLimit.CAPTION_LENGTH)
"""Characters of a text and of the words under a picture, as Telegram counts them: an emoji is two."""


class Kind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class File:
    """What is sent with a message: its type and where it lies below the media folder."""

    type: str
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """One call of the Bot API. `text` is the text itself or the words under the file."""

    kind: Kind
    text: str = ""
    file: File | None = None


def parts_of(text: str, files: Sequence[File]) -> list[Part]:
    """Files first, the words last, under the last picture or document where they fit there."""
    parts = [Part(_kind(file.type), file=file) for file in files]
    if parts and parts[-1].kind in _CAPTIONED and length(text) <= CAPTION:
        return [*parts[:-1], Part(parts[-1].kind, text, parts[-1].file)]
    return [*parts, *(Part(Kind.TEXT, piece) for piece in pieces(text, TEXT))]


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit`, cut after a line, else after a word, else wherever it must be."""
    found = []
    while length(text) > limit:
        head = _head(text, limit)
        line = head.rfind("\n")
        cut = line if line > len(head) // 2 else head.rfind(" ")
        head = head[:cut] if cut > 0 else head
        found.append(head.rstrip())
        text = text[len(head) :].lstrip()
    return [*found, text]


def length(text: str) -> int:
    """In units of UTF-16, which is what Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def _head(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")


def _kind(media_type: str) -> Kind:
    if media_type in _PHOTOS:
        return Kind.PHOTO
    if media_type == "audio/ogg":
        return Kind.VOICE
    return Kind.AUDIO if media_type.startswith("audio/") else Kind.DOCUMENT


_PHOTOS = frozenset({"image/png", "image/jpeg", "image/webp"})
_CAPTIONED = frozenset({Kind.PHOTO, Kind.DOCUMENT})
