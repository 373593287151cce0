"""Logs for operators: one line an event, and never what a person wrote or who they are."""

from __future__ import annotations

import logging
import re

# A last net under everything: long runs of digits never reach a log, in whatever digits they are written.
_DIGITS = re.compile(r"(?:\d[\s\-.]?){6,}")


class Masked(logging.Formatter):
    """Formats a record and hides what looks like an id, a phone, an IBAN or a code."""

    def format(self, record: logging.LogRecord) -> str:
        return _DIGITS.sub("••••••", super().format(record))


def configure_logging(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Masked("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "procrastinate", "uvicorn.access", "openfisca_core", "twilio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
