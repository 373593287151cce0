"""The small model of the understanding's own tests, as the bench would find it."""

from __future__ import annotations

from pathlib import Path

import joblib
import pytest

from nlu.understanding.understanding import Understanding
from nlu.workbench import model as models
from tests.nlu.understanding.conftest import known, model  # noqa: F401


@pytest.fixture
def at_the_bench(model: Understanding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Understanding:  # noqa: F811
    """Commands find the small model where they look for that of the present sentences."""
    path = tmp_path / "small.joblib"
    joblib.dump(model, path)
    monkeypatch.setattr(models, "present_path", lambda: path)
    return model
