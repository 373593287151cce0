"""Serves the web application until it is told to stop."""

from __future__ import annotations

import os

import uvicorn

from actions.settings import settings
from bot.logs import configure_logging
from bot.web.app import make_app

if __name__ == "__main__":
    configure_logging()
    uvicorn.run(
        make_app(),
        host=os.environ.get("HOST", "127.0.0.1"),
        port=settings().port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )
