"""Groups of topics, for who looks for a question by tapping."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("groups.yml")


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[str, ...]]:
    """The topics of each group, both in the order in which they are shown."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: tuple(topics) for name, topics in written.items()}
