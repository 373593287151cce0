"""Setting up WhatsApp, SMS and Telegram, at the terminal.

    ./mueen channels check                       what is configured, what is missing, and what the providers say
    ./mueen channels check --need telegram       fails also where that channel is not set up at all
    ./mueen channels telegram-webhook            tells Telegram where to bring updates
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from actions.settings import SettingsError, settings
from bot.logs import configure_logging
from deploy.channels import telegram, twilio
from deploy.channels.findings import Channel, printed

_NEEDS = {"whatsapp": "WhatsApp (Twilio)", "sms": "SMS (Twilio)", "telegram": "Telegram"}


async def check(needed: Sequence[str]) -> int:
    """Prints every channel; 1 where one that was begun is not right, or one that is needed was not begun."""
    channels = [*await twilio.look(), await telegram.look()]
    mode = "demo: what is not set up is simulated" if settings().demo else "production"
    print(f"mode {mode}\n")
    print("\n\n".join(printed(channel) for channel in channels))
    failed = [one.name for one in channels if not one.right and (one.begun or _is_needed(one, needed))]
    print(f"\nnot ready: {', '.join(failed)}" if failed else "\nnothing that was set up is wrong")
    return 1 if failed else 0


def _is_needed(channel: Channel, needed: Sequence[str]) -> bool:
    return any(_NEEDS[name] == channel.name for name in needed)


async def telegram_webhook() -> int:
    """Sets it and prints what came of it; 1 where it was not set."""
    channel = Channel("Telegram", await telegram.set_webhook())
    print(printed(channel))
    return 0 if channel.right else 1


def parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mueen channels", description="setting up WhatsApp, SMS and Telegram")
    commands = parser.add_subparsers(dest="what", required=True)
    looks = commands.add_parser("check", help="what is configured, what is missing, and what the providers say")
    looks.add_argument("--need", action="append", choices=tuple(_NEEDS), default=[], help="a channel that must be ready")
    commands.add_parser("telegram-webhook", help="tell Telegram where to bring updates")
    return parser.parse_args(words)


async def run(arguments: argparse.Namespace) -> int:
    return await (check(arguments.need) if arguments.what == "check" else telegram_webhook())


def main(words: Sequence[str]) -> int:
    configure_logging()
    try:
        return asyncio.run(run(parsed(words)))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
