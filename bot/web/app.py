"""The web application. `python -m bot.web` serves it on PORT."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from actions.database.engine import DatabaseDown, dispose
from actions.settings import settings
from bot.channels.simulator.app import make_router as simulated_providers
from bot.channels.simulator.credentials import AT as SIMULATED_AT
from bot.channels.simulator.kept import demo_world
from bot.channels.telegram import webhook as telegram
from bot.channels.twilio import webhooks as twilio
from bot.delivery.signals import Signals
from bot.pipeline.send import REPLY_CHANNEL
from bot.render.ready import prepare
from bot.web import card_check, chat, demo, events, files, going_on, health, metrics

STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}


def make_app() -> FastAPI:
    """The application with every route; in production the demonstration's routes do not exist."""
    app = FastAPI(title="Mueen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
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

    @app.middleware("http")
    async def careful(request: Request, call_next) -> Response:  # type: ignore[no-untyped-def]
        response: Response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @app.exception_handler(DatabaseDown)
    async def database_is_away(request: Request, error: DatabaseDown) -> JSONResponse:
        return JSONResponse({"error": "database_down"}, status_code=503, headers={"Retry-After": "2"})

    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    prepare()
    app.state.signals = Signals((REPLY_CHANNEL,))
    listening = asyncio.create_task(app.state.signals.run())
    yield
    listening.cancel()
    if settings().demo:
        await app.state.providers.close()
    await dispose()
