"""What people said that was not understood, grouped by likeness, from a file of exported conversations.

Make the file with `.venv/bin/python -m bot.conversations.export FILE`: it holds no names and no numbers. `--out` writes what
was found for `suggest`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nlu.arabic.normaliser import normalise
from nlu.understanding.understanding import Understanding
from nlu.workbench import model
from nlu.workbench.conversations import Said, read_conversations
from nlu.workbench.likeness import MOST, groups
from nlu.workbench.terminal import isolated, percent, table
from nlu.workbench.troubles import Kind, Trouble, troubles
from nlu.workbench.unlabelled import Unlabelled, write_unlabelled

NAME = "mine"
_SHOWN = 5


class Group(NamedTuple):
    """Messages that are alike, the newest first."""

    troubles: tuple[Trouble, ...]

    @property
    def newest(self) -> str:
        return self.troubles[0].said.day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what python -m bot.conversations.export wrote")
    parser.add_argument("--kind", choices=[kind.name.lower() for kind in Kind], action="append", help="these kinds only")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write what was found there, for `suggest`")


def run(arguments: argparse.Namespace) -> int:
    conversations = read_conversations(arguments.file)
    understanding = model.present()
    found = mined(understanding, conversations, arguments.kind)
    print("\n".join(lines(found, sum(map(len, conversations)))))
    if arguments.out:
        write_unlabelled(arguments.out, [[_unlabelled(one) for one in group.troubles] for group in found])
        print(f"\nwritten to {arguments.out}; next: make nlu ARGS='suggest {arguments.out} --out review.tsv'")
    return 0


def mined(
    understanding: Understanding, conversations: Sequence[Sequence[Said]], kinds: Sequence[str] | None = None
) -> list[Group]:
    """Everything that was not understood well, in groups; those heard most recently come first."""
    wanted = {Kind[name.upper()] for name in kinds or [kind.name for kind in Kind]}
    found = [one for said in conversations for one in troubles(understanding, said) if one.kind in wanted]
    found.sort(key=lambda one: one.said.day, reverse=True)
    found = _of_few_enough(found)
    apart = list(dict.fromkeys(normalise(one.text).text for one in found))
    of_text = {apart[at]: number for number, places in enumerate(groups(understanding, apart)) for at in places}
    gathered: dict[int, list[Trouble]] = {}
    for one in found:
        gathered.setdefault(of_text[normalise(one.text).text], []).append(one)
    by_size = sorted((Group(tuple(listed)) for listed in gathered.values()), key=lambda group: -len(group.troubles))
    return sorted(by_size, key=lambda group: group.newest, reverse=True)


def _of_few_enough(found: Sequence[Trouble]) -> list[Trouble]:
    """The newest, so that not more than `MOST` different texts are compared with each other."""
    texts: set[str] = set()
    kept = []
    for one in found:
        texts.add(normalise(one.text).text)
        if len(texts) > MOST:
            break
        kept.append(one)
    return kept


def lines(found: Sequence[Group], messages: int) -> list[str]:
    """For the terminal."""
    listed = [one for group in found for one in group.troubles]
    counts = Counter(one.kind for one in listed)
    told = [f"{len(listed)} of {messages} messages, in {len(found)} groups", ""]
    told += table(("", "count"), [(kind.value, str(counts[kind])) for kind in Kind if counts[kind]])
    for group in found:
        kinds = Counter(one.kind.value for one in group.troubles)
        summary = ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common())
        told += ["", f"{group.newest}  {len(group.troubles)}x  {summary}"]
        told += [_line(one) for one in group.troubles[:_SHOWN]]
        if len(group.troubles) > _SHOWN:
            told.append(f"    and {len(group.troubles) - _SHOWN} more")
    return told


def _line(one: Trouble) -> str:
    revealed = f"; meant {one.revealed} ({one.by})" if one.revealed else ""
    reading = f"{one.reading.label} {percent(one.reading.confidence, 0)} %"
    return f"    {isolated(one.text)}  now read as {reading}{isolated(revealed) if revealed else ''}"


def _unlabelled(one: Trouble) -> Unlabelled:
    return Unlabelled(one.text, one.kind.value, one.revealed, one.by)
