"""Delivery states as Twilio reports them."""

from __future__ import annotations

import logging

from bot.channels.twilio.signature import Form
from bot.delivery import states

logger = logging.getLogger(__name__)


async def arrived(form: Form) -> None:
    """Commits what became of a message; what names none is left out."""
    sid = form.get("MessageSid") or form.get("SmsSid")
    status = form.get("MessageStatus") or form.get("SmsStatus")
    if not sid or not status:
        logger.warning("a state from Twilio names no message and was left out")
        return
    code = form.get("ErrorCode") or None
    await states.keep(sid, status, code if code != "0" else None, dict(form.multi_items()))
