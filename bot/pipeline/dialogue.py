"""The turn through Rasa, which understands the message and runs the actions."""

from __future__ import annotations

from typing import Any

import httpx

from actions.settings import settings
from bot.pipeline.context import DialogueUnavailable, Turn

# Longer than any turn, shorter than a person waits; the message itself is kept and tried again.
TIMEOUT = httpx.Timeout(12.0, connect=1.0)
INTERNAL_HEADER = "X-Mueen-Secret"

_client: httpx.AsyncClient | None = None


def client() -> httpx.AsyncClient:
    """One client a process, with its connections kept open."""
    global _client
    if _client is None:
        _client = httpx.AsyncClient(
            base_url=settings().rasa_address,
            timeout=TIMEOUT,
            headers={INTERNAL_HEADER: settings().shared_secret().decode()},
        )
    return _client


async def ask(turn: Turn) -> None:
    """Raises DialogueUnavailable when Rasa is away, failed, or had nothing to say: silence is a failure."""
    body: dict[str, Any] = {
        "conversation": str(turn.conversation.id),
        "message_id": str(turn.message.id),
        "channel": str(turn.conversation.channel),
        "metadata": {"now": turn.now.isoformat()},
    }
    if turn.request is not None:
        body["request"] = turn.request
    else:
        body["text"] = turn.message.text or ""
    answer = await post("/webhooks/mueen/turn", body)
    if not answer.get("ok") or not answer["messages"]:
        raise DialogueUnavailable("silence", is_fault=True)
    turn.replies += answer["messages"]
    turn.understood = (answer.get("understood", {}).get("intent") or {}).get("name")


async def post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Asks Rasa; DialogueUnavailable for whatever is not an answer."""
    try:
        response = await client().post(path, json=body)
        answer = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise DialogueUnavailable(type(error).__name__) from error
    if response.is_error:
        reason = answer.get("error", "")
        raise DialogueUnavailable(f"{response.status_code} {reason}", is_fault=reason == "fault")
    return dict(answer)
