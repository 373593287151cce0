"""Logs never hold an id, a phone or a code, whatever is logged."""

from __future__ import annotations

import logging
import sys

import pytest

from bot.logs import Masked


def formatted(message: str, *values: object, error: BaseException | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("mueen", logging.ERROR, __file__, 1, message, values, exc_info)
    return Masked("%(levelname)s %(name)s: %(message)s").format(record)


@pytest.mark.parametrize(
    "secret", ["1910110111", "١٩١٠١١٠١١١", "191 011 0111", "191-011-0111", "+966500000001", "482913", "05.00.00.00.01"]
)
def test_a_long_run_of_digits_is_masked(secret: str) -> None:
    shown = formatted("the number %s is here", secret)
    assert not any(group in shown for group in (secret, "011", "0000"))
    assert "••••••" in shown


def test_an_iban_is_masked() -> None:
    assert "80000000608" not in formatted("SA0380000000608010167519")


def test_short_numbers_stay_readable() -> None:
    assert formatted("message %s waits %.1f s", 1234, 0.4) == "ERROR mueen: message 1234 waits 0.4 s"


def test_what_an_exception_says_is_masked_too() -> None:
    try:
        raise ValueError("no beneficiary 1910110111")
    except ValueError:
        error = sys.exc_info()[1]
    shown = formatted("failed", error=error)
    assert "ValueError" in shown
    assert "1910110111" not in shown
