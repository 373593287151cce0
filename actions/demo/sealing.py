"""Identity numbers and phones of the demo, sealed the way the services find them."""

from __future__ import annotations

from dataclasses import dataclass

from actions.database.references import check_digit
from actions.identity.models import VaultKind
from actions.identity.vault import Vault


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value as it is stored."""

    fingerprint: bytes
    sealed: bytes


def sealed(vault: Vault, kind: VaultKind, value: str) -> Sealed:
    """`value` sealed and fingerprinted."""
    return Sealed(vault.fingerprint(kind, value), vault.seal(value))


def national_id(nine_digits: str) -> str:
    """The identity number with these nine digits in front of its check digit."""
    return nine_digits + str(check_digit(nine_digits))
