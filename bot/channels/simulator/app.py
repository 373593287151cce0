"""The simulated providers as routes of the web server, or as an application of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from bot.channels.simulator import telegram_api, twilio_api
from bot.channels.simulator.world import World

TWILIO, TELEGRAM = "/twilio", "/telegram"


def make_router(world: World) -> APIRouter:
    """Twilio below /twilio, the Bot API below /telegram."""
    router = APIRouter()
    router.include_router(twilio_api.make_router(world), prefix=TWILIO)
    router.include_router(telegram_api.make_router(world), prefix=TELEGRAM)
    return router


def make_app(world: World) -> FastAPI:
    """The routes alone, for tests and measurements."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await world.close()

    app = FastAPI(title="Simulated providers", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.include_router(make_router(world))
    return app
