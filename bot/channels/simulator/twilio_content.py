"""Twilio's Content API as far as messages with buttons, lists and approved templates need it.

Source: https://www.twilio.com/docs/content (resources, content types and their limits).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from actions import clock
from bot.channels.simulator.twilio_errors import Refused
from bot.channels.simulator.world import Json, World, sid

QUICK_REPLIES_IN_SESSION = 3
_TITLE_IN_SESSION = 20
_LONGEST = {"title": 25, "id": 200, "item": 24, "description": 72, "button": 20, "body": 1024}
_LONGEST_VALUE = 1600
_HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_KIND = "content"


@dataclass(frozen=True, slots=True)
class Filled:
    """A content with its holes filled: what the receiver sees."""

    text: str
    choices: tuple[Json, ...]
    media: tuple[Json, ...]
    kind: str

    def can_be_shown(self, *, approved: bool) -> bool:
        """Whether WhatsApp shows it: a filled hole may be longer than what stands in its place is allowed to be. In a
        session three buttons are shown, of an approved template all."""
        listed = self.kind == "twilio/list-picker"
        longest = _LONGEST["item"] if listed else _LONGEST["title"] if approved else _TITLE_IN_SESSION
        most = len(self.choices) if approved or listed else QUICK_REPLIES_IN_SESSION
        fits = all(len(choice["title"]) <= longest for choice in self.choices)
        return fits and len(self.choices) <= most and (not self.choices or len(self.text) <= _LONGEST["body"])


async def create(world: World, body: Json) -> Json:
    """Keeps a content; Refused where a type breaks its limits."""
    unknown = set(body) - {"friendly_name", "language", "variables", "types"}
    types = body.get("types")
    if unknown or not isinstance(types, dict) or not types or not body.get("language"):
        raise Refused(20001, "Content needs language and types, and nothing but friendly_name and variables beside them")
    for kind, content in types.items():
        _check(kind, content)
    made = sid("HX")
    now = clock.now().isoformat()
    kept = {
        "sid": made,
        "account_sid": world.credentials.account_sid,
        "friendly_name": body.get("friendly_name"),
        "language": body["language"],
        "variables": body.get("variables") or {},
        "types": types,
        "date_created": now,
        "date_updated": now,
        "url": f"https://content.twilio.com/v1/Content/{made}",
        "links": {
            "approval_create": f"https://content.twilio.com/v1/Content/{made}/ApprovalRequests/whatsapp",
            "approval_fetch": f"https://content.twilio.com/v1/Content/{made}/ApprovalRequests",
        },
    }
    await world.store.put(_KIND, made, kept)
    return kept


async def fetch(world: World, content: str) -> Json:
    found = await world.store.get(_KIND, content)
    if found is None:
        raise Refused(20404, f"The requested resource /Content/{content} was not found")
    return found


async def approval(world: World, content: str) -> Json:
    """Whether WhatsApp has approved it: here at once, as soon as it was asked for."""
    found = await fetch(world, content)
    status = await world.store.get("approval", content)
    whatsapp = status or {"status": "unsubmitted", "name": "", "category": ""}
    return {"sid": content, "account_sid": found["account_sid"], "whatsapp": whatsapp, "url": found["url"]}


async def ask_approval(world: World, content: str, body: Json) -> Json:
    """Templates of a list can never be approved; the others are, with a name in the form that WhatsApp wants."""
    found = await fetch(world, content)
    name, category = str(body.get("name", "")), str(body.get("category", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,512}", name) or category not in {"UTILITY", "MARKETING", "AUTHENTICATION"}:
        raise Refused(20001, "name in lower case letters, digits and _, category UTILITY, MARKETING or AUTHENTICATION")
    is_list = "twilio/list-picker" in found["types"]
    state = {
        "name": name,
        "category": category,
        "content_type": next(iter(found["types"])),
        "status": "rejected" if is_list or _badly_placed(found) else "approved",
        "rejection_reason": "INVALID_FORMAT" if is_list or _badly_placed(found) else "",
        "allow_category_change": True,
    }
    await world.store.put("approval", content, state)
    return state


async def filled(world: World, content: str, variables: str) -> Filled:
    """The content with these variables; Refused for one that is not known or variables that do not fit."""
    found = await world.store.get(_KIND, content)
    if found is None:
        raise Refused(21655)
    kind, body = next(iter(found["types"].items()))
    values = {**found["variables"], **_variables(variables)}
    return Filled(
        text=_fill(str(body.get("body", "")), values),
        choices=tuple(
            {"title": _fill(str(one.get("title") or one.get("item")), values), "id": _fill(str(one.get("id")), values)}
            for one in body.get("actions") or body.get("items") or ()
        ),
        media=tuple({"url": _fill(url, values)} for url in body.get("media") or ()),
        kind=kind,
    )


def _variables(text: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        values = json.loads(text)
    except ValueError:
        raise Refused(21656) from None
    if not isinstance(values, dict) or not all(isinstance(value, str) and value.strip() for value in values.values()):
        raise Refused(21656)
    if any(len(value) > _LONGEST_VALUE for value in values.values()):
        raise Refused(21658)
    if any(re.search(r"[\n\t]| {5,}", value) for value in values.values()):
        raise Refused(21656, "A variable holds a line break, a tab, or more than four spaces in a row")
    return values


def _fill(text: str, values: dict[str, str]) -> str:
    missing = [name for name in _HOLE.findall(text) if name not in values]
    if missing:
        raise Refused(21656, f"No value for {', '.join(missing)}")
    return _HOLE.sub(lambda hole: values[hole[1]], text)


def _badly_placed(content: Json) -> bool:
    """Whether a hole begins or ends the text, or two stand side by side: WhatsApp approves none of these."""
    body = str(next(iter(content["types"].values())).get("body", "")).strip()
    return bool(re.match(r"\{\{", body) or re.search(r"\}\}$|\}\}\s*\{\{", body))


def _check(kind: str, content: Any) -> None:
    if not isinstance(content, dict):
        raise Refused(20001, f"{kind} is no object")
    match kind:
        case "twilio/text" | "twilio/media" | "twilio/location" | "twilio/call-to-action" | "twilio/card" | "whatsapp/card":
            pass
        case "twilio/quick-reply":
            actions = content.get("actions") or []
            if not 1 <= len(actions) <= 10:
                raise Refused(20001, "a quick reply has one to ten actions")
            for action in actions:
                _within(action, "title", "id")
        case "twilio/list-picker":
            items = content.get("items") or []
            if not 1 <= len(items) <= 10:
                raise Refused(20001, "a list has one to ten items")
            _within(content, "button")
            for item in items:
                _within(item, "item", "id")
                if len(item.get("description") or "") > _LONGEST["description"]:
                    raise Refused(20001, "a description is too long")
        case _:
            raise Refused(20001, f"{kind} is no content type")
    if kind not in {"twilio/media", "twilio/location", "whatsapp/card"}:
        _within(content, "title" if kind == "twilio/card" else "body")


def _within(content: Json, *names: str) -> None:
    """Each of these is there, and no longer than WhatsApp shows."""
    for name in names:
        value = content.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST[name]:
            raise Refused(20001, f"{name} is missing or longer than {_LONGEST[name]} characters")


def dated() -> str:
    """This moment in the form of Twilio's older resources (RFC 2822)."""
    return format_datetime(clock.now())
