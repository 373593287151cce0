"""Prometheus text: counts from the tables themselves, so that every process's work is in them. No texts, no ids."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select

from actions.database.engine import transaction
from bot.channels.taking_up import MOST_ATTEMPTS
from bot.conversations.models import Conversation, Delivery, Direction, InboundPayload, Message

router = APIRouter()


@router.get("/metrics")
async def metrics() -> Response:
    registry = CollectorRegistry()
    inbound = Gauge("mueen_inbound_messages", "Messages of people by state", ["state"], registry=registry)
    payloads = Gauge("mueen_inbound_payloads", "Acknowledged and not taken up", ["state"], registry=registry)
    acts = Gauge("mueen_outbound_messages", "Messages to people by act", ["act"], registry=registry)
    deliveries = Gauge("mueen_deliveries", "Deliveries by channel and state", ["channel", "state"], registry=registry)
    errors = Gauge("mueen_delivery_errors", "Deliveries by channel and last error", ["channel", "error"], registry=registry)
    answering = Gauge("mueen_conversations", "Conversations by who answers", ["answered_by"], registry=registry)
    async with transaction() as session:
        states = select(Message.state, func.count()).where(Message.direction == Direction.IN).group_by(Message.state)
        for state, count in await session.execute(states):
            inbound.labels(str(state)).set(count)
        given_up = InboundPayload.attempts >= MOST_ATTEMPTS
        for standing, chosen in (("waiting", ~given_up), ("given_up", given_up)):
            left = select(func.count()).where(InboundPayload.taken_at.is_(None), chosen)
            payloads.labels(standing).set(await session.scalar(left) or 0)
        by_act = select(Message.act, func.count()).where(Message.direction == Direction.OUT).group_by(Message.act)
        for act, count in await session.execute(by_act):
            acts.labels(act).set(count)
        by_channel = select(Delivery.channel, Delivery.state, func.count()).group_by(Delivery.channel, Delivery.state)
        for channel, delivery_state, count in await session.execute(by_channel):
            deliveries.labels(str(channel), str(delivery_state)).set(count)
        failed = select(Delivery.channel, Delivery.error, func.count()).where(Delivery.error.is_not(None))
        for channel, error, count in await session.execute(failed.group_by(Delivery.channel, Delivery.error)):
            errors.labels(str(channel), error).set(count)
        for who, count in await session.execute(
            select(Conversation.answered_by, func.count()).group_by(Conversation.answered_by)
        ):
            answering.labels(str(who)).set(count)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
