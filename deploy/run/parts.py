"""The processes of the assistant: how each is started, and when it is ready."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.settings import Settings
from bot.channels.simulator import credentials as simulated

ROOT = Path(__file__).resolve().parents[2]
NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
_BEHIND = 10
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Part:
    """One process. `ready_url` answers 200 once it can work; without one, running is enough. `niceness`: how far it stands
    back where there is too little processor time: whoever writes is acknowledged before others are answered."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path = ROOT
    ready_url: str | None = None
    niceness: int = 0


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def common_environment(settings: Settings, database_url: str, secret: str) -> dict[str, str]:
    """What every process is told: where the database and the others are, and the secret they share."""
    rasa_port, actions_port = free_port(), free_port()
    return {
        **os.environ,
        **(simulated.environment(os.environ) if settings.demo else {}),
        **_ONE_THREAD,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(settings.data_dir.resolve()),
        "MODE": str(settings.mode),
        "PORT": str(settings.port),
        "INTERNAL_SECRET": secret,
        "RASA_URL": settings.rasa_url or f"http://127.0.0.1:{rasa_port}",
        "ACTIONS_URL": settings.actions_url or f"http://127.0.0.1:{actions_port}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
    }


def parts(environment: Mapping[str, str], model: Path, rasa_database: str) -> tuple[Part, ...]:
    """All processes, in the order in which they are started."""
    rasa, actions = environment["RASA_URL"], environment["ACTIONS_URL"]
    rasa_environment = {
        **environment,
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_DATABASE_URL": rasa_database,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
    rasa_run = ("-m", "rasa", "run", "--interface", "127.0.0.1", "--port", rasa.rsplit(":", 1)[1], "--model", str(model))
    python = sys.executable
    return (
        Part(
            "rasa",
            (str(NLU_PYTHON), *rasa_run, "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
            rasa_environment,
            ROOT / "nlu",
            f"{rasa}/webhooks/mueen/",
            _BEHIND,
        ),
        Part("actions", (python, "-m", "actions.server"), environment, ready_url=f"{actions}/health", niceness=_BEHIND),
        Part("worker", (python, "-m", "bot.worker"), environment, niceness=_BEHIND),
        Part(
            "web",
            (python, "-m", "bot.web"),
            environment,
            ready_url=f"http://127.0.0.1:{environment['PORT']}/healthz",
        ),
    )
