"""One update, by whichever way it came: everything it changes is one transaction, and nothing in it waits for Telegram."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Update
from telegram import Message as TelegramMessage

from actions.database.engine import transaction
from bot.channels.telegram import edits, groups, people, taken
from bot.channels.telegram.models import TelegramUpdate
from bot.channels.telegram.reading import read
from bot.conversations.intake import Incoming, UnknownChoice, take_in
from bot.render import catalogue

logger = logging.getLogger(__name__)

PROVIDER = "telegram"
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that Telegram is asked for."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What ends the waiting of a tapped button, with a word to the person where there is one."""

    query: str
    text: str | None = None


async def receive(update: Update) -> CallbackAnswer | None:
    """Takes an update, once; what Telegram is to be answered. DatabaseDown when it could not be taken."""
    async with transaction() as session:
        noted = await taken.note(session, update.update_id)
        if noted is None:
            return CallbackAnswer(update.callback_query.id) if update.callback_query else None
        return await _take(session, noted, update)


async def _take(session: AsyncSession, noted: TelegramUpdate, update: Update) -> CallbackAnswer | None:
    chat = update.effective_chat
    if update.callback_query is not None:
        return await _tapped(session, noted, update.callback_query)
    if update.my_chat_member is not None:
        await _membership(session, update.my_chat_member)
    elif chat is not None and chat.type != Chat.PRIVATE:
        if update.message is not None and update.message.left_chat_member is None:
            await groups.decline(session, chat)
    elif update.message is not None:
        await _said(session, noted, update.message, changed=False)
    elif update.edited_message is not None:
        await _said(session, noted, update.edited_message, changed=True)
    return None


async def _said(session: AsyncSession, noted: TelegramUpdate, message: TelegramMessage, *, changed: bool) -> None:
    sender = message.from_user
    if sender is None or sender.is_bot:
        return
    person = await people.person_of(session, sender.id)
    noted.contact_id, noted.chat_message = person.contact.id, message.message_id
    incoming = await (edits.corrected if changed else read)(session, person, message)
    if incoming is not None:
        await _keep(session, noted, person, incoming)


async def _keep(session: AsyncSession, noted: TelegramUpdate, person: people.Person, incoming: Incoming) -> None:
    known = replace(incoming, provider=PROVIDER, provider_id=f"{noted.bot_id}:{noted.update_id}")
    noted.message_id = await take_in(session, person.conversation, known)


async def _tapped(session: AsyncSession, noted: TelegramUpdate, query: CallbackQuery) -> CallbackAnswer:
    """The value of a tapped button was offered in this very conversation, or it is nobody's."""
    person = await people.person_of(session, query.from_user.id)
    noted.contact_id = person.contact.id
    try:
        await _keep(session, noted, person, Incoming(choice=(query.data or "").replace("\x00", "")))
    except UnknownChoice:
        say = catalogue(person.conversation.language.value)
        return CallbackAnswer(query.id, say("telegram.old_button"))
    return CallbackAnswer(query.id)


async def _membership(session: AsyncSession, changed: ChatMemberUpdated) -> None:
    """In a private chat: the bot was blocked or unblocked. In any other: it was brought there, and leaves."""
    status = changed.new_chat_member.status
    if changed.chat.type != Chat.PRIVATE:
        if status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED):
            await groups.decline(session, changed.chat)
        return
    contact = await people.contact_of(session, changed.from_user.id)
    if status == ChatMember.BANNED:
        await people.blocked(session, contact)
    else:
        await people.unblocked(session, contact)
