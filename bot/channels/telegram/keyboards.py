"""Choices as buttons under a message, and the button that shares one's own number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.render import catalogue

type Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

_SHORT = 14
"""Characters of a title that leaves room for another beside it."""
_FEW = 3
_CHOSEN = "✓ "
_SHARES, _SHARED = "phone.ask", frozenset({"phone.kept", "phone.not_own"})


def keyboard(act: str | None, choices: Sequence[Mapping[str, Any]], language: str) -> Keyboard | None:
    """The buttons of a message; None where there is nothing to tap. A button that shared the number goes when it is done."""
    if choices:
        return InlineKeyboardMarkup(_rows([_button(one["title"], one["value"]) for one in choices]))
    if act == _SHARES:
        say = catalogue(language)
        shares = KeyboardButton(say("telegram.share_phone"), request_contact=True)
        return ReplyKeyboardMarkup([[shares]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if act in _SHARED else None


def answered(title: str, value: str) -> InlineKeyboardMarkup:
    """In place of a question's buttons: the one that was tapped, marked."""
    return InlineKeyboardMarkup([[_button(f"{_CHOSEN}{title}", value)]])


def _button(title: str, value: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(title, callback_data=value)


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """A long list has two short titles a row; a short one has a row a title, which is easier to hit."""
    if len(buttons) <= _FEW:
        return [[button] for button in buttons]
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        beside = rows[-1] if rows else []
        if len(beside) == 1 and len(beside[0].text) <= _SHORT and len(button.text) <= _SHORT:
            beside.append(button)
        else:
            rows.append([button])
    return rows
