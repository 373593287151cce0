"""Reading the files of `lexicon/`: lists of words separated by spaces."""

from __future__ import annotations

from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "lexicon"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text: `no` and `12` are words here


def table(name: str) -> dict[str, list[str]]:
    """A file of the folder: key -> words."""
    loaded = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=_LOADER)
    return {key: [word for line in lines for word in line.split()] for key, lines in loaded.items()}
