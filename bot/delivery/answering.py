"""Where a notice that offers something is answered, when nobody can answer where it arrives: by a link to WhatsApp or Telegram
that brings the notice along, as long as the text stays within the parts that are paid for; else at the place that is set up."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts import continuing
from actions.contacts.models import Contact, Notice
from actions.settings import settings
from bot.channels.ways import answer_elsewhere, can_go_on, hears
from bot.delivery.segments import segments
from bot.render import catalogue
from bot.render.isolation import plain

MOST_PARTS = 2
"""What an unasked SMS may cost."""


async def with_place(session: AsyncSession, notice: Notice, contact: Contact, language: str, told: str) -> str:
    """The text of a notice with the place to answer, where one is needed and known."""
    if not notice.choices or hears(contact):
        return told
    link = await _link(session, notice, contact, language, told)
    place = link or answer_elsewhere(contact, language)
    return f"{told}\n{place}" if place else told


async def _link(session: AsyncSession, notice: Notice, contact: Contact, language: str, told: str) -> str | None:
    """A line with a link that only the phone it is sent to can answer by."""
    public = settings().public_address
    line = plain(catalogue(language)("sms.answer_at", place="x" * continuing.longest_address(public)))
    if not can_go_on() or notice.beneficiary_id is None or segments(f"{told}\n{line}") > MOST_PARTS:
        return None
    token = await continuing.begin(
        session, now=clock.now(), notice=notice.id, beneficiary=notice.beneficiary_id, phone=contact.id
    )
    return plain(catalogue(language)("sms.answer_at", place=continuing.address(public, token)))
