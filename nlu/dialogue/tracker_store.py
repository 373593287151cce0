"""Conversations' trackers in PostgreSQL, one row a conversation, kept short.

Rasa's own SQL store keeps every event for ever, reads all of a session each turn and loses events when two writers
meet. Here the row holds the last turns only, with the slots and the active form as they stood before them, and a
version that makes a lost race fail aloud. The table belongs to the migrations of `actions.database`.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any, Dict, Iterable, List, Optional, Text, Tuple

from psycopg2.pool import ThreadedConnectionPool
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 6
_MAX_CONNECTIONS = 8
_VERSION = "mueen_version"


class LostRace(RuntimeError):
    """Another process wrote this conversation's tracker since it was read."""


class PostgresTrackerStore(TrackerStore, SerializedTrackerAsText):
    """`url` is a libpq connection string; DATABASE_URL where it is not given."""

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Optional[Text] = None,
        event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._pool = ThreadedConnectionPool(0, _MAX_CONNECTIONS, host or os.environ["RASA_DATABASE_URL"])

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        row = await asyncio.to_thread(self._read, sender_id)
        if row is None:
            return None
        version, events = row
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        setattr(tracker, _VERSION, version)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        events = json.dumps([event.as_dict() for event in shortened(list(tracker.events))], ensure_ascii=False)
        expected = getattr(tracker, _VERSION, 0)
        await asyncio.to_thread(self._write, tracker.sender_id, expected, events)
        setattr(tracker, _VERSION, expected + 1)

    async def delete(self, sender_id: Text) -> None:
        await asyncio.to_thread(self._run, "DELETE FROM dialogue_trackers WHERE conversation_id = %s", (sender_id,))

    async def keys(self) -> Iterable[Text]:
        rows = await asyncio.to_thread(self._run, "SELECT conversation_id::text FROM dialogue_trackers", ())
        return [row[0] for row in rows]

    def _read(self, sender_id: str) -> Optional[Tuple[int, List[Dict[str, Any]]]]:
        rows = self._run("SELECT version, events FROM dialogue_trackers WHERE conversation_id = %s", (sender_id,))
        return rows[0] if rows else None

    def _write(self, sender_id: str, expected: int, events: str) -> None:
        written = self._run(
            "INSERT INTO dialogue_trackers AS t (conversation_id, version, events) VALUES (%(id)s, 1, %(events)s)"
            " ON CONFLICT (conversation_id) DO UPDATE SET version = t.version + 1, events = excluded.events,"
            " updated_at = now() WHERE t.version = %(expected)s RETURNING version",
            {"id": sender_id, "events": events, "expected": expected},
        )
        if not written:
            raise LostRace(f"conversation {sender_id} moved on from version {expected}")

    def _run(self, statement: str, values: Any) -> List[Any]:
        connection = self._pool.getconn()
        broken = True
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, values)
                rows = cursor.fetchall() if cursor.description else []
            broken = False
            return rows
        finally:
            self._pool.putconn(connection, close=broken)


def shortened(events: List[Event]) -> List[Event]:
    """The last turns, led by the slots as they stood; whole while a form is active before the cut."""
    cut = _start_of_kept_turns(events)
    if cut is None or _form_is_active(events[:cut]):
        return events
    slots: Dict[str, SlotSet] = {event.key: event for event in events[:cut] if isinstance(event, SlotSet)}
    return [SessionStarted(), *slots.values(), ActionExecuted("action_listen"), *events[cut:]]


def _start_of_kept_turns(events: List[Event]) -> Optional[int]:
    starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered) and event.message_id]
    return starts[-KEPT_TURNS] if len(starts) > KEPT_TURNS else None


def _form_is_active(events: List[Event]) -> bool:
    loops = [event.name for event in events if event.type_name == "active_loop"]
    return bool(loops and loops[-1])
