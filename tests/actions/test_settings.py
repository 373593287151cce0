"""The environment, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from actions.settings import Settings, SettingsError, settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.delenv("VAULT_KEY", raising=False)
    monkeypatch.delenv("INTERNAL_SECRET", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_demo_makes_its_keys_once_and_keeps_them_private(tmp_path: Path) -> None:
    first, again = Settings().vault_secret(), Settings().vault_secret()
    kept = tmp_path / "secrets" / "vault.key"
    assert first == again == kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in kept.parent.iterdir()] == ["vault.key"]


def test_starters_at_the_same_time_agree_on_a_key() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _nth: Settings().vault_secret(), range(32)))
    assert len(made) == 1


@pytest.mark.parametrize("name", ["VAULT_KEY", "INTERNAL_SECRET"])
def test_production_refuses_to_start_without_a_secret(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for other in {"VAULT_KEY", "INTERNAL_SECRET"} - {name}:
        monkeypatch.setenv(other, "x" * 32)
    monkeypatch.setenv("MODE", "production")
    with pytest.raises(SettingsError, match=f"^{name} must be set when MODE=production"):
        settings()


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_KEY", "short")
    with pytest.raises(SettingsError, match="VAULT_KEY is too short"):
        settings().vault_secret()


def test_a_value_that_cannot_be_read_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eight thousand")
    with pytest.raises(SettingsError, match=r"^PORT cannot be used: .*\.$"):
        settings()


def test_addresses_follow_from_the_port_unless_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9100")
    assert settings().public_address == "http://127.0.0.1:9100"
    assert len({settings().public_address, settings().rasa_address, settings().actions_address}) == 3
    settings.cache_clear()
    monkeypatch.setenv("PUBLIC_URL", "https://mueen.example/")
    assert settings().public_address == "https://mueen.example"


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_KEY", "do not print this anywhere, please")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:hunter2@db/benefits")
    assert "do not print" not in repr(settings())
    assert "hunter2" not in repr(settings())
