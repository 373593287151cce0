"""Whose conversation it is: every call after the first carries the token of that conversation."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, HTTPException, Path

from actions.database.engine import transaction
from bot.conversations.service import by_token


async def own_conversation(
    conversation: Annotated[str, Path()], authorization: Annotated[str, Header()] = ""
) -> UUID:
    """The conversation of the path if the token opens it; 401 without a token, 404 for any other conversation."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "token_missing", headers={"WWW-Authenticate": "Bearer"})
    try:
        wanted = UUID(conversation)
    except ValueError:
        raise HTTPException(404, "no_such_conversation") from None
    async with transaction() as session:
        if await by_token(session, wanted, token) is None:
            raise HTTPException(404, "no_such_conversation")
    return wanted


Own = Annotated[UUID, Depends(own_conversation)]
