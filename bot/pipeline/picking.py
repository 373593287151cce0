"""Which of the open choices a typed answer picks: its number, its title, its title as the channel cut it, or its word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.channels.capabilities import Capabilities
from bot.conversations.models import Choice
from bot.pipeline.words import words_for
from bot.render.menu import counts
from bot.render.titles import cut_titles
from nlu.arabic.normaliser import normalise
from nlu.arabic.ordinals import place

# "3", "(3)", "رقم 3": after normalising, digits are ASCII and punctuation is gone.
_NUMBER = re.compile(r"(?:رقم |الرقم |الخيار |خيار |number |option |no )?(\d{1,3})")
_SHORTEST_WORD = 3
# Questions whose answers are listed, so that a place among them says which, whatever the channel.
_LISTED = frozenset(
    {"service", "region", "city", "mode", "slot", "reason", "subject", "family_role", "appointment", "member", "interest"}
    | {"item", "path.list"}
)


def picked(written: str, options: Sequence[Choice], capabilities: Capabilities, question: object) -> Choice | None:
    """The choice that a message picks. `options` are all that stand open, the latest message's first."""
    words = normalise(written).text
    if not words or not options:
        return None
    return (
        _by_title(words, options)
        or _by_number(words, options, capabilities, question)
        or (_by_word(words, options) if capabilities.numbered_menu else None)
    )


def _by_title(words: str, options: Sequence[Choice]) -> Choice | None:
    for option in options:
        if any(words == normalise(title).text for title in (option.title, *cut_titles(option.title))):
            return option
    return None


def _by_number(words: str, options: Sequence[Choice], capabilities: Capabilities, question: object) -> Choice | None:
    """Always of a numbered menu, whose numbers go on through the menus of one answer, else where a question listed its
    answers; never where a number is itself the answer. A place in words ("the first") is one of the latest message."""
    latest = [option for option in options if option.message_id == options[0].message_id]
    if counts(question, (option.payload for option in latest)):
        return None
    answers = [option for option in latest if option.payload["intent"] == "inform"]
    listed = latest if capabilities.numbered_menu else answers if question in _LISTED else []
    written = _NUMBER.fullmatch(words)
    if written and capabilities.numbered_menu:
        return next((option for option in options if option.number == int(written[1])), None)
    wanted = int(written[1]) if written else place(words)
    if wanted is None or not listed:
        return None
    return listed[-1] if wanted == -1 else next((option for option in listed if option.position == wanted), None)


def _by_word(words: str, options: Sequence[Choice]) -> Choice | None:
    """The one choice whose title holds every word that was written, if these words say something by themselves."""
    told = frozenset(words.split())
    if any(len(word) < _SHORTEST_WORD for word in told):
        return None
    titles = [(option, frozenset(normalise(option.title).text.split())) for option in options]
    holding = [option for option, title in titles if told <= title and not (title - told) & words_for("negations")]
    return holding[0] if len(holding) == 1 else None
