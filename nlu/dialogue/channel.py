"""Mueen's own channel into Rasa: one message in, semantic messages out, and failures told apart from silence.

`POST /webhooks/mueen/turn` takes `{"conversation", "message_id", "text"}` or, in place of the text,
`"request": {"intent", "entities"}` (a choice that the gateway resolved), and answers
`{"ok": true, "messages": [...], "understood": {...}, "replayed": bool}`, or 503 `{"ok": false, "error": code}`: then
nothing of the turn was stored and the same message may be sent again.
`POST /webhooks/mueen/parse` takes `{"texts": [...], "now": …}` and says how each is understood on its own.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
import weakref
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.arabic.replies import sign
from nlu.dialogue import action_calls
from nlu.dialogue.carers import about_carers
from nlu.dialogue.cases import about_case
from nlu.dialogue.expecting import context_of
from nlu.dialogue.explaining import more_of
from nlu.dialogue.following import in_context
from nlu.dialogue.known import with_knowledge
from nlu.dialogue.matters import about_the_matter
from nlu.dialogue.proving import while_proving
from nlu.dialogue.shown import about_what_was_shown
from nlu.dialogue.telling import about_eligibility
from nlu.dialogue.turns import recorded_answer
from nlu.knowledge.finding import finder

logger = logging.getLogger(__name__)

INTERNAL_HEADER = "X-Mueen-Secret"
MAX_PARSED_TEXTS = 500
# A repeat that comes while the first is still being answered waits for it, and then finds its answer.
_LOCKS: "weakref.WeakValueDictionary[str, asyncio.Lock]" = weakref.WeakValueDictionary()
# What a message means beside what was said before, in the order in which it is looked at.
_IN_CONTEXT = (in_context, about_carers, about_case, about_the_matter, about_what_was_shown, about_eligibility, while_proving)
_PARSED = ("text", "intent", "intent_ranking", "entities", "in_scope", "further", "first_ends")


class MueenInput(InputChannel):
    """Loaded by path from `credentials.yml`; the secret comes from the environment."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        action_calls.install()
        finder()  # read before the first message waits for it
        # Rasa logs users' words at debug level through structlog; nothing below a warning leaves this process.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

    @classmethod
    def name(cls) -> Text:
        return "mueen"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> "MueenInput":
        secret = (credentials or {}).get("secret") or os.environ.get("INTERNAL_SECRET")
        if not secret:
            cls.raise_missing_credentials_exception()
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("mueen", __name__)

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            ready = _agent(request).is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        @blueprint.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            if not self._is_authorised(request):
                return response.json({"ok": False, "error": "unauthorised"}, status=401)
            return await take_turn(_agent(request), request.json)

        @blueprint.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            if not self._is_authorised(request):
                return response.json({"ok": False, "error": "unauthorised"}, status=401)
            texts, metadata = request.json["texts"][:MAX_PARSED_TEXTS], {"now": request.json.get("now")}
            results = []
            for text in texts:
                results.append(await parsed(_agent(request), text, metadata))
                await asyncio.sleep(0)  # a conversation waits for one text at the most, not for all of them
            return response.json({"results": results})

        return blueprint

    def _is_authorised(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get(INTERNAL_HEADER, "").encode(), self._secret)


async def take_turn(agent: Agent, body: Dict[str, Any]) -> HTTPResponse:
    """Runs one message through the dialogue, or gives the recorded answer of a message that was already taken."""
    async with _LOCKS.setdefault(body["conversation"], asyncio.Lock()):
        return await _take_turn(agent, body)


async def _take_turn(agent: Agent, body: Dict[str, Any]) -> HTTPResponse:
    conversation, message_id = body["conversation"], body["message_id"]
    store = _real_store(agent)
    tracker = await store.retrieve(conversation)
    recorded = recorded_answer(tracker, message_id) if tracker else None
    if recorded is not None:
        return response.json({"ok": True, "messages": recorded, "understood": {}, "replayed": True})
    output = CollectingOutputChannel()
    message = UserMessage(
        text=plain(body.get("text") or ""),
        output_channel=output,
        sender_id=conversation,
        input_channel=body.get("channel", MueenInput.name()),
        message_id=message_id,
        metadata={**(body.get("metadata") or {}), **context_of(tracker)},
        parse_data=as_parse_data(body["request"]) if body.get("request") else None,
    )
    try:
        if message.parse_data is None:
            understood = await parsed(agent, message.text, message.metadata)
            for reading in _IN_CONTEXT:
                understood = reading(understood, tracker)
            message.parse_data = more_of(with_knowledge(first_of(understood)), tracker)
        await agent.handle_message(message)
    except action_calls.ActionFailed as error:
        logger.error("turn failed: %s", error)
        return response.json({"ok": False, "error": "fault" if error.is_fault else "unavailable"}, status=503)
    except Exception as error:
        logger.error("turn failed: %s", type(error).__name__)
        return response.json({"ok": False, "error": "fault"}, status=503)
    messages = [sent["custom"] for sent in output.messages if sent.get("custom")]
    understood = {key: message.parse_data.get(key) for key in ("intent", "entities", "in_scope")}
    return response.json({"ok": True, "messages": messages, "understood": understood, "replayed": False})


async def parsed(agent: Agent, text: str, metadata: Dict[str, Any]) -> Dict[str, Any]:
    """How a text is understood on its own. A text with nothing to read is a fallback, never an error."""
    text = plain(text)
    if not any(char.isalnum() for char in text):
        intent = {"name": sign(text) or "nlu_fallback", "confidence": 1.0}
        return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": []}
    data = await agent.processor.parse_message(UserMessage(text=text, metadata=metadata))
    return {key: data[key] for key in _PARSED if key in data}


def first_of(understood: Dict[str, Any]) -> Dict[str, Any]:
    """The message as its first request: values in the words of a later one are that one's alone."""
    end = understood.get("first_ends")
    if end is None:
        return understood
    return {**understood, "entities": [e for e in understood["entities"] if e.get("start", 0) < end]}


def plain(text: str) -> str:
    """What a person typed is text, whatever it looks like: Rasa reads `/intent{…}` as a command."""
    return text.strip().lstrip("/\uff0f\u2215\u200e\u200f\u2066\u2067\u2068\u2069 ").strip()


def as_parse_data(request: Dict[str, Any]) -> Dict[str, Any]:
    """A resolved choice in the form of a parsed message, certain of itself."""
    name, _, topic = request["intent"].partition("/")
    intent = {"name": name, "confidence": 1.0, **({"topic": topic} if topic else {})}
    entities: List[Dict[str, Any]] = request.get("entities") or []
    return {"text": "", "intent": intent, "intent_ranking": [intent], "entities": entities, "chosen": True}


def _agent(request: Request) -> Agent:
    return request.app.ctx.agent


def _real_store(agent: Agent) -> TrackerStore:
    """Our store without Rasa's fail-safe, which would forget a conversation in silence when the database fails."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if agent.processor.tracker_store is not store:
        agent.tracker_store = agent.processor.tracker_store = store
    return store
