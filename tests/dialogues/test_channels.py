"""Every service on WhatsApp, SMS and Telegram, by the scripts of the web: messages go in by signed webhooks, answers are read
where they arrive, and choices are taken as each channel has them (`channels.yml` says which scripts)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.channels import TALKS
from tests.dialogues.test_scripts import converse
from tests.dialogues.test_scripts import load as scripts
from tests.stack import Stack

CHOSEN = yaml.safe_load(Path(__file__).with_name("channels.yml").read_text(encoding="utf-8"))


def load() -> list[Any]:
    known = {str(one.id).partition(": ")[2]: one.values[0] for one in scripts()}
    chosen = [
        next(script for name, script in known.items() if name.startswith(begin))
        for beginnings in CHOSEN.values()
        for begin in beginnings
    ]
    return [pytest.param(channel, one, id=f"{channel}: {one['name']}") for channel in TALKS for one in chosen]


@pytest.mark.parametrize(("channel", "script"), load())
def test_a_service_is_done_on_a_channel(stack: Stack, channel: str, script: dict[str, Any]) -> None:
    converse(TALKS[channel](stack), script, stack)
