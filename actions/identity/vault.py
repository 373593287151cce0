"""The vault: identity numbers, phones, IBANs and codes lie here sealed; all else holds references like `[id:k3v7q2mz]`.

Values are expected in their normal form (ASCII digits, phones in E.164), so that one value has one fingerprint.
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.identity.models import VaultEntry, VaultKind
from actions.settings import settings

REFERENCE = re.compile(r"\[((?:" + "|".join(VaultKind) + r"):[a-z0-9]{8})\]")
"""A reference as it stands in a text; the group is what is stored."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 8
_DOT = "•"
# What of a value stays readable: so many characters in front, so many hidden ones drawn, so many at the end.
_SHOWN = {
    VaultKind.ID: (1, 7, 2),
    VaultKind.BAD_ID: (1, 7, 2),
    VaultKind.PHONE: (5, 5, 2),
    VaultKind.IBAN: (4, 6, 4),
    VaultKind.CODE: (0, 6, 0),
}


class Vault:
    """Seals values with one key and finds them by a keyed hash with another, both derived from the same secret."""

    def __init__(self, secret: bytes) -> None:
        self._fernet = Fernet(urlsafe_b64encode(_derived(secret, b"seal")))
        self._fingerprint_key = _derived(secret, b"fingerprint")

    def seal(self, value: str) -> bytes:
        """`value` encrypted and authenticated; different every time."""
        return self._fernet.encrypt(value.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed; cryptography's InvalidToken when the key or the bytes are not those it was sealed with."""
        return self._fernet.decrypt(sealed).decode()

    def fingerprint(self, kind: str, value: str) -> bytes:
        """The 32 bytes by which `value` of `kind` is found again; worthless without the key."""
        return hmac.digest(self._fingerprint_key, f"{kind}:{value}".encode(), "sha256")

    async def protect(self, session: AsyncSession, kind: str, value: str, expires_at: datetime | None = None) -> str:
        """The reference of `value`, e.g. `[id:k3v7q2mz]`: the one it has already, or a new one.

        `kind` is one of VaultKind, ValueError otherwise. It can be revealed until `expires_at`, or for good.
        """
        kind = VaultKind(kind)
        fingerprint = self.fingerprint(kind, value)
        while True:
            known = await _known(session, fingerprint)
            if known is not None:
                _prolong(known, expires_at)
                return f"[{known.ref}]"
            ref = f"{kind}:{''.join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))}"
            # Nothing comes back where another transaction, or the same eight characters, were first: look again.
            await session.execute(
                insert(VaultEntry)
                .values(ref=ref, kind=kind, sealed=self.seal(value), fingerprint=fingerprint, expires_at=expires_at)
                .on_conflict_do_nothing()
            )

    async def reveal(self, session: AsyncSession, ref: str) -> str | None:
        """The value behind `ref`, with its brackets or without; None when there is none, or no longer."""
        entry = await session.get(VaultEntry, ref.strip("[]"))
        if entry is None or (entry.expires_at is not None and entry.expires_at <= clock.now()):
            return None
        return self.open(entry.sealed)

    @staticmethod
    def mask(kind: str, value: str) -> str:
        """`value` as it may be shown to its owner: `1•••••••11`, `+9665•••••01`; a code is hidden whole."""
        front, hidden, end = _SHOWN[VaultKind(kind)]
        if len(value) < front + end + 2:
            return _DOT * hidden
        return value[:front] + _DOT * hidden + value[len(value) - end :]


@lru_cache(maxsize=1)
def vault() -> Vault:
    """The vault of this process, with the key of the settings."""
    return Vault(settings().vault_secret())


def references_in(text: str) -> list[str]:
    """The references that stand in `text`, in order, without their brackets."""
    return REFERENCE.findall(text)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"mueen vault " + purpose).derive(secret)


async def _known(session: AsyncSession, fingerprint: bytes) -> VaultEntry | None:
    return await session.scalar(select(VaultEntry).where(VaultEntry.fingerprint == fingerprint))


def _prolong(entry: VaultEntry, expires_at: datetime | None) -> None:
    if entry.expires_at is not None and (expires_at is None or expires_at > entry.expires_at):
        entry.expires_at = expires_at
