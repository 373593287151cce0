"""What a channel can show. The rest of the system asks this and never the channel's name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`buttons`: how many choices can be tapped (0: none); `rich`: pictures stand in the message itself; `text_limit`:
    characters of one message; `isolates`: direction marks are understood; `numbered_menu`: choices that are no buttons
    are listed in the text by number; `speech`: the text is read out; `pushes`: a provider carries each message to the person
    (on the web the page fetches it); `vouches_for_sender`: who writes is who the channel says (an SMS may bear any number)."""

    buttons: int
    rich: bool
    text_limit: int
    isolates: bool
    numbered_menu: bool
    speech: bool = False
    pushes: bool = True
    vouches_for_sender: bool = False


WEB = Capabilities(buttons=30, rich=True, text_limit=8000, isolates=True, numbered_menu=False, pushes=False)
# Twilio refuses a body over 1,600 characters; Telegram one over 4,096.
WHATSAPP = Capabilities(buttons=0, rich=False, text_limit=1600, isolates=True, numbered_menu=True, vouches_for_sender=True)
SMS = Capabilities(buttons=0, rich=False, text_limit=1600, isolates=False, numbered_menu=True)
TELEGRAM = Capabilities(
    buttons=30, rich=True, text_limit=4096, isolates=True, numbered_menu=False, vouches_for_sender=True
)
PHONE = Capabilities(buttons=0, rich=False, text_limit=4096, isolates=False, numbered_menu=True, speech=True)

_BY_CHANNEL = {"web": WEB, "whatsapp": WHATSAPP, "sms": SMS, "telegram": TELEGRAM, "phone": PHONE}


def of_channel(channel: str) -> Capabilities:
    """What a channel can show, by its stored name."""
    return _BY_CHANNEL[channel]
