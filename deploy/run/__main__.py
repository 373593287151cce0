"""`python -m deploy.run`: database, migrations, demonstration data, model, then all processes until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError, ProgrammingError

from actions.clock import today
from actions.database.embedded import embedded, is_running, revive
from actions.database.engine import DatabaseDown
from actions.database.migrate import upgrade
from actions.database.url import libpq_url
from actions.demo.loader import DemoRefused, load
from actions.settings import Settings, SettingsError, settings
from deploy.run.parts import NLU_PYTHON, ROOT, common_environment, parts
from deploy.run.progress import Progress
from deploy.run.supervisor import DiedForGood, Supervised

_LOOK_AT_DATABASE = 1.0


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
    keeping = asyncio.create_task(keep_database(chosen, progress))
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopping}:
            task.result()
    finally:
        progress.say("stopping")
        for task in (*tasks, announcing, keeping, stopping):
            task.cancel()
        await asyncio.gather(*tasks, announcing, keeping, stopping, return_exceptions=True)


async def keep_database(chosen: Settings, progress: Progress) -> None:
    """Starts the embedded server again when it died; an outside server is its own operator's."""
    if chosen.database_url is not None:
        return
    while True:
        await asyncio.sleep(_LOOK_AT_DATABASE)
        if not is_running(chosen.data_dir):
            progress.say("the database died; starting it again")
            await asyncio.to_thread(revive, chosen.data_dir)


def port_is_free(port: int) -> bool:
    """Whether nobody listens on the port that the web server wants."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except OSError:
            return False
    return True


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
        if not port_is_free(chosen.port):
            raise SettingsError(f"PORT {chosen.port} is in use: end what listens there, or choose another with PORT=…")
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
    except (DatabaseDown, OperationalError, ProgrammingError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        progress.say(f"The database of DATABASE_URL cannot be used: {reason}")
        return 2
    except DiedForGood as error:
        progress.say(f"{error} died for good; everything is stopped")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
