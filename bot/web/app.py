"""The web application. `python -m bot.web` serves it on PORT."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from actions.database.engine import DatabaseDown, dispose
from actions.settings import settings
from bot.channels.simulator.app import make_router as simulated_providers
from bot.channels.simulator.credentials import AT as SIMULATED_AT
from bot.channels.simulator.kept import demo_world
from bot.channels.telegram import webhook as telegram
from bot.channels.twilio import webhooks as twilio
from bot.delivery.bell import Bell
from bot.delivery.signals import Signals
from bot.pipeline.send import REPLY_CHANNEL
from bot.render.ready import prepare
from bot.web import card_check, chat, demo, events, files, going_on, health, metrics
from bot.web.headers import CarefulHeaders

STATIC = Path(__file__).parent / "static"


def make_app() -> FastAPI:
    """The application with every route; in production the demonstration's routes do not exist."""
    app = FastAPI(title="Mueen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    app.add_middleware(CarefulHeaders)
    app.state.bell = Bell()
    for part in (card_check, chat, events, files, going_on, health, metrics, twilio):
        app.include_router(part.router)
    app.include_router(telegram.router)
    if settings().demo:
        app.include_router(demo.router)
        app.state.providers = demo_world()
        app.include_router(simulated_providers(app.state.providers), prefix=SIMULATED_AT)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    @app.exception_handler(DatabaseDown)
    async def database_is_away(request: Request, error: DatabaseDown) -> JSONResponse:
        return JSONResponse({"error": "database_down"}, status_code=503, headers={"Retry-After": "2"})

    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    prepare()
    app.state.signals = Signals((REPLY_CHANNEL,))
    running = [asyncio.create_task(part.run()) for part in (app.state.signals, app.state.bell)]
    yield
    for task in running:
        task.cancel()
    if settings().demo:
        await app.state.providers.close()
    await dispose()
