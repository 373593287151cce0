"""What a channel can show. The rest of the system asks this and never the channel's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

_PICTURES = frozenset({"image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True)
class Capabilities:
    """`buttons`: how many choices can be tapped (0: none); `rich`: pictures stand in the message itself; `text_limit`:
    characters of one message; `isolates`: direction marks are understood; `numbered_menu`: choices that are no buttons
    are listed in the text by number; `speech`: the text is read out; `pushes`: a provider carries each message to the person
    (on the web the page fetches it).

    `page`: how many rows of a numbered menu are shown at once (0: all). `part_limit`: characters of one text on its
    way; a longer message goes in several (0: in one). `quick_replies`, `list_rows`: choices that can be tapped where the
    operator has set the channel's contents up; in the text they are listed all the same. `media`: types that it shows;
    for others a link is sent (None: all of them). `window`: how long after somebody wrote they may be written to freely.
    `brief`: every part of a text costs: what nobody asked for is told in two of them. `vouches_for_sender`: who writes is
    who the channel says; an SMS may bear any number.
    """

    buttons: int
    rich: bool
    text_limit: int
    isolates: bool
    numbered_menu: bool
    speech: bool = False
    pushes: bool = True
    page: int = 0
    part_limit: int = 0
    quick_replies: int = 0
    list_rows: int = 0
    media: frozenset[str] | None = None
    window: timedelta | None = None
    brief: bool = False
    vouches_for_sender: bool = False


WEB = Capabilities(buttons=30, rich=True, text_limit=8000, isolates=True, numbered_menu=False, pushes=False)
# Twilio refuses a body over 1,600 characters; Telegram one over 4,096.
WHATSAPP = Capabilities(
    buttons=0,
    rich=False,
    text_limit=6400,
    isolates=True,
    numbered_menu=True,
    page=10,
    part_limit=1600,
    quick_replies=3,
    list_rows=10,
    media=_PICTURES | {"application/pdf"},
    window=timedelta(hours=24),
    vouches_for_sender=True,
)
SMS = Capabilities(
    buttons=0,
    rich=False,
    text_limit=3200,
    isolates=False,
    numbered_menu=True,
    page=10,
    part_limit=1600,
    media=frozenset(),
    brief=True,
)
TELEGRAM = Capabilities(
    buttons=30, rich=True, text_limit=4096, isolates=True, numbered_menu=False, vouches_for_sender=True
)
PHONE = Capabilities(buttons=0, rich=False, text_limit=4096, isolates=False, numbered_menu=True, speech=True)

_BY_CHANNEL = {"web": WEB, "whatsapp": WHATSAPP, "sms": SMS, "telegram": TELEGRAM, "phone": PHONE}


def of_channel(channel: str) -> Capabilities:
    """What a channel can show, by its stored name."""
    return _BY_CHANNEL[channel]
