"""How Twilio says no."""

from __future__ import annotations

from starlette.responses import JSONResponse

from bot.channels.simulator.magic import Failure, magic


class Refused(Exception):
    """The request is answered with one of Twilio's errors (`magic.yaml`), with `detail` in place of its usual words."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code)
        self.failure: Failure = magic().failures[code]
        self.detail = detail or self.failure.message


def answer(refused: Refused) -> JSONResponse:
    """The error as Twilio sends it."""
    status = refused.failure.status or 400
    code = refused.failure.code
    body = {
        "code": code,
        "message": refused.detail,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return JSONResponse(body, status_code=status)
