"""The whole assistant for tests: started as a person starts it, on ports and data of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
START_PATIENCE = 400.0
# With which the tests' own posts to the providers' webhooks are signed.
TWILIO_TOKEN, TELEGRAM_SECRET = "a token that only the tests know", "a-secret-that-only-the-tests-know"


@dataclass
class Stack:
    """A running assistant."""

    address: str
    data_dir: Path
    process: subprocess.Popen[bytes]

    def pid_of(self, part: str) -> int:
        """The process that runs a part, found among the children of the supervisor."""
        words = {"rasa": "rasa run", "actions": "actions.server", "worker": "bot.worker", "web": "bot.web"}[part]
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        for line in listed.splitlines()[1:]:
            pid, parent, command = line.split(None, 2)
            if int(parent) == self.process.pid and words in command:
                return int(pid)
        raise LookupError(part)

    def logs(self) -> str:
        return "\n".join(p.read_text(errors="replace") for p in sorted((self.data_dir / "logs").glob("*.log")))

    def wait_until_ready(self, patience: float = START_PATIENCE) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the assistant ended with {self.process.returncode}\n{self.logs()[-3000:]}")
            try:
                if httpx.get(f"{self.address}/healthz", timeout=3).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise TimeoutError(self.logs()[-3000:])


@contextmanager
def running_stack(households: int = 300, more: Callable[[int], dict[str, str]] = lambda port: {}) -> Iterator[Stack]:
    """Starts everything with `python -m deploy.run` and ends it with the signal of Ctrl-C; `more` of the environment may
    depend on the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="mueen-stack-") as folder:
        Path(folder).chmod(0o755)  # the database runs as a user of its own where the tests run as root
        dropped = ("DATABASE_URL", "RASA_URL", "ACTIONS_URL", "VAULT_KEY", "INTERNAL_SECRET", "PUBLIC_URL")
        environment = {name: value for name, value in os.environ.items() if name not in dropped} | {
            "DATA_DIR": folder,
            "PORT": str(port),
            "MODE": "demo",
            "DEMO_HOUSEHOLDS": str(households),
            "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
            "TELEGRAM_SECRET_TOKEN": TELEGRAM_SECRET,
            "MODELS_DIR": os.environ.get("TEST_MODELS_DIR", str(ROOT / "data" / "models")),
            **more(port),
        }
        process = subprocess.Popen([sys.executable, "-m", "deploy.run"], cwd=ROOT, env=environment)
        stack = Stack(f"http://127.0.0.1:{port}", Path(folder), process)
        try:
            stack.wait_until_ready()
            yield stack
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


class Talk:
    """One conversation over the chat's API, as the page has it."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=40)
        opened = self.http.post("/chat", json={}).raise_for_status().json()
        self.id, self.token = opened["conversation"], opened["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self.last: list[dict[str, Any]] = []

    def send(self, **body: Any) -> list[dict[str, Any]]:
        answer = self.http.post(f"/chat/{self.id}/messages?wait=30", json=body, headers=self.headers)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        self.last = answer.json()["messages"]
        return self.last

    def say(self, text: str) -> list[dict[str, Any]]:
        return self.send(text=text)

    def tap(self, title: str) -> list[dict[str, Any]]:
        """Taps the choice of the last answer with this title, or whose title begins so."""
        choices = [choice for message in self.last for choice in message["choices"]]
        chosen = next((c for c in choices if plain(c["title"]).startswith(title)), None)
        assert chosen is not None, (title, [choice["title"] for choice in choices])
        return self.send(choice=chosen["value"])

    def upload(self, name: str, content: bytes, media_type: str, text: str | None = None) -> list[dict[str, Any]]:
        answer = self.http.post(
            f"/chat/{self.id}/messages?wait=30",
            files={"file": (name, content, media_type)},
            data={"text": text} if text else None,
            headers=self.headers,
        )
        assert answer.status_code == 200, (answer.status_code, answer.text)
        self.last = answer.json()["messages"]
        return self.last

    def code_sent_to(self, phone: str) -> str:
        """The six digits of the newest text message to a phone."""
        sent = self.http.get("/demo/outbox", params={"to": phone}).raise_for_status().json()["messages"]
        groups: list[str] = re.findall(r"\d{6}", sent[-1]["text"])
        assert len(groups) == 1, sent[-1]
        return groups[0]

    def prove(self, national_id: str, phone: str) -> list[dict[str, Any]]:
        """Answers the question for the id and then the one for the code."""
        self.say(national_id)
        return self.say(self.code_sent_to(phone))

    @property
    def acts(self) -> list[str]:
        return [message["act"] for message in self.last]

    def data(self, act: str) -> dict[str, Any]:
        return next(message["data"] for message in self.last if message["act"] == act)


def plain(text: str) -> str:
    """A text without its direction marks."""
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)
