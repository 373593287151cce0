"""What a form has to give back when it is left in the middle: a time that was held, for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.turn import Turn

type Leaving = Callable[[AsyncSession, Turn], Awaitable[None]]

_BY_FORM: dict[str, Leaving] = {}


def when_left(form: str, give_back: Leaving) -> None:
    """Has `give_back` run, in the same transaction, whenever an answer ends this form."""
    _BY_FORM[form] = give_back


async def leave(form: str, session: AsyncSession, turn: Turn) -> None:
    if form in _BY_FORM:
        await _BY_FORM[form](session, turn)
