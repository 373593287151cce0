"""Whoever studies cases, as the scripts play them: the command at the terminal, and what the person is told of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from PIL import Image

from tests.stack import ROOT, Stack, Talk

_PATIENCE = 15.0


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


def reference_of(talk: Talk) -> str:
    """The case that the assistant spoke of last."""
    for message in reversed(_transcript(talk)):
        data = message.get("data") or {}
        if str(data.get("reference") or "").startswith(("OBJ-", "CMP-")):
            return str(data["reference"])
    raise LookupError("no case has been spoken of")


def _transcript(talk: Talk) -> list[dict[str, Any]]:
    answer = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).raise_for_status()
    return list(answer.json()["messages"])


@dataclass(frozen=True, slots=True)
class CaseOfficer:
    """Changes the case of a conversation from another process, as an operator does."""

    stack: Stack
    talk: Talk

    def move(self, words: str) -> dict[str, Any]:
        """The message that the person finds in the conversation once the case has changed."""
        before = {message["id"] for message in _transcript(self.talk)}
        self.run("move", reference_of(self.talk), *words.split(), "--at-once")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for message in _transcript(self.talk):
                if message["id"] not in before and message.get("act") == "case.changed":
                    return message
        raise TimeoutError("nobody was told")

    def run(self, *words: str) -> None:
        """The command with these words, which must succeed."""
        environment = {**os.environ, "DATA_DIR": str(self.stack.data_dir)}
        for name in ("DATABASE_URL", "VAULT_KEY", "INTERNAL_SECRET"):  # those of the tests are not those of the assistant
            environment.pop(name, None)
        command = [sys.executable, "-m", "actions.cases", *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
