"""The order of the stages: the design of a turn, read from top to bottom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.channels.presence import shown_at_work
from bot.pipeline import (
    answered_by,
    beside,
    choice,
    consent,
    continuing,
    dialogue,
    effects,
    fetching,
    held,
    language,
    media,
    notices,
    paging,
    passed_on,
    send,
    wording,
)
from bot.pipeline.context import Answered, Turn

type Stage = Callable[[Turn], Awaitable[None]]

UNDERSTANDING: tuple[Stage, ...] = (
    fetching.fetch,
    passed_on.forget_who,
    consent.note,
    held.release,
    answered_by.stay_silent_for_a_person,
    beside.say,
    language.choose,
    continuing.take_up,
    paging.turn_page,
    choice.resolve,
    media.take,
    wording.take_back,
    dialogue.ask,
    wording.note,
)
SENDING: tuple[Stage, ...] = (
    effects.apply,
    send.render_and_store,
    notices.dispatch,
    send.finish,
)


async def run(turn: Turn) -> None:
    """Runs all stages. A stage that answers early skips the rest of understanding; sending always runs."""
    async with shown_at_work(turn.conversation, turn.message):
        try:
            for stage in UNDERSTANDING:
                await stage(turn)
        except Answered:
            pass  # what follows is sent all the same
        for stage in SENDING:
            await stage(turn)
