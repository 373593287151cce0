"""What a look at one channel found: each thing with its state and, where something is to be done, how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`off` is no fault: nobody has begun to set the channel up."""

    OK = "ok"
    NOTE = "note"
    MISSING = "missing"
    WRONG = "wrong"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing; `how` is one sentence on what to do about it."""

    state: State
    what: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Everything found about a channel."""

    name: str
    findings: Sequence[Finding]

    @property
    def begun(self) -> bool:
        """Whether somebody has set any of it."""
        return not any(finding.state is State.OFF for finding in self.findings)

    @property
    def right(self) -> bool:
        """Whether messages can pass."""
        return self.begun and not any(finding.state in (State.MISSING, State.WRONG) for finding in self.findings)


_SIGNS = {State.OK: "ok      ", State.NOTE: "note    ", State.MISSING: "MISSING ", State.WRONG: "WRONG   ", State.OFF: "off     "}


def printed(channel: Channel) -> str:
    """The channel as lines for a terminal."""
    lines = [channel.name]
    for finding in channel.findings:
        lines.append(f"  {_SIGNS[finding.state]}{finding.what}")
        if finding.how:
            lines.append(f"          {finding.how}")
    return "\n".join(lines)


def ok(what: str) -> Finding:
    return Finding(State.OK, what)


def note(what: str, how: str = "") -> Finding:
    return Finding(State.NOTE, what, how)


def missing(what: str, how: str) -> Finding:
    return Finding(State.MISSING, what, how)


def wrong(what: str, how: str) -> Finding:
    return Finding(State.WRONG, what, how)


def off(what: str, how: str) -> Finding:
    return Finding(State.OFF, what, how)
