"""Telegram: the bot's token, how updates come in, and what Telegram says of both."""

from __future__ import annotations

import re

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from actions.settings import settings
from bot.channels.telegram.arriving import KINDS
from bot.channels.telegram.client import make_bot
from bot.channels.telegram.menu import announce
from deploy.channels.address import TELEGRAM_PORTS, address
from deploy.channels.findings import Channel, Finding, State, missing, note, off, ok, wrong

PATH = "/telegram"
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ASK_BOTFATHER = "Write /newbot to @BotFather on Telegram: the last line of what it answers is the token."
_MAKE_SECRET = "Any text of A-Z a-z 0-9 _ - up to 256 characters, such as `openssl rand -hex 32` prints."
# More waiting updates than a few seconds bring mean that nobody takes them.
_MANY = 100


async def look() -> Channel:
    """What the environment says and, where there is a token, what Telegram says."""
    findings = configured()
    if settings().telegram_bot_token is not None and not any(one.state is State.WRONG for one in findings):
        findings += await asked()
    return Channel("Telegram", findings)


def configured() -> list[Finding]:
    """Read from the environment alone."""
    token, secret = settings().telegram_bot_token, settings().telegram_secret_token
    if token is None:
        return [off("no bot: TELEGRAM_BOT_TOKEN is not set", _ASK_BOTFATHER)]
    if not _TOKEN.fullmatch(token.get_secret_value()):
        return [wrong("TELEGRAM_BOT_TOKEN does not look like a token (digits, a colon, 35 characters)", _ASK_BOTFATHER)]
    found = [ok("TELEGRAM_BOT_TOKEN is set")]
    if settings().polls_telegram:
        return [*found, ok("updates are asked for by a worker, because PUBLIC_URL is not set: nothing else is needed")]
    found.append(address(PATH, ports=TELEGRAM_PORTS))
    if secret is None:
        return [*found, missing("TELEGRAM_SECRET_TOKEN is not set, so every update is refused", _MAKE_SECRET)]
    if not _SECRET.fullmatch(secret.get_secret_value()):
        return [*found, wrong("TELEGRAM_SECRET_TOKEN has characters that Telegram does not take", _MAKE_SECRET)]
    return [*found, ok("TELEGRAM_SECRET_TOKEN is set")]


async def asked() -> list[Finding]:
    """Asks Telegram who the bot is and where its updates go; changes nothing."""
    try:
        async with make_bot() as bot:
            return [*who(await bot.get_me()), *where(await bot.get_webhook_info())]
    except InvalidToken:
        return [wrong("Telegram does not know this token", "Write /token to @BotFather to see it, or /revoke for a new one.")]
    except TelegramError as error:
        return [note(f"Telegram could not be asked: {type(error).__name__}", "Look at the network, then ask again.")]


def who(me: User) -> list[Finding]:
    """The bot as Telegram knows it."""
    found = [ok(f"the bot is @{me.username}: https://t.me/{me.username}")]
    if me.can_join_groups:
        how = "It leaves groups by itself; /setjoingroups, Disable, at @BotFather spares people the attempt."
        found.append(note("the bot can be brought into groups", how))
    return found


def where(info: WebhookInfo) -> list[Finding]:
    """Where updates go, beside where they should."""
    if settings().polls_telegram:
        removed = note(f"a webhook is set ({info.url})", "The worker that asks for updates removes it when it starts.")
        return [removed] if info.url else []
    wanted = webhook_address()
    found = []
    if info.url != wanted:
        what = f"updates go to {info.url}" if info.url else "Telegram knows no webhook"
        found.append(wrong(what, "`./mueen channels telegram-webhook` sets it."))
    else:
        found.append(ok("Telegram brings updates to this address"))
        if info.allowed_updates is not None and not set(KINDS) <= set(info.allowed_updates):
            found.append(wrong("not every kind of update is brought", "`./mueen channels telegram-webhook` sets it anew."))
    if info.last_error_message:
        when = f" ({info.last_error_date:%Y-%m-%d %H:%M} UTC)" if info.last_error_date else ""
        found.append(note(f"the last failure that Telegram saw: {info.last_error_message}{when}"))
    if info.pending_update_count > _MANY:
        found.append(note(f"{info.pending_update_count} updates wait to be taken"))
    return found


def webhook_address() -> str:
    return f"{settings().public_address}{PATH}"


async def set_webhook() -> list[Finding]:
    """Tells Telegram the address, the secret and the commands. Waiting updates are kept: they are people's messages."""
    findings = configured()
    if settings().telegram_bot_token is None or any(one.state in (State.MISSING, State.WRONG) for one in findings):
        return findings
    if settings().polls_telegram:
        how = "Set PUBLIC_URL, or let the worker ask for updates as it does now."
        return [*findings, missing("there is no address to set", how)]
    try:
        async with make_bot() as bot:
            await _set(bot)
    except TelegramError as error:
        return [*findings, wrong(f"Telegram did not take it: {error.message}", "Mend what it says, then try again.")]
    return [*findings, ok("the webhook and the commands are set")]


async def _set(bot: Bot) -> None:
    secret = settings().telegram_secret_token
    assert secret is not None
    await bot.set_webhook(webhook_address(), allowed_updates=KINDS, secret_token=secret.get_secret_value())
    await announce(bot)
