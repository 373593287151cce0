"""Stock Rasa: the pipeline of `rasa init` in 3.6, with DIET or with Rasa's logistic regression over the same features."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import yaml

from bench.nlu.datasets import Part
from nlu.understanding.readings import Reading

_FEATURES = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
_REST = [{"name": "EntitySynonymMapper"}, {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1}]
_MARKUP = re.compile(r"[\[\](){}\n|]")  # Rasa's training files read these as signs
_QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "CUDA_VISIBLE_DEVICES": ""}
_FALLBACK = "nlu_fallback"
_FILES = ["--nlu", "nlu.yml", "--config", "config.yml", "--domain", "domain.yml", "--fixed-model-name", "model"]


class Stock:
    """`epochs` of DIET; None for the logistic regression."""

    def __init__(self, epochs: int | None) -> None:
        diet = {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True}
        self._classifier = {"name": "LogisticRegressionClassifier"} if epochs is None else diet

    def train(self, part: Part, folder: Path) -> Path:
        """`rasa train nlu` as a process of its own."""
        names = {label: f"i{number:03d}" for number, label in enumerate(sorted(set(part.labels)))}
        examples: dict[str, list[str]] = defaultdict(list)
        for text, label in zip(part.texts, part.labels):
            clean = _MARKUP.sub(" ", text).strip().lstrip("-/").strip()
            if clean:
                examples[names[label]].append(clean)
        listed = [{"intent": name, "examples": "".join(f"- {text}\n" for text in said)} for name, said in examples.items()]
        pipeline = [*_FEATURES, self._classifier, *_REST]
        _write(folder / "nlu.yml", {"version": "3.1", "nlu": listed})
        _write(folder / "config.yml", {"recipe": "default.v1", "assistant_id": "stock", "language": "ar", "pipeline": pipeline})
        _write(folder / "domain.yml", {"version": "3.1", "intents": sorted(examples)})
        (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("rasa")), "train", "nlu", *_FILES]
        done = subprocess.run(command, cwd=folder, env=os.environ | _QUIET, capture_output=True, text=True, check=False)
        (folder / "train.log").write_text(done.stdout + done.stderr, encoding="utf-8")
        if done.returncode:
            raise RuntimeError(f"Rasa did not train, see {folder / 'train.log'}")
        return folder / "models" / "model.tar.gz"

    def load(self, folder: Path) -> None:
        """The agent that Rasa itself would serve."""
        os.environ.update(_QUIET)
        import structlog
        from rasa.core.agent import load_agent

        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        self._labels = {name: label for label, name in names.items()}
        self._loop = asyncio.new_event_loop()
        self._agent = self._loop.run_until_complete(load_agent(str(folder / "models" / "model.tar.gz")))

    def read(self, text: str) -> Sequence[Reading]:
        """The ranking without Rasa's own fallback."""
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        ranking = [one for one in parsed["intent_ranking"] if one["name"] != _FALLBACK]
        return [Reading(self._labels[one["name"]], one["confidence"]) for one in ranking]


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
