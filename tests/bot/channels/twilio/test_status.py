"""What Twilio tells of our messages: in any order, twice, too early, and what is done about each error."""

from __future__ import annotations

import asyncio
from itertools import permutations

import httpx
import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel
from actions.database.engine import transaction
from bot.conversations.models import Delivery, DeliveryEvent, DeliveryState
from bot.delivery import states
from tests.bot.channels.twilio.api import Api
from tests.bot.channels.twilio.conftest import PUBLIC, Post, read_anew, signature
from tests.bot.channels.twilio.outgoing import all_sent, answered, contact_on, deliveries, due_now, wrote
from tests.bot.channels.worker import all_taken_up
from tests.payloads import payload, recorded

SID = "SM" + "c" * 32
STATES = [name.removeprefix("twilio/status_") for name in recorded("twilio") if "/status_" in name]


async def told(post: Post, name: str, **changed: str | None) -> httpx.Response:
    return await post("/twilio/status", payload(f"twilio/status_{name}", **changed))


async def sent(session: AsyncSession, *, sid: str | None = SID, channel: Channel = Channel.WHATSAPP) -> int:
    """A message that Twilio has taken."""
    (delivery,) = await answered(session, await wrote(session, channel), "صدر قرارك")
    changed = {"state": DeliveryState.SENT, "provider_sid": sid, "attempts": 1}
    await session.execute(update(Delivery).where(Delivery.id == delivery).values(changed))
    await session.commit()
    return delivery


async def state() -> DeliveryState:
    return (await deliveries())[0].state


@pytest.mark.parametrize("name", STATES)
async def test_every_recorded_state_is_taken_and_kept(session: AsyncSession, post: Post, name: str) -> None:
    await sent(session)
    assert (await told(post, name)).status_code == 204
    (event,) = (await session.scalars(select(DeliveryEvent))).all()
    assert event.applied_at is not None
    assert b"966500000001" not in event.sealed


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered", "read"])), ids="-".join)
async def test_in_whatever_order_they_come_the_furthest_counts(session: AsyncSession, post: Post, order: tuple[str, ...]) -> None:
    await sent(session)
    for name in order:
        await told(post, name)
    assert await state() is DeliveryState.READ


@pytest.mark.parametrize(
    ("order", "reached"),
    [
        (("delivered", "sent"), DeliveryState.DELIVERED),
        (("read", "delivered", "undelivered_99999"), DeliveryState.READ),
        (("undelivered_99999", "sent"), DeliveryState.FAILED),
        (("sent", "sent", "delivered", "delivered"), DeliveryState.DELIVERED),
        (("queued", "sending"), DeliveryState.SENT),
    ],
)
async def test_no_state_steps_back(session: AsyncSession, post: Post, order: tuple[str, ...], reached: DeliveryState) -> None:
    await sent(session)
    for name in order:
        await told(post, name)
    assert await state() is reached


async def test_a_state_that_comes_before_the_number_is_known_is_applied_when_it_is(session: AsyncSession, post: Post) -> None:
    delivery = await sent(session, sid=None)
    await told(post, "delivered")
    assert await state() is DeliveryState.SENT
    async with transaction() as own:
        await own.execute(update(Delivery).where(Delivery.id == delivery).values(provider_sid=SID))
    await all_taken_up()
    assert await state() is DeliveryState.DELIVERED


async def test_a_state_of_nobodys_message_changes_nothing(session: AsyncSession, post: Post) -> None:
    await sent(session)
    await told(post, "delivered", MessageSid="SM" + "9" * 32, SmsSid="SM" + "9" * 32)
    assert await state() is DeliveryState.SENT


@pytest.mark.parametrize("missing", [{"MessageStatus": None, "SmsStatus": None}, {"MessageSid": None, "SmsSid": None}])
async def test_a_state_without_its_fields_is_left_out(session: AsyncSession, post: Post, missing: dict[str, None]) -> None:
    assert (await told(post, "sent", **missing)).status_code == 204
    assert (await session.scalars(select(DeliveryEvent))).all() == []


async def test_a_state_that_is_not_signed_is_refused(session: AsyncSession, web: httpx.AsyncClient) -> None:
    await sent(session)
    answer = await web.post("/twilio/status", content=payload("twilio/status_read"), headers={"X-Twilio-Signature": "x"})
    assert answer.status_code == 403
    assert await state() is DeliveryState.SENT


async def test_too_much_at_once_is_tried_again_under_a_new_number(session: AsyncSession, api: Api, post: Post) -> None:
    await sent(session)
    await told(post, "failed_63018")
    (waiting,) = await deliveries()
    assert (waiting.state, waiting.error, waiting.provider_sid) == (DeliveryState.QUEUED, "63018", None)
    await told(post, "sent")  # of the attempt that failed
    assert await state() is DeliveryState.QUEUED
    await due_now()
    await all_sent()
    assert [one.provider_sid for one in await deliveries()] == [f"SM{1:032x}"]


async def test_an_error_that_nobody_listed_ends_it_and_is_told(
    session: AsyncSession, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = await sent(session)
    await told(post, "undelivered_99999")
    assert await state() is DeliveryState.FAILED
    assert f"delivery {delivery} did not arrive: 99999" in caplog.text


@pytest.mark.parametrize("name", ["undelivered_63003", "undelivered_63024"])
async def test_nobody_on_whatsapp_means_an_sms(session: AsyncSession, api: Api, post: Post, name: str) -> None:
    await sent(session)
    await told(post, name)
    await all_sent()
    dead, other = await deliveries()
    assert (dead.state, other.channel, other.state) == (DeliveryState.DEAD, Channel.SMS, DeliveryState.SENT)
    assert (await contact_on(Channel.WHATSAPP)).unreachable_at is not None


@pytest.mark.parametrize("name", ["undelivered_30003", "undelivered_30005", "undelivered_30006"])
async def test_a_phone_out_of_reach_is_tried_once_more_later_and_then_elsewhere(
    session: AsyncSession, api: Api, post: Post, name: str
) -> None:
    await sent(session)
    await told(post, name)
    assert await state() is DeliveryState.QUEUED
    await all_sent()
    assert api.messages == []
    await due_now()
    await all_sent()
    await told(post, name, MessageSid=f"SM{1:032x}", SmsSid=f"SM{1:032x}")
    await all_sent()
    first, other = await deliveries()
    assert (first.state, other.channel) == (DeliveryState.DEAD, Channel.SMS)
    assert (await contact_on(Channel.WHATSAPP)).unreachable_at is None


async def test_the_end_of_the_window_told_later_holds_the_message(
    session: AsyncSession, post: Post, account: pytest.MonkeyPatch
) -> None:
    """Where nothing is really sent every template is there."""
    account.delenv("TWILIO_ACCOUNT_SID")
    read_anew()
    await sent(session)
    await told(post, "failed_63016")
    held, announced = await deliveries()
    assert (held.state, announced.state) == (DeliveryState.HELD, DeliveryState.QUEUED)
    assert (announced.content or {})["kind"] == "template"


async def test_an_opt_out_told_later_is_recorded(session: AsyncSession, post: Post) -> None:
    await sent(session)
    await told(post, "failed_21610")
    assert await state() is DeliveryState.DEAD
    assert (await contact_on(Channel.WHATSAPP)).opted_out_at is not None


@pytest.mark.parametrize("name", ["undelivered_30007", "failed_63013"])
async def test_a_refusal_for_good_told_later_ends_it(
    session: AsyncSession, post: Post, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    await sent(session)
    await told(post, name)
    assert await state() is DeliveryState.DEAD
    assert "is dead" in caplog.text


async def test_a_remedy_that_fails_does_not_hold_up_what_was_told_of_others(
    session: AsyncSession, post: Post, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(inner: AsyncSession, delivery: Delivery, _: str | None) -> None:
        delivery.state = DeliveryState.QUEUED
        await inner.flush()
        raise RuntimeError

    delivery = await sent(session)
    monkeypatch.setattr(states.failures, "told_later", breaks)
    await told(post, "undelivered_63003")
    assert [(one.state, one.error) for one in await deliveries()] == [(DeliveryState.FAILED, "63003")]
    assert f"delivery {delivery} failed and was not remedied: RuntimeError" in caplog.text
    await told(post, "delivered")
    assert await state() is DeliveryState.DELIVERED


async def test_states_are_applied_once_by_however_many_workers(session: AsyncSession, api: Api, web: httpx.AsyncClient) -> None:
    await sent(session)
    for name in ("sent", "undelivered_63003"):
        body = payload(f"twilio/status_{name}")
        signed = {"X-Twilio-Signature": signature(f"{PUBLIC}/twilio/status", body)}
        assert (await web.post("/twilio/status", content=body, headers=signed)).status_code == 204
    assert await state() is DeliveryState.SENT, "whoever brings a state does not wait until it is applied"
    await asyncio.gather(*(states.apply_some() for _ in range(4)))
    assert [one.channel for one in await deliveries()] == [Channel.WHATSAPP, Channel.SMS]
    assert not await states.apply_some()


async def test_an_error_told_twice_has_one_effect(session: AsyncSession, post: Post) -> None:
    await sent(session)
    for _ in range(3):
        await told(post, "undelivered_63003")
    assert [one.channel for one in await deliveries()] == [Channel.WHATSAPP, Channel.SMS]
