"""A place on the map that somebody sent: the nearest city answers the open question, or asks for the clinics around it.

Where exactly somebody stands is not kept.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.geography import Position, city_near, region_of
from bot.conversations.expecting import expecting
from bot.conversations.intake import Incoming
from bot.conversations.models import Conversation
from bot.render import catalogue


async def request_at(session: AsyncSession, conversation: Conversation, here: Position) -> Incoming:
    """What a place (latitude, longitude) asks for; where no city of ours is near, the person hears so."""
    city = city_near(here)
    if city is None:
        return Incoming(answer={"act": "place.unknown", "data": {}})
    asked = expecting(conversation.last_act) in _PLACES
    entities = [{"entity": "city", "value": city}, {"entity": "region", "value": region_of(city)}]
    request = {"intent": "inform" if asked else "ask_clinic_locations", "entities": entities}
    words = catalogue(conversation.language.value).of("city", city)
    return Incoming(text=words, request=request)


_PLACES = frozenset({"region", "city"})
