"""What makes the classifier learn anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlu.training import build


def classifier_code(folder: Path) -> str:
    path = folder / "config.yml"
    build.write_config(path)
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["pipeline"]
    return str(next(step["code"] for step in steps if "code" in step))


def test_new_rules_leave_the_learnt_classifier_and_new_words_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*build._INPUTS, "config.yml"):
        source = build.NLU / name
        if source.is_file():
            (tmp_path / name).write_bytes(source.read_bytes())
        else:
            (tmp_path / name).mkdir()
    monkeypatch.setattr(build, "NLU", tmp_path)
    model, code = build.fingerprint(), classifier_code(tmp_path)
    (tmp_path / "domain" / "slots.yml").write_text("slots: {}", encoding="utf-8")
    assert build.fingerprint() != model
    assert classifier_code(tmp_path) == code
    (tmp_path / "arabic" / "words.yml").write_text("words: []", encoding="utf-8")
    assert classifier_code(tmp_path) != code
