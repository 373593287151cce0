"""Twilio's REST interface: accounts, messages, media and content, behind Basic auth."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from bot.channels.simulator import inbound
from bot.channels.simulator import twilio_content as content
from bot.channels.simulator import twilio_messages as messages
from bot.channels.simulator.twilio_errors import Refused, answer
from bot.channels.simulator.twilio_rules import asked
from bot.channels.simulator.world import Json, World, sid


class _SaysNoAsTwilio(APIRoute):
    """Turns Refused into Twilio's error document."""

    def get_route_handler(self) -> Any:
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handler(request)
            except Refused as refused:
                return answer(refused)

        return guarded


def make_router(world: World) -> APIRouter:
    """The routes below `api.`, `content.` and `monitor.twilio.com`, which serve the same customer."""

    def known(request: Request) -> None:
        if not _is_ours(world, request.headers.get("authorization", "")):
            raise Refused(20003)

    def own(account: str) -> None:
        if account != world.credentials.account_sid:
            raise Refused(20404, f"The requested resource /Accounts/{account} was not found")

    open_router = APIRouter(route_class=_SaysNoAsTwilio)
    router = APIRouter(route_class=_SaysNoAsTwilio, dependencies=[Depends(known)])
    accounts = f"/{messages.API}/Accounts/{{account}}"

    @router.get(accounts + ".json")
    async def account_of(account: str) -> Json:
        own(account)
        uri = f"/{messages.API}/Accounts/{account}"
        return {
            "sid": account,
            "owner_account_sid": account,
            "friendly_name": "Mueen (simulated)",
            "status": "active",
            "type": "Full",
            "date_created": content.dated(),
            "date_updated": content.dated(),
            "auth_token": "",
            "subresource_uris": {"messages": f"{uri}/Messages.json"},
            "uri": f"{uri}.json",
        }

    @router.post(accounts + "/Messages.json", status_code=201)
    async def create_message(account: str, request: Request) -> Json:
        own(account)
        form = await request.form()
        fields = {name: [str(value) for value in form.getlist(name)] for name in form}
        world.calls.append(("twilio", fields))
        return await messages.take(world, asked(fields))

    @router.get(accounts + "/Messages.json")
    async def list_messages(account: str, request: Request) -> Json:
        own(account)
        return messages.listed(world, dict(request.query_params), request.url.path)

    @router.get(accounts + "/Messages/{message}/Media/{media}.json")
    async def media_of(account: str, message: str, media: str) -> Json:
        own(account)
        found = await _file(world, media)
        uri = f"/{messages.API}/Accounts/{account}/Messages/{message}/Media/{media}.json"
        return {"sid": media, "account_sid": account, "parent_sid": message, "content_type": found["type"], "uri": uri}

    @router.get(accounts + "/Messages/{message}/Media/{media}")
    async def media_content(account: str, message: str, media: str, request: Request) -> Response:
        """Twilio sends one on to its store on another host, where the credentials do not belong."""
        own(account)
        await _file(world, media)
        place = str(request.url).split(f"/{messages.API}/")[0].replace("//127.0.0.1:", "//localhost:")
        return RedirectResponse(f"{place}/media-store/{media}", status_code=307)

    @router.get(accounts + "/Messages/{message}.json")
    async def fetch_message(account: str, message: str) -> Json:
        own(account)
        return messages.fetch(world, message)

    @router.delete(accounts + "/Messages/{message}.json", status_code=204)
    async def delete_message(account: str, message: str) -> Response:
        own(account)
        del world.messages[messages.fetch(world, message)["sid"]]
        return Response(status_code=204)

    @router.post("/media-store", status_code=201)
    async def keep_media(request: Request) -> dict[str, str]:
        """Not Twilio's: keeps a file as if somebody had sent it; the fields of the message that brings it."""
        kind = request.headers.get("content-type", "application/octet-stream")
        place = str(request.url).removesuffix("/media-store")
        return await inbound.twilio_media(world, await request.body(), kind, sid("SM"), place)

    @open_router.get("/media-store/{media}")
    async def stored(media: str, request: Request) -> Response:
        if "authorization" in request.headers:
            return Response("<Error><Code>InvalidArgument</Code></Error>", status_code=400, media_type="application/xml")
        found = await _file(world, media)
        return Response(world.files[media], media_type=found["type"])

    @router.post("/v1/Content", status_code=201)
    async def create_content(request: Request) -> Json:
        return await content.create(world, await _json(request))

    @router.get("/v1/Content")
    async def list_content(request: Request) -> Json:
        found = await world.store.all("content")
        url = str(request.url)
        meta = {"page": 0, "page_size": 50, "first_page_url": url, "previous_page_url": None, "url": url}
        return {"contents": found, "meta": {**meta, "next_page_url": None, "key": "contents"}}

    @router.get("/v1/Content/{content_sid}")
    async def fetch_content(content_sid: str) -> Json:
        return await content.fetch(world, content_sid)

    @router.delete("/v1/Content/{content_sid}", status_code=204)
    async def delete_content(content_sid: str) -> Response:
        await content.fetch(world, content_sid)
        await world.store.drop("content", content_sid)
        return Response(status_code=204)

    @router.get("/v1/Content/{content_sid}/ApprovalRequests")
    async def fetch_approval(content_sid: str) -> Json:
        return await content.approval(world, content_sid)

    @router.post("/v1/Content/{content_sid}/ApprovalRequests/whatsapp", status_code=201)
    async def create_approval(content_sid: str, request: Request) -> JSONResponse:
        return JSONResponse(await content.ask_approval(world, content_sid, await _json(request)), 201)

    @router.get("/v1/Alerts")
    async def list_alerts(request: Request) -> Json:
        url = str(request.url)
        meta = {"page": 0, "page_size": 50, "first_page_url": url, "previous_page_url": None, "url": url}
        return {"alerts": list(world.alerts.values()), "meta": {**meta, "next_page_url": None, "key": "alerts"}}

    open_router.include_router(router)
    return open_router


def _is_ours(world: World, header: str) -> bool:
    scheme, _, given = header.partition(" ")
    try:
        name, _, secret = b64decode(given, validate=True).decode().partition(":")
    except (NotBase64, ValueError):
        return False
    own = world.credentials
    accepted = {own.account_sid: own.auth_token} | (dict([own.key]) if own.key else {})
    right = hmac.compare_digest(secret.encode(), accepted.get(name, "").encode()) and name in accepted
    return scheme.lower() == "basic" and right


async def _json(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refused(20001, "The body is no JSON object")
    return body


async def _file(world: World, media: str) -> Json:
    found = await world.store.get("media", media)
    if found is None or media not in world.files:
        raise Refused(20404, f"The requested resource /Media/{media} was not found")
    return found
