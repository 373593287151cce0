"""A message as the views read it."""

from __future__ import annotations

from typing import NamedTuple


class Prepared(NamedTuple):
    """`words` in Arabic letters whatever they were typed in, values masked; `meanings` the same with slips mended and known words and
    phrases as concepts, in order; `concepts` every concept of the message once; `signs` what stands out beside the words."""

    words: tuple[str, ...]
    meanings: tuple[str, ...]
    concepts: tuple[str, ...]
    signs: tuple[str, ...]
