"""One inbound message of Twilio, typed: only what has a meaning for us. The whole form is kept beside it, sealed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from actions.clinics.geography import Position
from actions.contacts.models import Channel
from bot.channels.twilio.signature import Form

_WHATSAPP = "whatsapp:"
_PHONE = re.compile(r"^\+[1-9][0-9]{6,14}$")
_MOST_MEDIA = 10
# What WhatsApp reports of a message that the person put a sign on: nothing was said.
_SAYS_NOTHING = frozenset({"reaction"})


class Malformed(Exception):
    """A form that is no message: the field that is missing or cannot be read."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that Twilio keeps: its address, and the type that it is said to be of, which counts only where it cannot be had."""

    url: str
    type: str


@dataclass(frozen=True, slots=True)
class Received:
    """`phone` is E.164 and `provider_id` the provider's own id of the person: either may be missing. `sender` is our
    address that was written to. `payload` is the id of a button or list row that was tapped, `title` what it said."""

    sid: str
    channel: Channel
    phone: str | None
    provider_id: str | None
    sender: str
    text: str
    payload: str | None
    title: str | None
    media: tuple[Attached, ...]
    place: Position | None
    replied_to: str | None
    opt_out: str | None
    """STOP, START or HELP where Twilio took the message as such and answered it itself."""
    says_something: bool

    @classmethod
    def of(cls, form: Form) -> Self:
        """The message in a form; Malformed where it has no id or no sender."""
        sid = form.get("MessageSid") or form.get("SmsSid") or form.get("SmsMessageSid")
        if not sid:
            raise Malformed("MessageSid")
        channel, phone, provider_id = _from(form)
        text = form.get("Body", "").replace("\x00", "")
        media = tuple(
            Attached(url, form.get(f"MediaContentType{n}", ""))
            for n in range(_count(form))
            if (url := form.get(f"MediaUrl{n}"))
        )
        place = _place(form)
        payload = form.get("ButtonPayload") or form.get("ListId") or None
        return cls(
            sid=sid,
            channel=channel,
            phone=phone,
            provider_id=provider_id,
            sender=form.get("To", "").removeprefix(_WHATSAPP),
            text=text,
            payload=payload,
            title=form.get("ButtonText") or form.get("ListTitle") or None,
            media=media,
            place=place,
            replied_to=form.get("OriginalRepliedMessageSid") or None,
            opt_out=form.get("OptOutType") or None,
            says_something=bool(text.strip() or media or payload or place)
            or form.get("MessageType", "text") not in _SAYS_NOTHING,
        )

    @property
    def words(self) -> str:
        """What is read where a tap means nothing to us: the text, or what was on the button."""
        return self.text if self.text.strip() else self.title or ""


def _from(form: Form) -> tuple[Channel, str | None, str | None]:
    """Channel, phone and the provider's id of the person. WhatsApp may give its own id (`SA.1234…`) for the phone."""
    told = form.get("From", "")
    if not told.startswith(_WHATSAPP):
        if not _PHONE.match(told):
            raise Malformed("From")
        return Channel.SMS, told, None
    address = told.removeprefix(_WHATSAPP)
    phone = address if _PHONE.match(address) else None
    own = form.get("ExternalUserId", "").removeprefix(_WHATSAPP) or (address if phone is None else "")
    # The digits of the phone stand in WaId as long as WhatsApp tells them; they are no id beside a phone.
    own = own or (form.get("WaId", "") if phone is None else "")
    if phone is None and not own:
        raise Malformed("From")
    return Channel.WHATSAPP, phone, own or None


def _count(form: Form) -> int:
    told = form.get("NumMedia", "0")
    return min(int(told), _MOST_MEDIA) if told.isascii() and told.isdigit() else 0


def _place(form: Form) -> Position | None:
    try:
        at = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    return at if -90 <= at[0] <= 90 and -180 <= at[1] <= 180 else None
