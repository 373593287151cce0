"""The model of the sentences as they stand: that of the trained Rasa model where it is of the same sentences and code, else
trained once and kept beside the models."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
from pathlib import Path

import joblib

from nlu.training.build import fingerprint
from nlu.training.sentences import sentences
from nlu.understanding.understanding import Understanding

FILE = "understanding.joblib"
_INPUTS = ("data/intents", "understanding", "arabic", "uv.lock")
_KEPT = 2


def models_folder() -> Path:
    """Where `make run` keeps its models, by the same variables."""
    return Path(os.environ.get("MODELS_DIR") or Path(os.environ.get("DATA_DIR") or "data") / "models")


def present() -> Understanding:
    """The model of the present sentences."""
    return joblib.load(present_path())


def present_path() -> Path:
    """Its file, made first where there is none: about a minute and a half."""
    folder = models_folder()
    path = folder / f"bench-{fingerprint(_INPUTS)}.joblib"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    archive = folder / f"mueen-{fingerprint()}.tar.gz"
    if archive.exists():
        extract(archive, partial)
    else:
        print("training on the present sentences (a minute or two; kept until they change)", file=sys.stderr)
        known = list(sentences())
        model = Understanding.train([sentence.text for sentence in known], [sentence.label for sentence in known])
        joblib.dump(model, partial, compress=3)
    partial.rename(path)
    for old in sorted(folder.glob("bench-*.joblib"), key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]:
        old.unlink()
    return path


def extract(archive: Path, into: Path) -> None:
    """The understanding of a trained Rasa model. KeyError where it holds none."""
    with tarfile.open(archive) as files:
        member = next((name for name in files.getnames() if name.endswith(FILE)), None)
        stream = files.extractfile(member) if member else None
        if stream is None:
            raise KeyError(FILE)
        with into.open("wb") as out:
            shutil.copyfileobj(stream, out)
