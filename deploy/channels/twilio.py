"""WhatsApp and SMS through Twilio: the account, who sends, and what Twilio says of both."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from actions import clock
from actions.settings import settings
from bot.channels.twilio.alerts import failures_since
from bot.channels.twilio.client import client
from bot.channels.twilio.settings import SANDBOX, TWILIO_ITSELF, TwilioSettings, twilio_settings
from deploy.channels.address import address
from deploy.channels.findings import Channel, Finding, State, missing, note, off, ok, wrong

_CONSOLE = "https://console.twilio.com"
_ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
_SERVICE = re.compile(r"MG[0-9a-f]{32}")
_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}")
_INSTEAD = "a simulated Twilio on this machine takes its place"
_GET_ACCOUNT = f"The first page of {_CONSOLE} shows both under Account Info."
_GET_WHATSAPP = f"For a trial {SANDBOX} ({_CONSOLE}, Messaging, Try WhatsApp); else one registered under WhatsApp senders."
_GET_SMS = "A registered name of up to 11 characters (Saudi Arabia takes nothing else), a number, or a messaging service."

_TEXTS_STAY = [
    off("no sender: neither TWILIO_SMS_SENDER nor TWILIO_MESSAGING_SERVICE_SID is set", _GET_SMS),
    note("text messages of the demonstration stay on this machine: /demo/outbox"),
]


async def look() -> list[Channel]:
    """WhatsApp and SMS; the account is asked once for both."""
    ours = twilio_settings()
    if not ours.account_sid and ours.auth_token is None:
        nothing = off("no account: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set", _GET_ACCOUNT)
        instead = [note(_INSTEAD)] if settings().demo else []
        return [Channel("WhatsApp (Twilio)", [nothing, *instead]), Channel("SMS (Twilio)", [nothing, *instead])]
    account = configured(ours)
    can_ask = not any(one.state in (State.MISSING, State.WRONG) for one in account)
    said = await asyncio.to_thread(_asked, ours) if can_ask else Said()
    account = [*account, *said.account]
    by_sms = _TEXTS_STAY if settings().demo and not _has_sms(ours) else [*account, *sms(ours), *said.sms]
    return [
        Channel("WhatsApp (Twilio)", [*account, *whatsapp(ours), *said.whatsapp]),
        Channel("SMS (Twilio)", by_sms),
    ]


def _has_sms(ours: TwilioSettings) -> bool:
    return bool(ours.sms_sender or ours.messaging_service_sid)


def configured(ours: TwilioSettings) -> list[Finding]:
    """The account and the addresses, from the environment alone."""
    found = []
    if not ours.account_sid:
        found.append(missing("TWILIO_ACCOUNT_SID is not set", _GET_ACCOUNT))
    elif not _ACCOUNT.fullmatch(ours.account_sid):
        found.append(wrong("TWILIO_ACCOUNT_SID does not look like one (AC and 32 characters)", _GET_ACCOUNT))
    else:
        found.append(ok("TWILIO_ACCOUNT_SID is set"))
    if ours.credentials is None:
        found.append(missing("neither TWILIO_AUTH_TOKEN nor an API key is set, so nothing can be sent", _GET_ACCOUNT))
    if ours.auth_token is None and ours.shared_key_secret is None:
        found.append(missing("TWILIO_AUTH_TOKEN is not set, so every webhook is refused", _GET_ACCOUNT))
    elif ours.auth_token is not None:
        found.append(ok("TWILIO_AUTH_TOKEN is set"))
    found.append(_goes_to(ours))
    addresses = dict.fromkeys((address("/twilio/messages"), address("/twilio/status")))
    return [*found, *addresses]


def _goes_to(ours: TwilioSettings) -> Finding:
    """Who takes what is sent."""
    if settings().demo and not ours.account_sid and not ours.api_url:
        return note(_INSTEAD)
    if not ours.is_real:
        return note(f"messages go to {ours.api_url} and not to Twilio", "Unset TWILIO_API_URL to send through Twilio.")
    if not settings().demo:
        return ok(f"messages go to Twilio itself ({TWILIO_ITSELF})")
    how = "What is for a made-up person, such as a code, stays on this machine: /demo/outbox."
    return Finding(State.OK, f"messages to whoever wrote to us go to Twilio itself ({TWILIO_ITSELF})", how)


def whatsapp(ours: TwilioSettings) -> list[Finding]:
    if not ours.whatsapp_sender:
        return [missing("TWILIO_WHATSAPP_SENDER is not set", _GET_WHATSAPP)]
    if ours.whatsapp_sender == SANDBOX:
        how = "Everybody who tries it sends it the join code first, again every three days; one message every three seconds."
        return [ok(f"sends from {SANDBOX}"), note("that is the sandbox", how)]
    return [ok(f"sends from {ours.whatsapp_sender}")]


def sms(ours: TwilioSettings) -> list[Finding]:
    if ours.messaging_service_sid:
        if not _SERVICE.fullmatch(ours.messaging_service_sid):
            return [wrong("TWILIO_MESSAGING_SERVICE_SID does not look like one (MG and 32 characters)", _GET_SMS)]
        return [ok("a messaging service sends")]
    if not ours.sms_sender:
        return [missing("neither TWILIO_SMS_SENDER nor TWILIO_MESSAGING_SERVICE_SID is set", _GET_SMS)]
    if _NAME.fullmatch(ours.sms_sender):
        nobody = note("to a name nobody can answer", "ANSWER_AT names a place where people can.")
        found = [ok(f"sends as {ours.sms_sender}"), nobody]
        if ours.sms_two_way:
            found.append(wrong("TWILIO_SMS_TWO_WAY is set, but a name cannot receive", "Unset it."))
        return found
    return [ok(f"sends from {ours.sms_sender}")]


class Said:
    """What Twilio answered."""

    def __init__(self) -> None:
        self.account: list[Finding] = []
        self.whatsapp: list[Finding] = []
        self.sms: list[Finding] = []


def _asked(ours: TwilioSettings) -> Said:
    """Reads the account, the senders and the service; changes nothing."""
    said, api = Said(), client()
    said.account = _read(lambda: _account(api, ours))
    if said.account[0].state is not State.OK:
        return said
    said.account += _webhooks(api)
    if ours.whatsapp_sender and ours.whatsapp_sender != SANDBOX:
        said.whatsapp = _read(lambda: _whatsapp_sender(api, ours.whatsapp_sender))
    if ours.messaging_service_sid:
        said.sms = _read(lambda: _service(api, ours.messaging_service_sid))
    elif ours.sms_sender.startswith("+"):
        said.sms = _read(lambda: _number(api, ours.sms_sender))
    return said


def _read(question: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return question()
    except TwilioRestException as error:
        if error.status in (401, 403):
            return [wrong(f"Twilio refuses the account's credentials ({error.code})", _GET_ACCOUNT)]
        if error.status == 404:
            return [wrong(f"Twilio does not know it ({error.code})", f"Compare it with {_CONSOLE}.")]
        return [note(f"Twilio could not be asked: {error.status}, {error.code}")]
    except (TwilioException, requests.RequestException) as error:
        return [note(f"Twilio could not be asked: {type(error).__name__}", "Look at the network, then ask again.")]


def _account(api: Client, ours: TwilioSettings) -> list[Finding]:
    account = api.api.v2010.accounts(ours.account_sid).fetch()
    if account.status != "active":
        return [wrong(f"the account is {account.status}", f"{_CONSOLE} says why.")]
    found = [ok("Twilio knows the account, and it is active")]
    if account.type == "Trial":
        found.append(note("it is a trial account", "It sends only to phones that were verified in the console."))
    return found


def _webhooks(api: Client) -> list[Finding]:
    """What Twilio noted about our webhooks in the last day; a key may be allowed to send and not to read this."""
    try:
        noted = failures_since(api, clock.now() - timedelta(days=1))
    except (TwilioException, requests.RequestException) as error:
        return [note(f"Twilio's alerts about our webhooks could not be read: {type(error).__name__}")]
    counted = Counter(str(one.error_code) for one in noted)
    how = "Is PUBLIC_URL the address in the console, and does this server answer there?"
    return [
        note(f"Twilio could not use our webhooks {times} times in the last day: {code}", how)
        for code, times in sorted(counted.items())
    ]


def _whatsapp_sender(api: Client, number: str) -> list[Finding]:
    for sender in api.messaging.v2.channels_senders.list(channel="whatsapp", limit=100):
        if sender.sender_id == f"whatsapp:{number}":
            online = str(sender.status).upper().startswith("ONLINE")
            how = f"{_CONSOLE}, Messaging, Senders, says what it waits for."
            return [ok("the WhatsApp sender is online")] if online else [wrong(f"the WhatsApp sender is {sender.status}", how)]
    return [wrong(f"{number} is no WhatsApp sender of this account", _GET_WHATSAPP)]


def _service(api: Client, sid: str) -> list[Finding]:
    service = api.messaging.v1.services(sid).fetch()
    return [ok(f"the messaging service is “{service.friendly_name}”")]


def _number(api: Client, number: str) -> list[Finding]:
    owned = api.incoming_phone_numbers.list(phone_number=number, limit=1)
    if not owned:
        return [wrong(f"{number} is no number of this account", f"{_CONSOLE}, Phone Numbers, lists those that are.")]
    can_send = bool((owned[0].capabilities or {}).get("sms"))
    return [ok("the number sends SMS")] if can_send else [wrong(f"{number} cannot send SMS", _GET_SMS)]
