"""The action server: rasa-sdk's, behind a shared secret, and silent about what it was asked.

`python -m actions.server` listens on ACTIONS_URL's port, on this machine only.
"""

from __future__ import annotations

import hmac
import logging
import traceback
from typing import Any
from urllib.parse import urlsplit

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionMissingDomainException, ActionNotFoundException
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.database.engine import DatabaseDown, dispose
from actions.registry import all_actions
from actions.settings import settings

logger = logging.getLogger(__name__)

INTERNAL_HEADER = "X-Mueen-Secret"


class ActionError(Exception):
    """An action could not be run; `code` is all that leaves this process of it."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code, self.status = code, status


class QuietExecutor(ActionExecutor):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs actions; the SDK itself would answer an error with the whole request, the conversation included."""

    async def run(self, action_call: Any) -> Any:
        try:
            return await super().run(action_call)
        except (ActionExecutionRejection, ActionNotFoundException, ActionMissingDomainException):
            raise
        except DatabaseDown as error:
            logger.warning("the database is away: %s", error)
            raise ActionError("database_down", 503) from None
        except Exception as error:
            # Where it failed, not what it was about: a database's own words repeat the row.
            where = "".join(traceback.format_tb(error.__traceback__)[-4:])
            logger.error("%s failed: %s\n%s", action_call.get("next_action"), type(error).__name__, where)
            raise ActionError("failed", 500) from None


def make_app() -> Sanic[Any, Any]:
    """The server's application: every call needs the shared secret, no error repeats what was sent."""
    # Rasa 3.6 calls an SDK that is newer; the pair is held together by a contract test, not by a warning each call.
    utils.check_version_compatibility = lambda version: None
    executor = QuietExecutor()
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

    @app.exception(ActionError)  # type: ignore[untyped-decorator]
    async def failed(request: Request, error: ActionError) -> HTTPResponse:
        return json({"error": error.code}, status=error.status)

    @app.after_server_stop  # type: ignore[untyped-decorator]
    async def close(_app: Sanic[Any, Any]) -> None:
        await dispose()

    return app


def main() -> None:
    address = urlsplit(settings().actions_address)
    make_app().run(host="127.0.0.1", port=address.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
