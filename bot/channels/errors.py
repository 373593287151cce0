"""What can go wrong between us and a provider, beside a message that it does not take (`providers.ProviderError`)."""

from __future__ import annotations


class FileAway(Exception):
    """The provider that keeps a file cannot be reached now; asking again later may do. The text is the kind of failure."""
