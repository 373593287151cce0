"""Whoever studies cases or keeps the files, as the scripts play them: the command at the terminal, and what is told of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PIL import Image

from tests.stack import ROOT, Stack, Talk

_PATIENCE = 15.0
# The worker looks for notices twice a second.
_DISPATCHED = 1.5


def _picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(made, kind)
    return made.getvalue()


# name: what the sender calls it, what it holds, what the sender says it is.
FILES: dict[str, tuple[str, bytes, str]] = {
    "picture": ("salary.png", _picture("PNG"), "image/png"),
    "photo": ("IMG_1.jpg", _picture("JPEG"), "image/jpeg"),
    "pdf": ("statement.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF", "application/pdf"),
    "program": ("photo.png", b"MZ" + b"\0" * 200, "image/png"),
    "broken picture": ("photo.png", _picture("PNG")[:40], "image/png"),
    "pdf that runs": ("paper.pdf", b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >> endobj\n%%EOF", "application/pdf"),
    "too large": ("scan.pdf", b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "application/pdf"),
}


CASES = ("OBJ-", "CMP-")
IN_THE_FILE = ("CHG-", "REQ-")


def reference_of(talk: Talk, kinds: tuple[str, ...] = CASES) -> str:
    """The case, or what else has a reference of these kinds, that the assistant spoke of last."""
    for message in reversed(_transcript(talk)):
        data = message.get("data") or {}
        if str(data.get("reference") or "").startswith(kinds):
            return str(data["reference"])
    raise LookupError("nothing with a reference has been spoken of")


def _transcript(talk: Talk) -> list[dict[str, Any]]:
    answer = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).raise_for_status()
    return list(answer.json()["messages"])


@dataclass(frozen=True, slots=True)
class Officer:
    """Does what an operator does from another process, and finds what the person is told of it."""

    stack: Stack
    talk: Talk

    def move(self, words: str) -> dict[str, Any]:
        """Changes the case of the conversation; the message that the person finds in it then."""
        command = ("actions.cases", "move", reference_of(self.talk), *words.split(), "--at-once")
        return self._told({"case.changed"}, *command)

    def finish(self, words: str) -> dict[str, Any]:
        """Marks the reported change or the request about data as done; the message that the person finds then."""
        command = ("actions.profile", "done", reference_of(self.talk, IN_THE_FILE), *words.split(), "--at-once")
        return self._told({"change.done", "data.request_done"}, *command)

    def notices(self) -> list[dict[str, Any]]:
        """Tells the notices that are due; what the person finds in the conversation then, which may be nothing."""
        before = {message["id"] for message in _transcript(self.talk)}
        run_command(self.stack, "actions.notices", "--at-once")
        time.sleep(_DISPATCHED)
        return [message for message in _transcript(self.talk) if message["id"] not in before]

    def _told(self, acts: Collection[str], *command: str) -> dict[str, Any]:
        before = {message["id"] for message in _transcript(self.talk)}
        run_command(self.stack, *command)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for message in _transcript(self.talk):
                if message["id"] not in before and message.get("act") in acts:
                    return message
        raise TimeoutError("nobody was told")


def run_command(stack: Stack, module: str, *words: str) -> None:
    """A command of ours beside a running assistant, which must succeed."""
    environment = {**os.environ, "DATA_DIR": str(stack.data_dir)}
    for name in ("DATABASE_URL", "VAULT_KEY", "INTERNAL_SECRET"):  # those of the tests are not those of the assistant
        environment.pop(name, None)
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
