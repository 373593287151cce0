"""Writes what `rasa train` reads, trains when an input changed, and keeps the model by the hash of its inputs.

`python -m nlu.training.build MODELS_FOLDER` prints the path of the model on its last line.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import yaml

from nlu.training.sentences import sentences

NLU = Path(__file__).parent.parent
# Whatever can change the model: sentences, rules, domain, settings, our code, and the versions of the libraries.
_INPUTS = ("data", "domain", "components", "understanding", "arabic", "config.yml", "uv.lock")
# What the classifier learns with, beside the sentences: Rasa's cache knows only the class of a component.
_CODE = ("components", "understanding", "arabic", "uv.lock")
_CLASSIFIER = "nlu.components.classifier.ArabicIntentClassifier"
_KEPT_MODELS = 3


def fingerprint(inputs: Sequence[str] = _INPUTS) -> str:
    """A hash over every input of the model, or over some of them."""
    digest = hashlib.sha256()
    for name in inputs:
        path = NLU / name
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if file.suffix == ".pyc":
                continue
            digest.update(str(file.relative_to(NLU)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def write_training_data(folder: Path) -> int:
    """Writes the sentences and rules in Rasa's format; returns how many sentences there are."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences():
        by_label[sentence.label].append(sentence.text)
    lines = ['version: "3.1"', "nlu:"]
    for label, texts in by_label.items():
        lines += [f"- intent: {label}", "  examples: |"]
        # Brackets mark entities in this format; ours come from rules, so none may appear here.
        lines += [f"    - {text.translate(_NO_MARKS)}" for text in texts]
    (folder / "nlu.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copytree(NLU / "data" / "rules", folder / "rules")
    return sum(len(texts) for texts in by_label.values())


def write_config(path: Path) -> None:
    """The pipeline, with the hash of our code as a setting of the classifier: new rules or slots then take the learnt
    classifier from Rasa's cache, new code or words never do."""
    config = yaml.safe_load((NLU / "config.yml").read_text(encoding="utf-8"))
    classifier = next(step for step in config["pipeline"] if step["name"] == _CLASSIFIER)
    classifier["code"] = fingerprint(_CODE)
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def train(models: Path) -> Path:
    """The model of the present inputs, trained if there is none yet. Raises CalledProcessError when training fails."""
    model = models / f"mueen-{fingerprint()}.tar.gz"
    if model.exists():
        print(f"model is up to date: {model.name}", flush=True)
        return model
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        count = write_training_data(folder)
        write_config(folder / "config.yml")
        print(f"training on {count} sentences", flush=True)
        command = [sys.executable, "-m", "rasa", "train", "--domain", "domain", "--config", str(folder / "config.yml")]
        command += ["--data", str(folder / "nlu.yml"), str(folder / "rules")]
        command += ["--out", str(folder / "out"), "--fixed-model-name", "model"]
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(NLU.parent)}
        environment.setdefault("RASA_CACHE_DIRECTORY", str(models.resolve() / "cache"))
        subprocess.run(command, cwd=NLU, env=environment, check=True)
        partial = model.with_suffix(f".{os.getpid()}")
        shutil.move(folder / "out" / "model.tar.gz", partial)
        partial.rename(model)
    _forget_old(models)
    return model


def _forget_old(models: Path) -> None:
    newest_first = sorted(models.glob("mueen-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[_KEPT_MODELS:]:
        old.unlink()


_NO_MARKS = {ord(mark): " " for mark in "[](){}"}

if __name__ == "__main__":
    print(train(Path(sys.argv[1])))
