"""The data files of the demo, and reading them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

PERSONAS = Path(__file__).parents[1] / "personas.yaml"


@cache
def read(name: str) -> Any:
    """What the data file `name` (without its ending) holds."""
    return _read(Path(__file__).with_name(f"{name}.yaml"))


@cache
def personas() -> Any:
    """The personas as the contract has them, word for word."""
    return _read(PERSONAS)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
