"""Taking up an update: everything it changes is one transaction, and nothing in it waits for Telegram."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Update
from telegram import Message as TelegramMessage

from bot.channels.payloads import opened
from bot.channels.telegram import edits, groups, people, taken
from bot.channels.telegram.arriving import PROVIDER, choice_of, provider_id
from bot.channels.telegram.models import TelegramUpdate
from bot.channels.telegram.reading import read
from bot.channels.telegram.updates import update_of
from bot.conversations.intake import Incoming, UnknownChoice, take_in
from bot.conversations.models import InboundPayload


async def take_up(session: AsyncSession, payload: InboundPayload) -> None:
    """Does what an update that was kept asks for, once."""
    update = update_of(opened(payload))
    noted = await taken.note(session, update.update_id) if update is not None else None
    if update is None or noted is None:
        return
    await _take(session, noted, update)
    payload.contact_id, payload.message_id = noted.contact_id, noted.message_id


async def _take(session: AsyncSession, noted: TelegramUpdate, update: Update) -> None:
    chat = update.effective_chat
    if update.callback_query is not None:
        await _tapped(session, noted, update.callback_query)
    elif update.my_chat_member is not None:
        await _membership(session, update.my_chat_member)
    elif chat is not None and chat.type != Chat.PRIVATE:
        if update.message is not None and update.message.left_chat_member is None:
            await groups.decline(session, chat)
    elif update.message is not None:
        await _said(session, noted, update.message, changed=False)
    elif update.edited_message is not None:
        await _said(session, noted, update.edited_message, changed=True)


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
    known = replace(incoming, provider=PROVIDER, provider_id=provider_id(noted.update_id))
    noted.message_id = await take_in(session, person.conversation, known)


async def _tapped(session: AsyncSession, noted: TelegramUpdate, query: CallbackQuery) -> None:
    """A button that was never offered here has been told so when it came."""
    person = await people.person_of(session, query.from_user.id)
    noted.contact_id = person.contact.id
    with suppress(UnknownChoice):
        await _keep(session, noted, person, Incoming(choice=choice_of(query.data)))


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
