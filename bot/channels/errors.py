"""What can go wrong between us and a provider, and what is done about it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class FileAway(Exception):
    """The provider that keeps a file cannot be reached now; asking again later may do. The text is the kind of failure."""


class Remedy(StrEnum):
    """What a failed delivery asks for."""

    RETRY = "retry"
    """It may pass: again, after longer and longer pauses."""
    RETRY_ONCE = "retry_once"
    """Perhaps a phone that is off: once more later, then another channel."""
    OTHER_CHANNEL = "other_channel"
    """Nobody is there: the address is marked, and another channel tried."""
    OPTED_OUT = "opted_out"
    """They do not want it: recorded, and the end of it."""
    TEMPLATE = "template"
    """Only an approved text passes now: it announces the news, which waits until they answer."""
    PLAIN = "plain"
    """What is to be tapped or looked at is refused: the same as text."""
    WAIT = "wait"
    """The account is set up wrongly: it stays until an operator has mended that, who is told."""
    STOP = "stop"
    """Refused for good: the operator is told."""


class ProviderError(Exception):
    """A provider refused or could not be reached; `permanent` when trying again is useless, `waits` when it was not
    even asked: then the delivery stays in the outbox however long it takes. `after` is how long the provider wants us to
    wait, where it says so. `remedy` says more where the provider's answer does."""

    def __init__(
        self,
        code: str,
        *,
        permanent: bool = False,
        waits: bool = False,
        after: timedelta | None = None,
        remedy: Remedy | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.after = code, after
        self.remedy = remedy or (Remedy.WAIT if waits else Remedy.STOP if permanent else Remedy.RETRY)
