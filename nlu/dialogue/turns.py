"""What was answered in a turn, read back from the events of a tracker.

The answer to a message is stored with the tracker itself, in the same write, so a repeated message finds its own
answer and nothing is done twice.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def semantic_messages(events: List[Event]) -> List[Dict[str, Any]]:
    """The semantic messages (`act`, `data`, …) among the bot's events, in order."""
    customs = (event.data.get("custom") for event in events if isinstance(event, BotUttered) and event.data)
    return [custom for custom in customs if custom]


def events_of_turn(tracker: DialogueStateTracker, message_id: str) -> Optional[List[Event]]:
    """The events after the user's message with this id up to the next message of the person; None if it never came.

    A user event without an id is the request that went on after an interruption: it belongs to the same turn.
    """
    turn: Optional[List[Event]] = None
    for event in tracker.events:
        if isinstance(event, UserUttered) and event.message_id:
            if turn is not None:
                return turn
            if event.message_id == message_id:
                turn = []
        if turn is not None:
            turn.append(event)
    return turn


def recorded_answer(tracker: DialogueStateTracker, message_id: str) -> Optional[List[Dict[str, Any]]]:
    """The messages already given to this message id, or None where it is new."""
    events = events_of_turn(tracker, message_id)
    return None if events is None else semantic_messages(events)


# What is said in courtesy, to words that were not understood, or about the phone that we asked for ourselves, puts nothing in
# the place of what was told before it.
_COURTESY = frozenset(
    {
        "thanks", "chitchat", "greeting", "frustration", "language.changed", "fallback", "out_of_scope",
        "phone.whose", "phone.number", "phone.code_sent", "phone.proved", "phone.left", "phone.locked",
    }
)  # fmt: skip


def last_matter(tracker: DialogueStateTracker) -> List[Dict[str, Any]]:
    """The semantic messages of the last turn in which anything was told; of the one before where only courtesies were
    exchanged since."""
    said: List[Dict[str, Any]] = []
    since: List[Event] = []
    for event in reversed(tracker.events):
        since.append(event)
        if isinstance(event, UserUttered) and event.message_id:
            said = semantic_messages(list(reversed(since)))
            if any(one.get("act") not in _COURTESY for one in said):
                return said
            since = []
    return said
