"""Reporting a change, one's own data, and the notices one wants."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import IntegrityError

from actions.contacts import wishes
from actions.contacts.action import may_be_undone, unlink
from actions.contacts.action import shown as linked
from actions.contacts.linking import contact_of, links
from actions.contacts.service import phone_on_file
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask, prove_identity_first
from actions.dialogue.reply import Afterwards, Reply, take_up
from actions.dialogue.tasks import CHANGE, DATA_REQUEST
from actions.identity.sessions import Person, proved_person
from actions.profile import changes, own_data, subscriptions
from actions.profile.change_form import change_data, details_of, happened_on
from actions.profile.models import ChangeKind, DataRequest, DataRequestKind, NoticeKind
from nlu.arabic import changes as lexicon

COPY = "request_data_copy"
_MOST_LINKS = 3


class BeginChange(OpenTask):
    """Opens the report; what the request already tells is not asked."""

    action = "action_begin_change"
    task = CHANGE


class SubmitChange(SubmitTask):
    """Records what was affirmed, once."""

    action = "action_submit_change"
    task = CHANGE
    confirmation = "change_confirmed"

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        values = {name: turn.slot(name) for name in CHANGE.slots}
        told = change_data(values)
        kind, day = ChangeKind(told["kind"]), happened_on(values)
        key = f"{turn.conversation}:{turn.message_id}"
        made = await changes.report(
            context.session,
            person.beneficiary,
            kind,
            day,
            details_of(values),
            key,
            context.now,
            turn.conversation,
        )
        late = day is not None and changes.report_by(day) < context.now.date()
        data = {"reference": made.reference, "kind": str(kind), "report_by": told["report_by"], "late": late}
        choices = (intent_choice("faq/duty_to_report"), intent_choice("estimate_amount"), MENU)
        return Reply([SemanticMessage("change.reported", data, choices)], self.cleared(), Afterwards.RESUME)


class ShowMyData(PersonAction):
    """What is held of the person; a wish for a copy is a request of its own."""

    action = "action_show_my_data"

    async def answer(self, context: Context, person: Person) -> Reply:
        if context.turn.form is None and lexicon.asks_for_copy(context.turn.text):
            return Reply(events=take_up(Request(COPY)))
        held = await own_data.held(context.session, person.beneficiary)
        incomes = {
            name: None if amount is None else float(amount)
            for name, amount in (("earned_income", held.earned_income), ("unearned_income", held.unearned_income))
        }
        found = [link for link in await links(context.session, person.beneficiary) if may_be_undone(link)]
        data = {
            "name": held.name,
            "masked_id": held.masked_id,
            "phone": held.phone,
            "region": held.region,
            "dependents": held.dependents,
            **incomes,
            "decision": held.decision,
            "cases": held.cases,
            "appointments": held.appointments,
            "conversations": held.conversations,
            "contacts": [linked(link) for link in found],
        }
        copy = Choice("choice.data_copy", Request(COPY))
        unlinks = [unlink(link) for link in found[:_MOST_LINKS]]
        own = (copy, intent_choice("report_change"), intent_choice("show_mandates"))
        choices = (*own, *unlinks, intent_choice("delete_my_data"), MENU)
        return Reply([SemanticMessage("data.shown", data, choices)])


class BeginDataRequest(OpenTask):
    """Opens the question before the request, unless the same one is open already."""

    task = DATA_REQUEST
    kind: ClassVar[DataRequestKind]

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        known = await own_data.open_request(context.session, beneficiary, self.kind)
        return None if known is None else Reply([_requested(known, already=True)])

    def prepare(self, context: Context) -> list[EventType]:
        return [SlotSet("data_request", str(self.kind))]


class DeleteMyData(BeginDataRequest):
    action = "action_begin_data_deletion"
    kind = DataRequestKind.DELETION


class CopyMyData(BeginDataRequest):
    action = "action_begin_data_copy"
    kind = DataRequestKind.COPY


class SubmitDataRequest(SubmitTask):
    """Notes the request that was affirmed, once."""

    action = "action_submit_data_request"
    task = DATA_REQUEST
    confirmation = "data_confirmed"

    def opens_with(self, context: Context) -> str:
        return COPY if context.turn.slot("data_request") == DataRequestKind.COPY else DATA_REQUEST.name

    async def answer(self, context: Context, person: Person) -> Reply:
        kind = DataRequestKind(context.turn.slot("data_request"))
        try:
            async with context.session.begin_nested():
                made = await own_data.request(
                    context.session, person.beneficiary, kind, context.now, context.turn.conversation
                )
        except IntegrityError:
            known = await own_data.open_request(context.session, person.beneficiary, kind)
            if known is None:
                raise
            made = known
        return Reply([_requested(made)], self.cleared(), Afterwards.RESUME)


def _requested(made: DataRequest, *, already: bool = False) -> SemanticMessage:
    data = {"reference": made.reference, "due_on": made.due_on.isoformat(), "already": already}
    return SemanticMessage(f"data.{made.kind}_requested", data, (PERSON, MENU))


class ChangeSubscription(SemanticAction):
    """Turns notices on or off for where they are asked for; nobody is asked who they are."""

    subscribed: ClassVar[bool]

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        kinds = tuple(NoticeKind(kind) for kind in turn.values("notice")) or tuple(map(NoticeKind, lexicon.notices(turn.text)))
        # Notices are one's own, also of a carer who speaks of another file just now.
        person = await proved_person(context.session, turn.conversation, context.now)
        if person is None and turn.value("own"):
            return await prove_identity_first(context)
        phone = await phone_on_file(context.session, person.beneficiary) if person else None
        reached = await subscriptions.change(
            context.session,
            turn.conversation,
            phone.contact if phone else None,
            kinds,
            subscribed=self.subscribed,
            now=context.now,
            beneficiary=person.beneficiary if person else None,
        )
        if person is not None:
            await self._follow(context, person, everything=not kinds)
        data = {
            "subscribed": self.subscribed,
            "kinds": [str(kind) for kind in kinds],
            "personal": person is not None,
            "here_only": not reached,
        }
        return Reply([SemanticMessage("subscription.changed", data, () if turn.form else self._ways(kinds, person))])

    def _ways(self, kinds: Collection[NoticeKind], person: Person | None) -> tuple[Choice, ...]:
        """The other way round; and for whoever is not known, to be known: what is in their file can be told then."""
        if not self.subscribed:
            return (intent_choice("subscribe"), MENU)
        signed_in = (("own", True), *(("notice", str(kind)) for kind in kinds))
        sign_in = () if person else (Choice("choice.subscribe_signed_in", Request("subscribe", signed_in)),)
        return (*sign_in, intent_choice("unsubscribe"), MENU)

    async def _follow(self, context: Context, person: Person, *, everything: bool) -> None:
        """Whoever turns notices on wants them where they say so; whoever turns all of them off wants them nowhere."""
        session, conversation = context.session, context.turn.conversation
        contact = await contact_of(session, conversation)
        if self.subscribed and contact is not None:
            await wishes.here(session, person.beneficiary, contact, conversation, context.now)
        elif not self.subscribed and everything:
            await wishes.nowhere(session, person.beneficiary, context.now)


class Subscribe(ChangeSubscription):
    action = "action_subscribe"
    subscribed = True


class Unsubscribe(ChangeSubscription):
    action = "action_unsubscribe"
    subscribed = False


ACTIONS = (
    BeginChange,
    SubmitChange,
    ShowMyData,
    DeleteMyData,
    CopyMyData,
    SubmitDataRequest,
    Subscribe,
    Unsubscribe,
)
