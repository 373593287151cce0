"""The queue at the terminal, until the agents' desk: who waits, answering, handing back.

    python -m bot.queue                                     who waits, whom to call, what to enter and to answer
    python -m bot.queue answer CONVERSATION "…" --as NAME   answer (and join first)
    python -m bot.queue end CONVERSATION                    hand back to the assistant
    python -m bot.queue called REFERENCE                    a call that was due has been made
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from uuid import UUID

from actions import clock
from actions.callbacks import service as callbacks
from actions.database.command import database_of_command
from actions.database.engine import transaction
from actions.profile import changes, own_data
from bot.conversations import handoff
from bot.render.ready import prepare


async def run(arguments: argparse.Namespace) -> int:
    """Does what was asked; 1 when the conversation waits for nobody."""
    prepare()
    try:
        async with database_of_command(), transaction() as session:
            match arguments.what:
                case "answer":
                    await handoff.answer(session, arguments.conversation, arguments.agent, arguments.words)
                case "end":
                    await handoff.hand_back(session, arguments.conversation)
                case "called":
                    if not await callbacks.made(session, arguments.reference, clock.now()):
                        sys.stderr.write(f"{arguments.reference}: no call is due under this reference\n")
                        return 1
                case _:
                    for waiting in await handoff.queue(session):
                        since = f"{waiting.since:%H:%M}" if waiting.since else "--:--"
                        who = waiting.agent or "waits"
                        sys.stdout.write(f"{since}  {waiting.conversation}  {waiting.channel:8}  {who}\n")
                        sys.stdout.write(f"       {waiting.last_words}\n")
                    for call in await callbacks.due_calls(session):
                        due = f"{call.window.start:%Y-%m-%d %H:%M}-{call.window.end:%H:%M}"
                        sys.stdout.write(f"{due}  call  {call.reference}  {call.phone}  {call.name}\n")
                    for change in await changes.to_enter(session):
                        told = (change.details or "").replace("\n", " / ")
                        what = f"{change.kind}  {change.reference}  {change.name}"
                        sys.stdout.write(f"{change.happened_on or '----------'}  change  {what}  {told}\n")
                    for asked in await own_data.due_requests(session):
                        sys.stdout.write(f"{asked.due_on}  data {asked.kind}  {asked.reference}  {asked.name}\n")
    except handoff.NotWaiting as error:
        sys.stderr.write(f"{error} waits for nobody: `python -m bot.queue` lists who does\n")
        return 1
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.queue", description="who waits for a person")
    commands = parser.add_subparsers(dest="what")
    answer = commands.add_parser("answer", help="answer a person, joining the conversation first")
    answer.add_argument("conversation", type=UUID)
    answer.add_argument("words")
    answer.add_argument("--as", dest="agent", default="agent", help="the name that the person sees")
    end = commands.add_parser("end", help="hand the conversation back to the assistant")
    end.add_argument("conversation", type=UUID)
    called = commands.add_parser("called", help="note that a call has been made")
    called.add_argument("reference")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parsed(sys.argv[1:]))))
