"""The contents of the Twilio account: buttons, lists, and the templates that WhatsApp approves.

    python -m bot.channels.twilio            what there should be, what is there, and how WhatsApp decided
    python -m bot.channels.twilio create     makes what is missing and asks WhatsApp to approve the templates
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import yaml
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

from actions.settings import SettingsError
from bot.channels.errors import ProviderError
from bot.channels.twilio.client import client
from bot.channels.twilio.contents import contents_file, definitions, forget_contents, is_template


def there(account: Client) -> dict[str, str]:
    """The numbers of our contents in the account, by name."""
    wanted = definitions()
    return {one.friendly_name: one.sid for one in account.content.v1.contents.stream() if one.friendly_name in wanted}


def create(account: Client, known: dict[str, str]) -> dict[str, str]:
    """Makes what is missing; a template is handed in for approval at once, as one of utility."""
    made = dict(known)
    for name, definition in definitions().items():
        if name not in made:
            made[name] = _made(account, name, definition)
    return made


def keep(numbers: dict[str, str]) -> None:
    """Writes the numbers where the workers look for them."""
    file = contents_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(numbers), encoding="utf-8")
    forget_contents()


def standing(account: Client, name: str, sid: str) -> str:
    """How WhatsApp decided on a template: `approved`, `pending`, `rejected` …; what needs no approval is `ready`."""
    if not is_template(name):
        return "ready"
    fetched = account.content.v1.contents(sid).approval_fetch().fetch()
    return str((fetched.whatsapp or {}).get("status", "unsubmitted"))


def _made(account: Client, name: str, definition: dict[str, Any]) -> str:
    contents = account.content.v1.contents
    sid = str(contents.create(ContentList.ContentCreateRequest({"friendly_name": name, **definition})).sid)
    if is_template(name):
        approval = ApprovalCreateList.ContentApprovalRequest({"name": name, "category": "UTILITY"})
        contents(sid).approval_create.create(approval)
    return sid


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked; 1 when the account cannot be asked."""
    try:
        account = client()
        numbers = there(account)
        if arguments.what == "create":
            numbers = create(account, numbers)
            keep(numbers)
            sys.stdout.write(f"kept in {contents_file()}\n")
        for name in definitions():
            sid = numbers.get(name)
            sys.stdout.write(f"{name:28} {sid or '-':36} {standing(account, name, sid) if sid else 'missing'}\n")
    except (ProviderError, SettingsError, TwilioException, OSError) as error:
        sys.stderr.write(f"the account cannot be asked: {error}\n")
        return 1
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.channels.twilio", description="contents of the Twilio account")
    commands = parser.add_subparsers(dest="what")
    commands.add_parser("create", help="make what is missing and ask for approval")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(run(parsed(sys.argv[1:])))
