"""The action server: rasa-sdk's, behind a shared secret, and silent about what it was asked.

`python -m actions.server` listens on ACTIONS_URL's port, on this machine only.
"""

from __future__ import annotations

import hmac
import logging
from typing import Any
from urllib.parse import urlsplit

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.database.engine import DatabaseDown, dispose
from actions.registry import all_actions
from actions.settings import settings

logger = logging.getLogger(__name__)

INTERNAL_HEADER = "X-Mueen-Secret"


def make_app() -> Sanic[Any, Any]:
    """The server's application: every call needs the shared secret, no error repeats what was sent."""
    # Rasa 3.6 calls an SDK that is newer; the pair is held together by a contract test, not by a warning each call.
    utils.check_version_compatibility = lambda version: None
    executor = ActionExecutor()
    for action in all_actions():
        executor.register_action(action)
    app: Sanic[Any, Any] = create_app(executor, cors_origins=[])
    secret = settings().shared_secret()

    @app.on_request  # type: ignore[untyped-decorator]
    async def only_our_own(request: Request) -> HTTPResponse | None:
        given = request.headers.get(INTERNAL_HEADER, "").encode()
        if request.path == "/health" or hmac.compare_digest(given, secret):
            return None
        return json({"error": "unauthorised"}, status=401)

    @app.exception(Exception)  # type: ignore[untyped-decorator]
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        down = isinstance(error, DatabaseDown)
        logger.error("action failed: %s", type(error).__name__, exc_info=None if down else error)
        return json({"error": "database_down" if down else "failed"}, status=503 if down else 500)

    @app.after_server_stop  # type: ignore[untyped-decorator]
    async def close(_app: Sanic[Any, Any]) -> None:
        await dispose()

    return app


def main() -> None:
    address = urlsplit(settings().actions_address)
    make_app().run(host="127.0.0.1", port=address.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
