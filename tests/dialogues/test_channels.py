"""Every service on WhatsApp, SMS and Telegram, by the scripts of the web: messages go in by signed webhooks, answers are read
where they arrive, and choices are taken as each channel has them (`channels.yml` says which scripts)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.channels import TALKS
from tests.dialogues.test_scripts import converse
from tests.dialogues.test_scripts import load as scripts
from tests.stack import Stack, running_stack

CHOSEN = yaml.safe_load(Path(__file__).with_name("channels.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """One of its own: what these conversations leave behind is nobody else's."""
    with running_stack(households=50) as running:
        yield running


def load() -> list[Any]:
    cases = []
    known = {str(one.id).partition(": ")[2]: one.values[0] for one in scripts()}
    for channel in TALKS:
        for service, begins in [*CHOSEN["everywhere"].items(), *CHOSEN[channel].items()]:
            for begin in begins:
                script = next(script for name, script in known.items() if name.startswith(begin))
                cases.append(pytest.param(channel, script, id=f"{channel}: {service}: {script['name']}"))
    return cases


@pytest.mark.parametrize(("channel", "script"), load())
def test_a_service_is_done_on_a_channel(stack: Stack, channel: str, script: dict[str, Any]) -> None:
    converse(TALKS[channel](stack), script, stack)
