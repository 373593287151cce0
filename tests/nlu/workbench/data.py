"""A little data of real sentences, for trainings that take a second."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import yaml

from nlu.training.sentences import Sentence, sentences
from nlu.workbench.sets import intent_sets, read_intents

LABELS = ("greet", "thank", "show_card", "find_job", "out_of_scope")
EACH = 40


def folder_of(into: Path, each: int = EACH) -> Path:
    """Files of the same form as `nlu/data/intents`."""
    into.mkdir(parents=True)
    for label in LABELS:
        kept: dict[str, list[str]] = {}
        own = [one for one in sentences() if one.label == label]
        for one in islice(own, 0, None, max(1, len(own) // each)):
            kept.setdefault(one.register, []).append(one.text)
        lines = [f"intent: {label}"]
        for register, texts in kept.items():
            lines += [f"{register}:", *(f"  - {yaml.safe_dump(text, allow_unicode=True, width=9999).splitlines()[0]}" for text in texts)]
        (into / f"{label}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert {one.label for one in sentences(into)} == set(LABELS)
    return into


def labelled() -> list[Sentence]:
    """Sentences of the test sets that have these labels."""
    return [row for path in intent_sets() for row in read_intents(path) if row.label in LABELS]


def set_of(path: Path) -> Path:
    """The same as a file."""
    path.write_text("".join(f"{s.label}\t{s.register}\t{s.text}\n" for s in labelled()), encoding="utf-8")
    return path


