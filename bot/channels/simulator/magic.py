"""Which addresses fail or misbehave, and how (`magic.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Failure:
    """One of Twilio's errors: `status` is the HTTP status of a request that is refused (None: it is taken), `state`
    what becomes of a message that was taken."""

    code: int
    message: str
    status: int | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The states of a message as they are told, one by one, `pause` seconds before each."""

    states: tuple[str, ...] = ("sent", "delivered")
    pause: float | None = None


@dataclass(frozen=True, slots=True)
class ChatFailure:
    """How a Telegram chat refuses: so many `times`, or always where that is None. `retry_after` in seconds."""

    status: int
    description: str
    retry_after: int | None
    times: int | None


@dataclass(frozen=True, slots=True)
class Magic:
    failures: dict[int, Failure]
    to: dict[str, int]
    from_: dict[str, int]
    codes_at: str
    plans: dict[str, Plan]
    chats: dict[int, ChatFailure]

    def of_receiver(self, phone: str) -> Failure | None:
        """How a message to this number (E.164) fails; None for the numbers that can be reached."""
        code = self.to.get(phone)
        if code is None and phone.startswith(self.codes_at):
            code = int(phone.removeprefix(self.codes_at) or 0)
        return None if code is None else self.failures.get(code)

    def of_sender(self, sender: str) -> Failure | None:
        """Why nothing can be sent from this number."""
        code = self.from_.get(sender)
        return None if code is None else self.failures[code]


@lru_cache(maxsize=1)
def magic() -> Magic:
    """All of them, read once."""
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    twilio = told["twilio"]
    failures = {
        code: Failure(code, error["message"], error.get("now"), error.get("later"))
        for code, error in twilio["codes"].items()
    }
    plans = {
        twilio["plans_at"] + number: Plan(tuple(plan["states"]), plan.get("pause"))
        for number, plan in twilio["plans"].items()
    }
    chats = {
        chat: ChatFailure(how["status"], how["description"], how.get("retry_after"), how.get("times"))
        for chat, how in told["telegram"].items()
    }
    return Magic(failures, twilio["to"], twilio["from"], twilio["codes_at"], plans, chats)
