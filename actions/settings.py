"""Every setting that comes from the environment, read once and checked.

Secrets that are absent in demo mode are made once and kept below DATA_DIR; production refuses to start without them.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_SHORTEST_SECRET = 32


class SettingsError(Exception):
    """The environment does not allow a start; the message is one sentence for the operator."""


class Mode(StrEnum):
    """What the system is run for."""

    DEMO = "demo"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """The environment, typed. Field names are the variables' names in lower case."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: SecretStr | None = None
    """Any libpq or SQLAlchemy form; absent: the embedded server of DATA_DIR."""
    data_dir: Path = Path("data")
    models_dir: Path | None = None
    """Where trained models are kept by the hash of their inputs; absent: DATA_DIR/models."""
    mode: Mode = Mode.DEMO
    vault_key: SecretStr | None = None
    internal_secret: SecretStr | None = None
    port: int = Field(default=8000, ge=1, le=65000)
    public_url: str = ""
    rasa_url: str = ""
    actions_url: str = ""
    telegram_bot_token: SecretStr | None = None
    """From @BotFather. With PUBLIC_URL Telegram brings updates to `/telegram`; without, the worker asks for them."""
    telegram_secret_token: SecretStr | None = None
    """What Telegram sends with each update to prove that it is Telegram; without one, every update is refused."""
    telegram_api_url: str = "https://api.telegram.org"
    """Where the Bot API answers: Telegram's, or a server of one's own that speaks it."""
    answer_at: str = ""
    """Where people answer an SMS that cannot be answered: a link whose domain the operators have registered, or a number;
    absent: the WhatsApp number."""
    demo_households: int = Field(default=10_000, ge=0)
    learn_from_conversations: bool = False
    """Whether what people wrote may be looked at, without names and numbers, to improve the understanding."""

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration."""
        return self.mode is Mode.DEMO

    @property
    def public_address(self) -> str:
        """PUBLIC_URL without a slash at its end, or the address `make run` prints."""
        return self.public_url.rstrip("/") or f"http://127.0.0.1:{self.port}"

    @property
    def polls_telegram(self) -> bool:
        """Whether updates are asked for: there is a bot, and no address at which Telegram could bring them."""
        return self.telegram_bot_token is not None and not self.public_url

    @property
    def rasa_address(self) -> str:
        """RASA_URL, or the port after PORT."""
        return self.rasa_url.rstrip("/") or f"http://127.0.0.1:{self.port + 1}"

    @property
    def actions_address(self) -> str:
        """ACTIONS_URL, or the second port after PORT."""
        return self.actions_url.rstrip("/") or f"http://127.0.0.1:{self.port + 2}"

    def vault_secret(self) -> bytes:
        """VAULT_KEY, or in demo mode the key kept in DATA_DIR/secrets/vault.key; SettingsError in production."""
        return self._secret("VAULT_KEY", self.vault_key, "vault.key")

    def shared_secret(self) -> bytes:
        """INTERNAL_SECRET, with which our processes know each other; kept and refused like the vault's key."""
        return self._secret("INTERNAL_SECRET", self.internal_secret, "internal.key")

    def _secret(self, name: str, given: SecretStr | None, file: str) -> bytes:
        if given is not None:
            value = given.get_secret_value()
        elif self.demo:
            value = _kept(self.data_dir / "secrets" / file)
        else:
            raise SettingsError(
                f"{name} must be set when MODE=production: a random text of {_SHORTEST_SECRET} characters or more."
            )
        if len(value) < _SHORTEST_SECRET:
            raise SettingsError(f"{name} is too short: it needs {_SHORTEST_SECRET} characters or more.")
        return value.encode()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read at the first call; SettingsError says in one sentence what is wrong."""
    read = read_settings(Settings)
    if not read.demo:
        read.vault_secret()
        read.shared_secret()
    return read


def read_settings[Read: BaseSettings](kind: type[Read]) -> Read:
    """The environment as these settings; SettingsError names the variable that cannot be used."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        name = name if name.startswith(prefix := kind.model_config.get("env_prefix", "")) else prefix + name
        raise SettingsError(f"{name} cannot be used: {first['msg']}.") from error


def _kept(path: Path) -> str:
    """The secret in `path`, made first (0600, in a folder 0700) where there is none; several may start at once."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another starter was first: its secret is the one that counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
