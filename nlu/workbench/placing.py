"""Putting sentences into the files of `nlu/data/intents`: at the end of their register, everything else left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.training.sentences import INTENTS, REGISTERS, Sentence
from nlu.workbench.errors import BenchError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = re.compile(r"^([a-z]+):", re.MULTILINE)


@lru_cache(maxsize=8)
def files_of_labels(folder: Path = INTENTS) -> dict[str, str]:
    """The name of the file of each label."""
    heads = {path.name: path.read_text(encoding="utf-8").split("\n", 1)[0] for path in sorted(folder.glob("*.yml"))}
    return {str(yaml.safe_load(head)["intent"]): name for name, head in heads.items()}


def place(folder: Path, added: Iterable[Sentence]) -> set[Path]:
    """Writes the sentences into the files of the folder and tells which changed.

    BenchError where a file would not hold exactly what it held and the sentence.
    """
    changed = set()
    for sentence in added:
        path = folder / files_of_labels(folder)[sentence.label]
        before = path.read_text(encoding="utf-8")
        after = _with(before, sentence.register, sentence.text)
        _must_hold(path, before, after, sentence)
        path.write_text(after, encoding="utf-8")
        changed.add(path)
    return changed


def _with(content: str, register: str, text: str) -> str:
    content = content if content.endswith("\n") else content + "\n"
    line = f"  - {_scalar(text)}\n"
    keys = [(found[1], found.start()) for found in _KEY.finditer(content)]
    names = [name for name, _ in keys]
    if register in names:
        at = names.index(register)
        end = keys[at + 1][1] if at + 1 < len(keys) else len(content)
        return content[:end] + line + content[end:]
    # A register that is new to the file stands where the order of registers has it.
    later = REGISTERS[REGISTERS.index(register) :]
    end = next((start for name, start in keys if name in later), len(content))
    return content[:end] + f"{register}:\n{line}" + content[end:]


def _scalar(text: str) -> str:
    """As YAML needs it: plain where that is read as the same text, else in quotes."""
    try:
        if yaml.safe_load(f"- {text}\n") == [text]:
            return text
    except yaml.YAMLError:
        pass  # it needs quotes
    return "'" + text.replace("'", "''") + "'"


def _must_hold(path: Path, before: str, after: str, sentence: Sentence) -> None:
    wanted = yaml.load(before, Loader=_LOADER)
    wanted[sentence.register] = [*(wanted.get(sentence.register) or []), sentence.text]
    try:
        held = yaml.load(after, Loader=_LOADER)
    except yaml.YAMLError:
        held = None
    if held != wanted:
        raise BenchError(f"{path} is not written as one sentence a line under its register; put the sentence in by hand.")
