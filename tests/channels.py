"""Conversations over WhatsApp, SMS and Telegram: messages go in by the providers' signed webhooks, and what comes back is read
from the simulated providers, as the person would see it. Which acts the texts belong to is looked up in the database."""

from __future__ import annotations

import itertools
import os
import re
import time
from typing import Any, ClassVar

import httpx
import psycopg
from psycopg.rows import dict_row

from bot.channels.simulator import inbound
from bot.channels.simulator.credentials import AT, SMS_SENDER, WHATSAPP_SENDER, made_of
from bot.channels.simulator.world import World
from tests.stack import TELEGRAM_SECRET, TWILIO_TOKEN, Stack, Talk, plain

_PATIENCE = 40.0
# What a long menu says brings its next page, and more pages than any has.
_MORE, _PAGES = "المزيد", 5
_numbers = itertools.count(int(time.time()) % 1_000_000)
_ANSWER = """
    SELECT m.id, m.act, m.data, m.language, m.choices, m.media FROM messages m
    JOIN messages i ON i.id = m.in_reply_to WHERE i.provider_message_id = %s ORDER BY m.id
"""
_DONE = """
    SELECT i.state <> 'pending' AND NOT EXISTS (
        SELECT FROM deliveries d JOIN messages m ON m.id = d.message_id
        WHERE m.in_reply_to = i.id AND d.state IN ('queued', 'sending')
    ) AS done FROM messages i WHERE i.provider_message_id = %s
"""


class ChannelTalk(Talk):
    """A conversation of somebody new, with the interface of the one over the web."""

    channel: ClassVar[str]

    def __init__(self, stack: Stack) -> None:
        self.http = httpx.Client(base_url=stack.address, timeout=40)
        self.stack = stack
        secret = (stack.data_dir / "secrets" / "internal.key").read_text().strip().encode()
        self.world = World(made_of(secret, TWILIO_TOKEN))
        # A range that is nobody's in the demonstration data.
        self.phone = f"+96659{next(_numbers) % 10_000_000:07d}"
        self.database = psycopg.connect(database_of(stack), autocommit=True, row_factory=dict_row)
        self.last: list[dict[str, Any]] = []
        self.read = 0
        self.headers: dict[str, str] = {}

    @property
    def id(self) -> str:  # type: ignore[override]
        """The conversation, once it has begun."""
        found = self.database.execute("SELECT conversation_id FROM messages WHERE id = %s", [self.last[-1]["id"]])
        row = found.fetchone()
        assert row is not None
        return str(row["conversation_id"])

    def post(self, **said: Any) -> str:
        """Brings a message as the provider does; the provider's id of it."""
        raise NotImplementedError

    def say(self, text: str) -> list[dict[str, Any]]:
        return self.answer_to(self.post(text=text))

    def send(self, **body: Any) -> list[dict[str, Any]]:
        """Text, or the value of a choice: it is answered as the person would, by its place or by a tap."""
        if "text" in body:
            return self.say(body["text"])
        titles = {choice["value"]: plain(choice["title"]) for message in self.last for choice in message["choices"]}
        return self.tap(titles[body["choice"]])

    def tap(self, title: str) -> list[dict[str, Any]]:
        """The button with this title where there is one; else the number that the menu shows before it."""
        shown = [choice for message in self.last for choice in message["shown"].get("choices", [])]
        button = next((one for one in shown if plain(one["title"]).startswith(title)), None)
        if button is not None:
            return self.answer_to(self.press(button))
        number = self.number_of(title)
        for _ in range(_PAGES):
            if number is not None or _MORE not in self.last[-1]["text"]:
                break
            self.say(_MORE)
            number = self.number_of(title)
        assert number is not None, (title, [message["text"] for message in self.last])
        return self.say(number)

    def number_of(self, title: str) -> str | None:
        """The number before this title, in the newest menu."""
        for message in reversed(self.last):
            for line in plain(message["text"]).splitlines():
                row = re.match(r"\W*(\d+)\W+(.*)", line)
                if row is not None and row[2].startswith(title):
                    return row[1]
        return None

    def press(self, button: dict[str, Any]) -> str:
        """Taps a button that the provider showed."""
        raise NotImplementedError

    def upload(self, name: str, content: bytes, media_type: str, text: str | None = None) -> list[dict[str, Any]]:
        return self.answer_to(self.post(file=(name, content, media_type), text=text))

    def answer_to(self, provider_id: str) -> list[dict[str, Any]]:
        """Waits until the message is answered and all of it has arrived; the answers with the texts that were seen."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            row = self.database.execute(_DONE, [provider_id]).fetchone()
            if row is not None and row["done"]:
                break
            time.sleep(0.02)
        else:
            raise TimeoutError(provider_id)
        seen = self.seen()
        self.last = [self._message(row, seen) for row in self.database.execute(_ANSWER, [provider_id]).fetchall()]
        return self.last

    def seen_before(self) -> None:
        """What arrived at this phone until now is not looked at."""
        self.read = len(self._outbox())

    def _outbox(self) -> list[dict[str, Any]]:
        sent = self.http.get("/demo/outbox", params={"to": self.phone}).raise_for_status().json()["messages"]
        return [message for message in sent if message["channel"] == self.channel]

    def seen(self) -> dict[str, dict[str, Any]]:
        """What has arrived at this phone since the last look, by the provider's id."""
        sent = self._outbox()
        new, self.read = sent[self.read :], len(sent)
        return {self._own_id(message): message for message in new}

    def _message(self, row: dict[str, Any], seen: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """An answer as it arrived, in one part or in several."""
        laid_out = "SELECT provider_sid FROM deliveries WHERE message_id = %s ORDER BY rank"
        sids = [part["provider_sid"] for part in self.database.execute(laid_out, [row["id"]]).fetchall()]
        parts = [seen[sid] for sid in sids if sid in seen]
        assert parts, f"{row['act']} was answered and did not arrive: {sids}"
        text = "\n".join(part["text"] for part in parts if part["text"])
        return {**row, "text": text, "shown": parts[-1]}

    def _own_id(self, message: dict[str, Any]) -> str:
        return str(message["id"])


class TwilioTalk(ChannelTalk):
    """Over Twilio: the form of the webhook, signed."""

    prefix, ours = "", SMS_SENDER

    def post(self, **said: Any) -> str:
        fields = inbound.twilio_message(
            self.world, self.prefix + self.phone, self.prefix + self.ours, said.get("text") or "", **said.get("more", {})
        )
        if "file" in said:
            _, content, media_type = said["file"]
            own = (self.world.credentials.account_sid, TWILIO_TOKEN)
            kept = self.http.post(f"{AT}/twilio/media-store", content=content, headers={"content-type": media_type}, auth=own)
            fields |= kept.raise_for_status().json()
        url = f"{self.stack.address}/twilio/messages"
        answer = self.http.post("/twilio/messages", data=fields, headers=inbound.twilio_headers(self.world, url, fields))
        assert answer.status_code in (200, 204), (answer.status_code, answer.text)
        return fields["MessageSid"]

    def press(self, button: dict[str, Any]) -> str:
        sid = self.last[-1]["shown"]["id"]
        more = {"ButtonPayload": button["id"], "ButtonText": button["title"], "OriginalRepliedMessageSid": sid}
        return self.post(text=button["title"], more=more)


class SmsTalk(TwilioTalk):
    channel = "sms"


class WhatsAppTalk(TwilioTalk):
    channel = "whatsapp"
    prefix, ours = "whatsapp:", WHATSAPP_SENDER


class HiddenTalk(WhatsAppTalk):
    """Over WhatsApp by somebody with a user name, who keeps the phone to themselves: an id stands in its place."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(stack)
        self.phone = f"SA.{self.phone.removeprefix('+')}"


class TelegramTalk(ChannelTalk):
    """Over Telegram: updates with the secret header. The number of the chat is the phone's, by which it is found again."""

    channel = "telegram"
    updates: ClassVar = itertools.count(int(time.time() * 10))

    @property
    def chat(self) -> int:
        return int(self.phone.removeprefix("+"))

    def post(self, **said: Any) -> str:
        content: dict[str, Any] = {}
        if "file" in said:
            content |= self._uploaded(*said["file"])
            content |= {"caption": said["text"]} if said.get("text") else {}
        else:
            content["text"] = said["text"]
        return self._bring(inbound.telegram_message(self.world, self.chat, **content))

    def press(self, button: dict[str, Any]) -> str:
        message = {
            "message_id": int(self.last[-1]["shown"]["id"].rpartition(":")[2]),
            "chat": {"id": self.chat, "type": "private"},
            "date": int(time.time()),
        }
        return self._bring(inbound.telegram_tap(self.world, self.chat, button["id"], message))

    def _bring(self, update: dict[str, Any]) -> str:
        update["update_id"] = next(self.updates)
        headers = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
        self.http.post("/telegram", json=update, headers=headers).raise_for_status()
        return f"{self.world.credentials.bot_token.partition(':')[0]}:{update['update_id']}"

    def _uploaded(self, name: str, content: bytes, media_type: str) -> dict[str, Any]:
        """A file that Telegram knows, because the bot sent it to itself."""
        kind = "photo" if media_type.startswith("image/") else "document"
        url = f"{AT}/telegram/bot{self.world.credentials.bot_token}/send{kind.title()}"
        sent = self.http.post(url, data={"chat_id": 1}, files={kind: (name, content, media_type)}).raise_for_status()
        kept = sent.json()["result"][kind]
        return {kind: kept}

    def _own_id(self, message: dict[str, Any]) -> str:
        row = self.database.execute(
            "SELECT d.provider_sid FROM deliveries d WHERE d.provider_sid LIKE '%%:' || %s ORDER BY d.id DESC LIMIT 1",
            [message["id"].rpartition(":")[2]],
        ).fetchone()
        return str(row["provider_sid"]) if row else str(message["id"])


TALKS: dict[str, type[ChannelTalk]] = {talk.channel: talk for talk in (WhatsAppTalk, SmsTalk, TelegramTalk)}


def database_of(stack: Stack) -> str:
    """The address of the running assistant's own database server."""
    lines = (stack.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()
    port, folder = lines[3], lines[4]
    return f"postgresql://postgres@/mueen?host={folder}&port={port}" if folder else os.environ["DATABASE_URL"]
