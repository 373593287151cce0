"""`python -m deploy.run`: database, migrations, demonstration data, model, then all processes until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.clock import today
from actions.database.embedded import embedded
from actions.database.migrate import upgrade
from actions.database.url import libpq_url
from actions.demo.loader import DemoRefused, load
from actions.settings import Settings, SettingsError, settings
from deploy.run.parts import NLU_PYTHON, ROOT, common_environment, parts
from deploy.run.progress import Progress
from deploy.run.supervisor import DiedForGood, Supervised


@contextmanager
def database(chosen: Settings) -> Iterator[str]:
    """DATABASE_URL where it is set, else the embedded server of DATA_DIR for as long as the block lasts."""
    if chosen.database_url is not None:
        yield chosen.database_url.get_secret_value()
        return
    with embedded(chosen.data_dir) as url:
        yield url


def prepare(chosen: Settings, url: str, progress: Progress) -> Path:
    """Brings schema, demonstration data and model up to date; the path of the model."""
    training = start_training(chosen)
    try:
        with progress.step("schema"):
            upgrade(url)
        if chosen.demo:
            with progress.step("demonstration data"):
                asyncio.run(load(url, today(), chosen.demo_households, progress.detail))
        with progress.step("model"):
            return finish_training(training)
    finally:
        if training.poll() is None:
            os.killpg(training.pid, signal.SIGTERM)  # the preparation was broken off


def start_training(chosen: Settings) -> subprocess.Popen[str]:
    """Trains the model beside the rest when one of its inputs changed; finds it at once when none did."""
    models = (chosen.models_dir or chosen.data_dir / "models").resolve()
    command = [str(NLU_PYTHON), "-m", "nlu.training.build", str(models)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=subprocess.STDOUT, text=True, start_new_session=True)


def finish_training(training: subprocess.Popen[str]) -> Path:
    output, _ = training.communicate()
    if training.returncode != 0:
        raise SettingsError(f"the model could not be trained:\n{output[-3000:]}")
    return Path(output.strip().splitlines()[-1])


async def serve(chosen: Settings, url: str, model: Path, progress: Progress) -> None:
    """Starts all parts, says when they are ready, and runs until a signal or until one dies for good."""
    logs = chosen.data_dir / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    environment = common_environment(chosen, url, chosen.shared_secret().decode())
    running = [Supervised(part, logs, progress) for part in parts(environment, model, libpq_url(url))]
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tasks = [asyncio.create_task(part.run()) for part in running]
    announcing = asyncio.create_task(announce(running, chosen, progress))
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopping}:
            task.result()
    finally:
        progress.say("stopping")
        for task in (*tasks, announcing, stopping):
            task.cancel()
        await asyncio.gather(*tasks, announcing, stopping, return_exceptions=True)


async def announce(running: list[Supervised], chosen: Settings, progress: Progress) -> None:
    """Waits for each part and prints the address."""
    for part in running:
        with progress.step(f"starting {part.part.name}"):
            await part.ready()
    progress.say(f"\nMueen is ready: http://127.0.0.1:{chosen.port}   (Ctrl-C ends it)\n")


def main() -> int:
    progress = Progress()
    # A signal during the preparation ends it like an exception, so that the database is stopped properly.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        chosen = settings()
        with contextlib.ExitStack() as stack:
            with progress.step("database"):
                url = stack.enter_context(database(chosen))
            model = prepare(chosen, url, progress)
            asyncio.run(serve(chosen, url, model, progress))
    except KeyboardInterrupt:
        return 130
    except (SettingsError, DemoRefused) as error:
        progress.say(str(error))
        return 2
    except DiedForGood as error:
        progress.say(f"{error} died for good; everything is stopped")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
