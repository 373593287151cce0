"""What each method of the Bot API does here."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from actions import clock
from actions.contacts.models import Channel
from bot.channels.simulator import telegram_rules as rules
from bot.channels.simulator.magic import magic
from bot.channels.simulator.telegram_rules import BotError, bad
from bot.channels.simulator.world import Json, Outgoing, World, remember


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    type: str
    content: bytes


type Parameters = dict[str, Any]
type Method = Callable[[World, Parameters], Awaitable[Any]]

_CHAT = re.compile(r"-?\d{1,16}")
_MEDIA = {"sendPhoto": "photo", "sendDocument": "document", "sendAudio": "audio", "sendVoice": "voice"}
_TYPES = {"photo": "image/jpeg", "document": "application/octet-stream", "audio": "audio/mpeg", "voice": "audio/ogg"}
_LONGEST_WAIT = 50


async def call(world: World, method: str, parameters: Parameters) -> Any:
    """The result of a method; BotError as the Bot API would answer."""
    allowed = rules.ALLOWED.get(method)
    if allowed is None:
        raise BotError(404, "Not Found")
    unknown = sorted(name for name in parameters if name not in allowed and not isinstance(parameters[name], Upload))
    if unknown:
        raise bad(f"unknown parameters {', '.join(unknown)}")
    if method in _MEDIA:
        return await _send_media(world, parameters, _MEDIA[method])
    return await _METHODS[method](world, parameters)


async def _get_me(world: World, _: Parameters) -> Json:
    return bot_user(world) | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def _send_message(world: World, parameters: Parameters) -> Json:
    text = rules.check_text(parameters.get("text"))
    return await _sent(world, parameters, text, {"text": text})


async def _send_media(world: World, parameters: Parameters, kind: str) -> Json:
    caption = rules.check_caption(parameters.get("caption"))
    file = await _file_of(world, parameters, kind)
    shown: Any = [{**file, "width": 1080, "height": 680}] if kind == "photo" else file
    if kind in ("audio", "voice"):
        shown = {**file, "duration": int(parameters.get("duration") or 1)}
    content = {kind: shown, **({"caption": caption} if caption else {})}
    media = {"type": file.get("mime_type") or _TYPES[kind], "file_id": file["file_id"]}
    return await _sent(world, parameters, caption, content, (media,))


async def _sent(
    world: World, parameters: Parameters, text: str, content: Json, media: tuple[Json, ...] = ()
) -> Json:
    chat = _chat(world, parameters)
    markup = rules.check_markup(parameters.get("reply_markup"))
    message = message_from_bot(world, chat) | content
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    remember(world.chat_messages, (str(chat), message["message_id"]), message)
    choices = tuple(
        {"title": button["text"], "id": button.get("callback_data") or button.get("url", "")}
        for row in (markup or {}).get("inline_keyboard", ())
        for button in row
    )
    provider_id = f"{chat}:{message['message_id']}"
    await world.sink(Outgoing(Channel.TELEGRAM, str(chat), text, choices, media, provider_id))
    return message


async def _chat_action(world: World, parameters: Parameters) -> bool:
    _chat(world, parameters)
    if parameters.get("action") not in rules.ACTIONS:
        raise bad("wrong parameter action in request")
    return True


async def _answer_callback(world: World, parameters: Parameters) -> bool:
    if world.queries.pop(str(parameters.get("callback_query_id")), ...) is ...:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(parameters.get("text") or "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    return True


async def _edit_markup(world: World, parameters: Parameters) -> Json:
    message = _own_message(world, parameters)
    markup = rules.check_markup(parameters.get("reply_markup"))
    if markup == {"inline_keyboard": []}:
        markup = None
    if message.get("reply_markup") == markup:
        raise bad("message is not modified: specified new message content and reply markup are exactly the same")
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    return message


async def _edit_text(world: World, parameters: Parameters) -> Json:
    message = _own_message(world, parameters)
    message["text"] = rules.check_text(parameters.get("text"))
    return message


async def _set_commands(world: World, parameters: Parameters) -> bool:
    commands = rules.check_commands(parameters.get("commands"))
    await world.store.put("telegram_commands", str(parameters.get("language_code") or ""), {"commands": commands})
    return True


async def _get_commands(world: World, parameters: Parameters) -> list[Json]:
    found = await world.store.get("telegram_commands", str(parameters.get("language_code") or ""))
    return list(found["commands"]) if found else []


async def _set_webhook(world: World, parameters: Parameters) -> bool:
    url = str(parameters.get("url") or "")
    rules.check_webhook(url, parameters.get("secret_token"))
    if _is_true(parameters.get("drop_pending_updates")):
        world.updates.clear()
    await world.store.put("telegram", "webhook", {"url": url, "secret": parameters.get("secret_token") or ""})
    return True


async def _delete_webhook(world: World, parameters: Parameters) -> bool:
    if _is_true(parameters.get("drop_pending_updates")):
        world.updates.clear()
    await world.store.drop("telegram", "webhook")
    return True


async def _webhook_info(world: World, _: Parameters) -> Json:
    url = await webhook(world)
    return {"url": url, "has_custom_certificate": False, "pending_update_count": len(world.updates), "max_connections": 40}


async def _get_updates(world: World, parameters: Parameters) -> list[Json]:
    if await webhook(world):
        raise BotError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it")
    offset, limit = int(parameters.get("offset") or 0), int(parameters.get("limit") or 100)
    if offset > 0:
        world.updates[:] = [update for update in world.updates if update["update_id"] >= offset]
    if not world.updates:
        world.update_came.clear()
        try:
            await asyncio.wait_for(world.update_came.wait(), min(int(parameters.get("timeout") or 0), _LONGEST_WAIT))
        except TimeoutError:
            return []
    return world.updates[:limit]


async def _get_file(world: World, parameters: Parameters) -> Json:
    found = await world.store.get("telegram_file", str(parameters.get("file_id")))
    if found is None:
        raise bad("invalid file_id")
    if found["file_size"] > 20 * 2**20:
        raise bad("file is too big")
    return found


async def _nothing(world: World, _: Parameters) -> bool:
    return True


_METHODS: dict[str, Method] = {
    "getMe": _get_me,
    "sendMessage": _send_message,
    "sendChatAction": _chat_action,
    "answerCallbackQuery": _answer_callback,
    "editMessageReplyMarkup": _edit_markup,
    "editMessageText": _edit_text,
    "setMyCommands": _set_commands,
    "getMyCommands": _get_commands,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
    "getUpdates": _get_updates,
    "getFile": _get_file,
    "leaveChat": _nothing,
    "logOut": _nothing,
    "close": _nothing,
}


def bot_user(world: World) -> Json:
    """The bot as a user."""
    name = world.credentials.bot_name
    return {"id": bot_id(world), "is_bot": True, "first_name": "Mueen", "username": name}


def bot_id(world: World) -> int:
    return int(world.credentials.bot_token.partition(":")[0])


def message_from_bot(world: World, chat: int) -> Json:
    world.last_message += 1
    return {
        "message_id": world.last_message,
        "from": bot_user(world),
        "chat": {"id": chat, "type": "private", "first_name": "-"},
        "date": int(clock.now().timestamp()),
    }


async def webhook(world: World) -> str:
    """Where updates go; empty while they wait to be fetched."""
    found = await world.store.get("telegram", "webhook")
    return str(found["url"]) if found else ""


async def keep_file(world: World, content: bytes, media_type: str, name: str = "") -> Json:
    """A file as Telegram knows it, which can be downloaded by its id from now on."""
    file_id = "AgAC" + secrets.token_urlsafe(24)
    kept = {
        "file_id": file_id,
        "file_unique_id": file_id[-14:],
        "file_size": len(content),
        "file_path": f"files/{file_id}",
    }
    await world.store.put("telegram_file", file_id, kept)
    remember(world.files, file_id, content)
    described = {key: kept[key] for key in ("file_id", "file_unique_id", "file_size")}
    return described | {"mime_type": media_type} | ({"file_name": name} if name else {})


async def _file_of(world: World, parameters: Parameters, kind: str) -> Json:
    given = parameters.get(kind)
    if isinstance(given, str) and given.startswith("attach://"):
        given = parameters.get(given.removeprefix("attach://"))
    if isinstance(given, Upload):
        if len(given.content) > (rules.LARGEST_PHOTO if kind == "photo" else rules.LARGEST_FILE):
            raise BotError(413, "Request Entity Too Large")
        if not given.content:
            raise bad("file must be non-empty")
        return await keep_file(world, given.content, given.type, given.name)
    if not given:
        raise bad(f"there is no {kind} in the request")
    known = await world.store.get("telegram_file", str(given))
    if known is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return {key: known[key] for key in ("file_id", "file_unique_id", "file_size")}


def _chat(world: World, parameters: Parameters) -> int:
    """The chat that is meant; BotError for one that cannot be written to."""
    given = str(parameters.get("chat_id") or "")
    if not given:
        raise bad("chat_id is empty")
    if not _CHAT.fullmatch(given):
        raise bad("chat not found")
    chat = int(given)
    how = magic().chats.get(chat)
    if how is not None and (how.times is None or world.failed[chat] < how.times):
        world.failed[chat] += 1
        raise BotError(how.status, how.description, how.retry_after)
    return chat


def _own_message(world: World, parameters: Parameters) -> Json:
    chat = _chat(world, parameters)
    found = world.chat_messages.get((str(chat), int(parameters.get("message_id") or 0)))
    if found is None:
        raise bad("message to edit not found")
    return found


def _is_true(value: object) -> bool:
    return str(value).lower() in ("true", "1")
