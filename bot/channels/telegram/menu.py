"""What Telegram shows of the bot before anything is said: its commands and what it is for, in both languages."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from bot.channels.telegram import commands
from bot.render import LANGUAGES, catalogue


async def announce(bot: Bot) -> None:
    """Arabic for everybody, English for whoever uses Telegram in English. TelegramError when it is not taken."""
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands_of("ar"), scope=scope)
    for language in LANGUAGES:
        await bot.set_my_commands(commands_of(language), scope=scope, language_code=language)
    await bot.set_my_description(about("ar"))
    await bot.set_my_description(about("en"), language_code="en")


def commands_of(language: str) -> list[BotCommand]:
    """The commands with what each does."""
    say = catalogue(language)
    return [BotCommand(name, say.of("telegram.command", name)) for name in commands.listed()]


def about(language: str) -> str:
    """What an empty chat says about the bot."""
    say = catalogue(language)
    return say("telegram.about")
