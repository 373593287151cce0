"""What the Bot API requires of a call (https://core.telegram.org/bots/api).

Telegram overlooks a parameter it does not know; here it is refused, because it can only be a mistake of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.channels.simulator.world import Json

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_DATA = 4096, 1024, 64
LARGEST_PHOTO, LARGEST_FILE = 10 * 2**20, 50 * 2**20

_SENDING = frozenset(
    {
        "business_connection_id", "chat_id", "message_thread_id", "direct_messages_topic_id", "disable_notification",
        "protect_content", "allow_paid_broadcast", "message_effect_id", "suggested_post_parameters", "reply_parameters",
        "reply_markup", "parse_mode",
    }
)
_CAPTION = frozenset({"caption", "caption_entities", "thumbnail"})
ALLOWED: Mapping[str, frozenset[str]] = {
    "getMe": frozenset(),
    "sendMessage": _SENDING | {"text", "entities", "link_preview_options"},
    "sendPhoto": _SENDING | _CAPTION | {"photo", "show_caption_above_media", "has_spoiler"},
    "sendDocument": _SENDING | _CAPTION | {"document", "disable_content_type_detection"},
    "sendAudio": _SENDING | _CAPTION | {"audio", "duration", "performer", "title"},
    "sendVoice": _SENDING | _CAPTION | {"voice", "duration"},
    "sendChatAction": frozenset({"business_connection_id", "chat_id", "message_thread_id", "action"}),
    "answerCallbackQuery": frozenset({"callback_query_id", "text", "show_alert", "url", "cache_time"}),
    "editMessageReplyMarkup": frozenset(
        {"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"}
    ),
    "editMessageText": frozenset(
        {
            "business_connection_id", "chat_id", "message_id", "inline_message_id", "text", "parse_mode", "entities",
            "link_preview_options", "reply_markup",
        }
    ),
    "setMyCommands": frozenset({"commands", "scope", "language_code"}),
    "getMyCommands": frozenset({"scope", "language_code"}),
    "setWebhook": frozenset(
        {"url", "certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"}
    ),
    "deleteWebhook": frozenset({"drop_pending_updates"}),
    "getWebhookInfo": frozenset(),
    "getUpdates": frozenset({"offset", "limit", "timeout", "allowed_updates"}),
    "getFile": frozenset({"file_id"}),
    "leaveChat": frozenset({"chat_id"}),
    "logOut": frozenset(),
    "close": frozenset(),
}
"""Every method that is simulated, with its parameters."""

ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)
_BUTTON_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text",
)


class BotError(Exception):
    """The Bot API answers with `ok: false`; `retry_after` in seconds."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after


def bad(reason: str) -> BotError:
    return BotError(400, f"Bad Request: {reason}")


def parsed(value: Any, name: str) -> Any:
    """A parameter that is an object: JSON where it came in a form."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad(f"can't parse {name} JSON object") from None


def check_text(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise bad("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise bad("message is too long")
    return text


def check_caption(caption: object) -> str:
    text = str(caption or "")
    if len(text.encode("utf-16-le")) // 2 > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return text


def check_markup(value: Any) -> Json | None:
    """A keyboard as it may be sent; None where there is none."""
    if value in (None, ""):
        return None
    markup = parsed(value, "reply keyboard markup")
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        _inline(markup["inline_keyboard"])
    elif "keyboard" in markup:
        for row in markup["keyboard"]:
            for button in row:
                if not (button if isinstance(button, str) else button.get("text")):
                    raise bad("keyboard button text must not be empty")
    elif not ({"remove_keyboard", "force_reply"} & set(markup)):
        raise bad("can't find field \"inline_keyboard\"")
    return markup


def _inline(rows: Any) -> None:
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not button.get("text"):
            raise bad("inline keyboard button text is empty")
        if sum(action in button for action in _BUTTON_ACTIONS) != 1:
            raise bad("text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")


def check_commands(value: Any) -> list[Json]:
    commands = parsed(value, "commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("expected an Array of BotCommand")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def check_webhook(url: str, secret: str | None) -> None:
    if url and not re.fullmatch(r"https://[^\s/]+\S*", url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
