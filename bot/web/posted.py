"""What was posted, checked: JSON or a form, never an exception, always one clear code."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, StrictStr, StringConstraints, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from bot.conversations.intake import Incoming
from bot.media.receiving import MOST_BYTES

LONGEST_TEXT = 4000
# More than any page makes; PostgreSQL refuses to index a far longer one.
LONGEST_ID = 200
# The multipart envelope and a text beside the file.
_ENVELOPE = 64 * 1024


_LONGEST_ID = 200
# Four thousand characters, each escaped as JSON allows, with all that may stand beside them.
_LARGEST_JSON = 128 * 1024
_Short = Annotated[StrictStr, StringConstraints(max_length=_LONGEST_ID, pattern=r"^[^\x00]*$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: StrictStr | None = None
    choice: _Short | None = None
    client_message_id: _Short | None = None


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
    is_form = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    posted = await _form(request) if is_form else await _json(request)
    text = (posted.text or "").replace("\x00", "")
    if len(text) > LONGEST_TEXT:
        raise HTTPException(413, "text_too_long")
    if not text.strip() and not posted.choice and posted.file is None:
        raise HTTPException(422, "empty")
    return Posted(text or None, posted.choice, posted.client_id, posted.file)


class _TooLarge(Exception):
    """More bytes came than are read."""


async def _json(request: Request) -> Posted:
    try:
        content = b"".join([chunk async for chunk in _limited(request, _LARGEST_JSON)])
        body = _Body.model_validate_json(content)
    except _TooLarge:
        raise HTTPException(413, "text_too_long") from None
    except ValidationError:
        raise HTTPException(422, "malformed") from None
    if body.text is not None and body.choice is not None:
        raise HTTPException(422, "text_or_choice")
    return Posted(body.text, body.choice, body.client_message_id or None)


async def _form(request: Request) -> Posted:
    """A file that is too large is not read to its end: the person hears of it as of any file that cannot be taken."""
    stream = _limited(request, MOST_BYTES + _ENVELOPE)
    try:
        form = await MultiPartParser(request.headers, stream, max_files=1, max_fields=8).parse()
    except _TooLarge:
        return Posted(None, None, None, File("", None))
    except (MultiPartException, KeyError, ValueError):
        raise HTTPException(422, "malformed") from None
    try:
        file, text, client = form.get("file"), form.get("text"), form.get("client_message_id")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "file_missing")
        content = await file.read(MOST_BYTES + 1)
        kept = File(file.filename or "", content if len(content) <= MOST_BYTES else None)
        return Posted(_string(text), None, _id(client), kept)
    finally:
        await form.close()


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes]:
    """The body as it comes, up to `most` bytes; _TooLarge beyond."""
    if int(request.headers.get("content-length") or 0) > most:
        raise _TooLarge
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > most:
            raise _TooLarge
        yield chunk


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _id(value: object) -> str | None:
    """A client's id of a message; 422 for one that no client of ours would make."""
    found = _string(value)
    if found is not None and (len(found) > _LONGEST_ID or "\x00" in found):
        raise HTTPException(422, "malformed")
    return found
