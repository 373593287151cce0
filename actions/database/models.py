"""Every model of the project, imported so that one metadata holds them all.

Only migrations and tests import this: the one place that knows every package, those of `bot` too.
"""

from __future__ import annotations

from actions.benefits import models as benefits
from actions.callbacks import models as callbacks
from actions.cards import models as cards
from actions.cases import models as cases
from actions.clinics import models as clinics
from actions.comprehensive import models as comprehensive
from actions.contacts import models as contacts
from actions.database import audit, references
from actions.database.base import Base
from actions.empowerment import models as empowerment
from actions.facilities import models as facilities
from actions.feedback import models as feedback
from actions.identity import models as identity
from actions.mandates import models as mandates
from actions.notices import models as notices
from actions.people import models as people
from actions.profile import models as profile
from bot.channels.simulator import models as simulator
from bot.channels.telegram import models as telegram
from bot.conversations import models as conversations
from bot.delivery import models as delivery

PACKAGES = (
    benefits,
    cards,
    cases,
    clinics,
    contacts,
    audit,
    references,
    empowerment,
    feedback,
    callbacks,
    comprehensive,
    facilities,
    identity,
    mandates,
    notices,
    people,
    profile,
    conversations,
    delivery,
    simulator,
    telegram,
)
"""Whatever defines tables or sequences."""

metadata = Base.metadata
