"""A stored text as its own writer may see it again: references become masked values."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions.identity.vault import references_in, vault
from bot.conversations.models import Message


async def shown(session: AsyncSession, message: Message) -> str:
    """The text with `1•••••••11` in place of `[id:…]`; what is no longer kept is shown as dots."""
    text = message.text or ""
    for reference in references_in(text):
        kind = reference.partition(":")[0]
        value = await vault().reveal(session, reference)
        text = text.replace(f"[{reference}]", vault().mask(kind, value or ""))
    return text
