"""What is answered without a dialogue: the channel knew that no request stands behind the message.

Such an answer is said beside the dialogue: the question that stood open before it stands open after it, with its choices.
"""

from __future__ import annotations

from bot.pipeline.context import Answered, Turn

ACTS = frozenset(
    {
        "attachment.rejected",
        "speech.not_understood",
        "message.unsupported",
        "message.edited_late",
        "phone.ask",
        "phone.kept",
        "phone.not_own",
        "place.unknown",
        "menu.page",
        "news.none",
    }
)
"""Acts that answer no question and ask none of the dialogue's."""


async def say(turn: Turn) -> None:
    if "answer" in turn.message.data:
        turn.replies.append(turn.message.data["answer"])
        raise Answered
