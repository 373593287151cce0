"""The training sentences: one file an intent under `nlu/data/intents`, each sentence under its register.

    intent: ask_payment_date
    najdi:
      - متى ينزل الضمان هالشهر؟
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

INTENTS = Path(__file__).parent.parent / "data" / "intents"
REGISTERS = ("najdi", "hijazi", "southern", "eastern", "msa", "english", "arabizi", "speech", "noisy")


@dataclass(frozen=True)
class Sentence:
    """One thing a person may say: its label (`faq/<topic>` for a topic) and the register it is said in."""

    label: str
    register: str
    text: str


def sentences(folder: Path = INTENTS) -> Iterator[Sentence]:
    """All sentences, file by file in the order of their names."""
    for path in sorted(folder.glob("*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        label = content.pop("intent")
        for register, texts in content.items():
            yield from (Sentence(label, register, str(text)) for text in texts or ())


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
