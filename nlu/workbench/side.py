"""One side of a comparison, in a process of its own with its own copy of the code; started by `sides`, never by hand.

    side.py ROOT '{"data": FOLDER or null, "model": FILE or null, "settings": {"linear._C": 1.0}}'

ROOT holds the package `nlu` that is to be judged. The first line of its output tells of the training; then it reads lines, each
a JSON list of texts, and answers each with one line, a JSON list of [ranking, confidence, claimed, milliseconds].
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import time
from pathlib import Path

_TOP = 3
_several = None  # how the side's code tells several requests apart, where it does


def main(root: str, wanted: dict) -> None:
    # The first entry is the folder of this file, whose names are not to be found; the side's code is.
    sys.path[0] = root
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not stand among the answers
    understanding = importlib.import_module("nlu.understanding.understanding")
    for name, value in wanted["settings"].items():
        module, _, constant = name.rpartition(".")
        owner = importlib.import_module(f"nlu.understanding.{module}")
        if not hasattr(owner, constant):
            raise SystemExit(f"there is no {constant} in nlu.understanding.{module}")
        setattr(owner, constant, value)
    global _several
    if importlib.util.find_spec("nlu.understanding.requests"):
        _several = importlib.import_module("nlu.understanding.requests").several
    model, told = _model(understanding, wanted)
    _tell(answers, told)
    for line in sys.stdin:
        _tell(answers, [_read(model, text) for text in json.loads(line)])


def _model(understanding, wanted: dict):
    if wanted["model"]:
        return importlib.import_module("joblib").load(wanted["model"]), {"seconds": None, "sentences": None}
    known = importlib.import_module("nlu.training.sentences")
    sentences = list(known.sentences(Path(wanted["data"])) if wanted["data"] else known.sentences())
    start = time.perf_counter()
    model = understanding.Understanding.train([s.text for s in sentences], [s.label for s in sentences])
    return model, {"seconds": time.perf_counter() - start, "sentences": len(sentences)}


def _read(model, text: str) -> list:
    start = time.perf_counter()
    understood = model.read(text, _TOP)
    if _several:
        requests = _several(text, understood, lambda part: model.read(part, _TOP))
        understood = requests[0].understood if requests else understood
    milliseconds = 1000 * (time.perf_counter() - start)
    ranking = [reading.label for reading in understood.ranking]
    return [ranking, float(understood.ranking[0].confidence), understood.intent.label, milliseconds]


def _tell(answers, told) -> None:
    answers.write(json.dumps(told, ensure_ascii=False) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
