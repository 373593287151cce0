"""What was posted, checked: JSON or a form, never an exception, always one clear code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError
from starlette.datastructures import UploadFile

from bot.conversations.intake import Incoming

LONGEST_TEXT = 4000
# More than any page makes; PostgreSQL refuses to index a far longer one.
LONGEST_ID = 200
MOST_BYTES = 10 * 1024 * 1024
# The multipart envelope and a text beside the file.
_ENVELOPE = 64 * 1024


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: StrictStr | None = None
    choice: StrictStr | None = None
    client_message_id: StrictStr | None = None


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; `content` is None when it is larger than what is read."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Posted:
    text: str | None
    choice: str | None
    client_id: str | None
    file: File | None = None

    def incoming(self, media: tuple[dict[str, Any], ...]) -> Incoming:
        return Incoming(text=self.text, choice=self.choice, media=media, client_id=self.client_id)


async def read_posted(request: Request) -> Posted:
    """422 for an empty or malformed body, 413 for a text over 4,000 characters."""
    is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
    posted = await _form(request) if is_form else await _json(request)
    text, choice, client = (_storable(told) for told in (posted.text, posted.choice, posted.client_id))
    if len(text) > LONGEST_TEXT:
        raise HTTPException(413, "text_too_long")
    if len(client) > LONGEST_ID:
        raise HTTPException(422, "malformed")
    if not text.strip() and not choice and posted.file is None:
        raise HTTPException(422, "empty")
    return Posted(text or None, choice or None, client or None, posted.file)


async def _json(request: Request) -> Posted:
    try:
        body = _Body.model_validate_json(await request.body())
    except ValidationError:
        raise HTTPException(422, "malformed") from None
    if body.text is not None and body.choice is not None:
        raise HTTPException(422, "text_or_choice")
    return Posted(body.text, body.choice, body.client_message_id)


async def _form(request: Request) -> Posted:
    length = int(request.headers.get("content-length") or 0)
    if length > MOST_BYTES + _ENVELOPE:
        # Not read at all: the person hears that it is too large, as of any file that cannot be taken.
        return Posted(None, None, None, File("", None))
    async with request.form(max_files=1, max_fields=8) as form:
        file, text, client = form.get("file"), form.get("text"), form.get("client_message_id")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "file_missing")
        content = await file.read(MOST_BYTES + 1)
        kept = File(file.filename or "", content if len(content) <= MOST_BYTES else None)
        return Posted(_string(text), None, _string(client), kept)


def _storable(told: str | None) -> str:
    """Without null characters, which PostgreSQL keeps in no text."""
    return (told or "").replace("\x00", "")


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
