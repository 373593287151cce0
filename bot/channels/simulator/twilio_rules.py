"""What Twilio requires of a message before it takes it (docs: Messages resource, API errors).

Twilio overlooks a parameter it does not know; here it is refused, because it can only be a mistake of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.contacts.models import Channel
from bot.channels.simulator.magic import magic
from bot.channels.simulator.twilio_errors import Refused

LONGEST_BODY = 1600
MOST_MEDIA = 10
_FIELDS = frozenset(
    {
        "To", "From", "MessagingServiceSid", "Body", "MediaUrl", "ContentSid", "ContentVariables", "StatusCallback",
        "ApplicationSid", "MaxPrice", "ProvideFeedback", "Attempt", "ValidityPeriod", "ForceDelivery", "ContentRetention",
        "AddressRetention", "SmartEncoded", "PersistentAction", "TrafficType", "ShortenUrls", "ScheduleType", "SendAt",
        "SendAsMms", "MessageIntent", "RiskCheck", "FallbackFrom",
    }
)
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
# WhatsApp people are reached by phone or by the id that stands for them where the phone is withheld.
_WHATSAPP = re.compile(r"whatsapp:(?:\+[1-9]\d{6,14}|[A-Z]{2}\.\d{5,})")
_SENDER = re.compile(r"\+[1-9]\d{6,14}|\d{5,6}|(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}")
_URL = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that Twilio takes."""

    channel: Channel
    to: str
    sender: str | None
    service: str | None
    body: str
    media: tuple[str, ...]
    content: str | None
    variables: str
    callback: str | None

    @property
    def address(self) -> str:
        """The receiver without the channel's prefix."""
        return self.to.removeprefix("whatsapp:")


def asked(form: Mapping[str, list[str]]) -> Asked:
    """The message of a form; Refused where Twilio would not take it."""
    unknown = sorted(set(form) - _FIELDS)
    if unknown:
        raise Refused(20001, f"Unknown parameters: {', '.join(unknown)}")
    one = {name: values[-1] for name, values in form.items()}
    body, content, media = one.get("Body", ""), one.get("ContentSid"), tuple(form.get("MediaUrl", ()))
    made = Asked(
        channel=Channel.WHATSAPP if one.get("To", "").startswith("whatsapp:") else Channel.SMS,
        to=one.get("To", ""),
        sender=one.get("From") or None,
        service=one.get("MessagingServiceSid") or None,
        body=body,
        media=media,
        content=content,
        variables=one.get("ContentVariables", ""),
        callback=one.get("StatusCallback"),
    )
    _addresses(made)
    _content(made)
    if made.callback is not None and not _URL.fullmatch(made.callback):
        raise Refused(21609, f"The 'StatusCallback' URL {made.callback} is not a valid URL")
    return made


def _addresses(made: Asked) -> None:
    if not made.to:
        raise Refused(21604)
    if not (_WHATSAPP if made.channel is Channel.WHATSAPP else _PHONE).fullmatch(made.to):
        raise Refused(21211, f"Invalid 'To' Phone Number: {made.to[:6]}XXXX")
    if (failure := magic().of_receiver(made.address)) and failure.status is not None:
        raise Refused(failure.code)
    if made.service is not None and not re.fullmatch(r"MG[0-9a-f]{32}", made.service):
        raise Refused(21603, "The MessagingServiceSid is not valid")
    if made.sender is None:
        if made.service is None:
            raise Refused(21603)
        return
    if made.sender.startswith("whatsapp:") != (made.channel is Channel.WHATSAPP):
        raise Refused(21910)
    if made.channel is Channel.WHATSAPP:
        if not _WHATSAPP.fullmatch(made.sender):
            raise Refused(63007)
    elif not _SENDER.fullmatch(made.sender):
        raise Refused(21212)
    if failure := magic().of_sender(made.sender.removeprefix("whatsapp:")):
        raise Refused(failure.code)


def _content(made: Asked) -> None:
    if len(made.body) > LONGEST_BODY:
        raise Refused(21617)
    if not made.body and not made.media and made.content is None:
        raise Refused(21619)
    if made.content is not None and (made.body or made.media):
        raise Refused(21655, "A message with a ContentSid has neither Body nor MediaUrl")
    if made.variables and made.content is None:
        raise Refused(21656, "ContentVariables without a ContentSid")
    if len(made.media) > MOST_MEDIA or not all(_URL.fullmatch(url) for url in made.media):
        raise Refused(21620)
