"""The card: its status, and its picture when there is one."""

from __future__ import annotations

from actions.cards.models import CardStatus
from actions.cards.service import card_of
from actions.dialogue.action import Context
from actions.dialogue.messages import PERSON, Choice, Media, SemanticMessage, intent_choice
from actions.dialogue.opening import PersonAction
from actions.dialogue.reply import Reply
from actions.identity.sessions import Person

_CHOICES: dict[CardStatus, tuple[Choice, ...]] = {
    CardStatus.ACTIVE: (intent_choice("faq/card_about"),),
    CardStatus.SUSPENDED: (intent_choice("ask_my_status"), PERSON),
    CardStatus.EXPIRED: (intent_choice("faq/card_about"), PERSON),
    CardStatus.UNDER_REVIEW: (intent_choice("ask_my_status"),),
    CardStatus.NOT_ISSUED: (intent_choice("ask_my_status"), intent_choice("faq/card_about")),
}


class ShowCard(PersonAction):
    action = "action_show_card"

    async def answer(self, context: Context, person: Person) -> Reply:
        card = await card_of(context.session, person.beneficiary)
        status = card.status if card else CardStatus.NOT_ISSUED
        expires = card.expires_on.isoformat() if card and card.expires_on else None
        media = [Media("card", str(card.id))] if card and card.token else []
        data = {"status": str(status), "expires_on": expires}
        return Reply([SemanticMessage("card.status", data, _CHOICES[status], media)])


ACTIONS = (ShowCard,)
