"""Twilio's webhooks: checked, committed and answered at once; whatever takes time happens elsewhere."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.twilio import inbound, status
from bot.channels.twilio.received import Malformed
from bot.channels.twilio.signature import Form, is_signed, read_form

logger = logging.getLogger(__name__)

router = APIRouter(prefix="/twilio")

# Far more than the largest form that Twilio sends.
MOST_BYTES = 256 * 1024
TOKEN_HEADER = "I-Twilio-Idempotency-Token"  # noqa: S105 - the name of a header


async def signed_form(request: Request) -> Form:
    """The form of a request that our account signed; 403 for any other, 413 for one that is too large to be Twilio's."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "too_large")
    try:
        form = read_form(bytes(body))
    except ValueError:
        raise HTTPException(403, "not_signed") from None
    path = request.scope.get("raw_path", request.url.path.encode()).decode("ascii")
    if not is_signed(path, request.url.query, form, request.headers):
        raise HTTPException(403, "not_signed")
    return form


Signed = Annotated[Form, Depends(signed_form)]


@router.post("/messages")
async def messages(request: Request, form: Signed) -> Response:
    """An inbound message, acknowledged when it is committed; what it says is taken up afterwards. A message that cannot be
    one of a person is noted and answered like any other, so that it is not sent again."""
    try:
        if await inbound.arrived(form, request.headers.get(TOKEN_HEADER)):
            request.app.state.bell.ring()
    except Malformed as missing:
        logger.warning("a message from Twilio has no usable %s and was left out", missing)
    return _nothing_to_say()


@router.post("/status")
async def states(form: Signed) -> Response:
    """What became of a message of ours."""
    await status.arrived(form)
    return Response(status_code=204)


def _nothing_to_say() -> Response:
    """Empty TwiML: answers leave through the outbox."""
    return Response(str(MessagingResponse()), media_type="text/xml")
