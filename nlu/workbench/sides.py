"""What is compared: a state of the code or the sentences, or a model, named in one word on the command line.

    .                      the working tree
    main, HEAD~3, 3f2a1b   a revision of git (code and sentences)
    some/intents           the working tree with the sentences of that folder
    some/model.tar.gz      a model trained by Rasa; also a .joblib of the bench
    .,linear._C=1          any of these that is trained, with a constant of nlu.understanding set to something else
"""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, NamedTuple

from nlu.training.sentences import Sentence
from nlu.workbench.answers import Answer
from nlu.workbench.errors import BenchError
from nlu.workbench.model import extract

PROJECT = Path(__file__).parents[2]
_SIDE = Path(__file__).parent / "side.py"
_CHUNK = 64


class Training(NamedTuple):
    """What making one side took; None where its model was made before."""

    seconds: float | None
    sentences: int | None


class Wanted(NamedTuple):
    """A side that was named: where its code is, and its data, model and settings where they are not those of the code."""

    name: str
    root: Path
    data: Path | None
    model: Path | None
    settings: dict[str, Any]


class Side:
    """A trained side that answers."""

    def __init__(self, wanted: Wanted) -> None:
        self.name = wanted.name
        told = {"data": _text(wanted.data), "model": _text(wanted.model), "settings": wanted.settings}
        command = [sys.executable, str(_SIDE), str(wanted.root), json.dumps(told)]
        # A pipe that nobody reads would fill and stop the side; the file lives as long as the side does.
        self._complaints = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            cwd=wanted.root,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # two trainings of the same must give the same
        )
        self.training = Training(**self._heard())

    def read(self, sentences: Sequence[Sentence]) -> list[Answer]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([sentence.text for sentence in sentences]) + "\n")
        self._process.stdin.flush()
        return [
            Answer(sentence, tuple(ranking), confidence, claimed, milliseconds)
            for sentence, (ranking, confidence, claimed, milliseconds) in zip(sentences, self._heard())
        ]

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate()
        self._complaints.close()

    def _heard(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._complaints.seek(0)
            last = (self._complaints.read().strip().splitlines() or ["no reason given"])[-1]
            raise BenchError(f"{self.name} does not answer: {last}")
        return json.loads(line)


@contextmanager
def both(one: str, other: str) -> Iterator[tuple[Side, Side]]:
    """Both sides, trained one after the other, as neither should slow the other."""
    with TemporaryDirectory(prefix="mueen-bench-") as scratch:
        wanted = [_wanted(name, Path(scratch) / str(place)) for place, name in enumerate((one, other))]
        sides: list[Side] = []
        try:
            for want in wanted:
                print(f"training {want.name}" if want.model is None else f"loading {want.name}", file=sys.stderr)
                sides.append(Side(want))
            yield sides[0], sides[1]
        finally:
            for side in sides:
                side.stop()


def in_turns(one: Side, other: Side, sentences: Sequence[Sentence]) -> tuple[list[Answer], list[Answer]]:
    """Both read everything, a few sentences each in turns: a machine that is busy for a while slows both alike."""
    of_one: list[Answer] = []
    of_other: list[Answer] = []
    for at in range(0, len(sentences), _CHUNK):
        chunk = sentences[at : at + _CHUNK]
        of_one += one.read(chunk)
        of_other += other.read(chunk)
    return of_one, of_other


def _wanted(name: str, scratch: Path) -> Wanted:
    what, *given = name.split(",")
    settings = dict(_setting(one) for one in given)
    path = Path(what)
    if what == ".":
        return Wanted(name, PROJECT, None, None, settings)
    if path.is_file():
        if settings:
            raise BenchError(f"{what} is trained already: a setting would change nothing in it.")
        return Wanted(name, PROJECT, None, _as_joblib(path, scratch), settings)
    if path.is_dir():
        if not any(path.glob("*.yml")):
            raise BenchError(f"{what} holds no .yml file with sentences.")
        return Wanted(name, PROJECT, path.resolve(), None, settings)
    return Wanted(name, _exported(what, scratch), None, None, settings)


def _setting(given: str) -> tuple[str, Any]:
    name, _, value = given.partition("=")
    try:
        if name.count(".") != 1:
            raise ValueError(name)
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError) as error:
        raise BenchError(f"{given} is no setting; write it like linear._C=1 or gate.REFUSED_IN_SCOPE=0.02.") from error


def _as_joblib(path: Path, scratch: Path) -> Path:
    if path.suffix == ".joblib":
        return path.resolve()
    scratch.mkdir(parents=True)
    try:
        extract(path, scratch / "understanding.joblib")
    except (KeyError, tarfile.TarError) as error:
        raise BenchError(f"{path} holds no model of ours: give a model made by `make run`.") from error
    return scratch / "understanding.joblib"


def _exported(revision: str, scratch: Path) -> Path:
    command = ["git", "-C", str(PROJECT), "archive", "--format=tar", revision, "nlu"]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode:
        raise BenchError(f"{revision} is no file, no folder and no revision of git.")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as files:
        files.extractall(scratch)
    return scratch


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
