"""What people wrote and what came of it, without anything that tells who they are: for the linguist's bench (`make nlu`).

    python -m bot.conversations.export FILE [--days 30]

FILE gets one JSON object a line, a `Said`. Left out altogether: conversations whose person asked for erasure, what was written
while a person of the staff answered, and what is older than transcripts may be kept. Left without its text: a choice that was
tapped, what somebody wrote as the story of a case, and what was heard as danger.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.clock import RIYADH
from actions.database import audit
from actions.database.command import database_of_command
from actions.database.engine import transaction
from actions.eligibility import rules
from actions.identity.models import IdentitySession
from actions.people.models import Beneficiary, Household, Member
from actions.settings import SettingsError, settings
from bot.conversations.anonymous import anonymous, name_words
from bot.conversations.models import Choice, Conversation, Direction, Message

DAYS = 30
# Answers in people's own words about their lives.
_OWN_STORY = frozenset({"details", "reason", "subject", "contact"})
_DANGER, _ERASURE = "danger.help", "data.deletion_requested"


@dataclass(frozen=True, slots=True)
class Told:
    """One act that was answered, with the question it asked and the labels it offered to choose from."""

    act: str
    question: str | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One message and what came of it. `conversation` counts within one export, `turn` within the conversation; `day` is that of
    Riyadh; `chosen` the intent of a tapped choice; `before` what stood last before the message, `answers` what was answered."""

    conversation: int
    turn: int
    day: str
    channel: str
    text: str | None
    chosen: str | None
    before: Told | None
    answers: tuple[Told, ...]


async def exported(session: AsyncSession, days: int = DAYS) -> list[Said]:
    """Everything said in the last `days` days that may be looked at, in order; the export is put on record.

    SettingsError where the operator has not allowed it.
    """
    _must_be_allowed()
    now = clock.now()
    kept = rules.transcript_retention_days(now.date())
    days = days if kept is None else min(days, kept)
    since = now - timedelta(days=days)
    known = name_words(await _names(session))
    numbers = count(1)
    found: list[Said] = []
    for conversation in await _conversations(session, since):
        told = await _of_conversation(session, conversation, since, known)
        if told:
            number = next(numbers)
            found += [replace(said, conversation=number) for said in told]
    await audit.record(session, actor="system", kind="conversations.exported", data={"messages": len(found), "days": days})
    return found


def _must_be_allowed() -> None:
    if not settings().demo and not settings().learn_from_conversations:
        raise SettingsError(
            "LEARN_FROM_CONVERSATIONS is not set: set it to true once people are told that their words, without names and "
            "numbers, are read to improve the service."
        )


async def _names(session: AsyncSession) -> Sequence[str]:
    english = select(Beneficiary.name_en).where(Beneficiary.name_en.is_not(None))
    found = await session.scalars(select(union(select(Beneficiary.name_ar), english, select(Member.name_ar)).subquery()))
    return [str(name) for name in found]


async def _own_names(session: AsyncSession, conversation: UUID) -> frozenset[str]:
    """The words of the names of whoever proved who they are there, and of their households."""
    people = select(IdentitySession.beneficiary_id).where(IdentitySession.conversation_id == conversation)
    own = select(Beneficiary.name_ar).where(Beneficiary.id.in_(people))
    family = select(Member.name_ar).join(Household).where(Household.head_id.in_(people))
    return name_words(str(name) for name in await session.scalars(union(own, family)))


async def _conversations(session: AsyncSession, since: datetime) -> Sequence[Conversation]:
    """Those that were spoken in since then, the one begun first coming first."""
    spoken = select(Message.conversation_id).where(Message.created_at >= since)
    erased = select(Message.conversation_id).where(Message.act == _ERASURE)
    query = select(Conversation).where(Conversation.id.in_(spoken), Conversation.id.not_in(erased))
    return list(await session.scalars(query.order_by(Conversation.created_at, Conversation.id)))


async def _of_conversation(
    session: AsyncSession, conversation: Conversation, since: datetime, known: frozenset[str]
) -> list[Said]:
    own, now = await _own_names(session, conversation.id), clock.now()
    query = select(Message).where(Message.conversation_id == conversation.id, Message.created_at >= since)
    messages = list(await session.scalars(query.order_by(Message.id)))
    chosen = await _chosen(session, messages)
    replies: dict[int | None, list[Told]] = defaultdict(list)
    for message in messages:
        if message.direction is Direction.OUT:
            replies[message.in_reply_to].append(_told(message))
    found: list[Said] = []
    before: Told | None = None
    for message in messages:
        if message.direction is Direction.OUT:
            before = _told(message)
            continue
        answers = tuple(replies[message.id])
        if not answers:  # nobody answered yet, or a person of the staff does
            continue
        text = message.text if _may_be_read(message, before, answers) else None
        found.append(
            Said(
                conversation=0,
                turn=len(found) + 1,
                day=message.created_at.astimezone(RIYADH).date().isoformat(),
                channel=str(conversation.channel),
                text=None if text is None else anonymous(text, now, known, own),
                chosen=chosen.get(message.choice or ""),
                before=before,
                answers=answers,
            )
        )
    return found


# What the channel itself put in words: a command, a place.
_MEANT = frozenset({"request", "answer"})


def _may_be_read(message: Message, before: Told | None, answers: Iterable[Told]) -> bool:
    if not message.text or message.choice is not None or _MEANT & message.data.keys():
        return False
    is_story = before is not None and before.question in _OWN_STORY
    return not is_story and all(told.act != _DANGER for told in answers)


async def _chosen(session: AsyncSession, messages: Iterable[Message]) -> dict[str, str]:
    """The intent of each choice that was tapped, by its value."""
    values = [message.choice for message in messages if message.choice is not None]
    tapped = await session.scalars(select(Choice).where(Choice.value.in_(values)))
    return {choice.value: str(choice.payload["intent"]) for choice in tapped}


def _told(message: Message) -> Told:
    data: dict[str, Any] = message.data or {}
    question, candidates = data.get("question"), data.get("candidates") or ()
    return Told(message.act or "", question if isinstance(question, str) else None, tuple(str(name) for name in candidates))


def write(path: Path, lines: Iterable[Said]) -> None:
    """One JSON object a line, in a file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(said), ensure_ascii=False) + "\n" for said in lines)


async def run(arguments: argparse.Namespace) -> int:
    """Writes the file; 1 when it is not allowed."""
    try:
        async with database_of_command(), transaction() as session:
            found = await exported(session, arguments.days)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(arguments.file, found)
    sys.stdout.write(f"{len(found)} messages in {arguments.file}\n")
    return 0


def parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.conversations.export", description=__doc__.split("\n\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--days", type=int, default=DAYS, help="how far back (%(default)s)")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parsed(sys.argv[1:]))))
