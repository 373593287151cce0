"""What is posted to the chat: JSON or a form, and one clear code for whatever cannot be taken."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st

from bot.media.receiving import MOST_BYTES
from bot.web.posted import LONGEST_TEXT, File, Posted, read_posted

app = FastAPI()


@app.post("/")
async def echo(request: Request) -> dict[str, Any]:
    posted = await read_posted(request)
    return {
        "text": posted.text,
        "choice": posted.choice,
        "client": posted.client_id,
        "file": posted.file and [posted.file.name, None if posted.file.content is None else len(posted.file.content)],
    }


async def post(**told: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        return await client.post("/", **told)


async def refused(**told: Any) -> tuple[int, str]:
    answer = await post(**told)
    return answer.status_code, answer.json()["detail"]


async def test_a_text_with_its_own_id_is_taken() -> None:
    answer = await post(json={"text": "متى ينزل الضمان", "client_message_id": "a1"})
    assert answer.json() == {"text": "متى ينزل الضمان", "choice": None, "client": "a1", "file": None}


async def test_a_choice_is_taken() -> None:
    assert (await post(json={"choice": "x"})).json()["choice"] == "x"


async def test_fields_that_nobody_knows_are_passed_over() -> None:
    assert (await post(json={"text": "سلام", "mood": 3})).status_code == 200


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": " \n\t"}, {"text": "\x00"}, {"text": None}, {"choice": ""}])
async def test_nothing_said_is_refused_as_empty(body: dict[str, Any]) -> None:
    assert await refused(json=body) == (422, "empty")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'"text"', b'{"text": 5}', b'{"text": ["a"]}', b"\xff\xfe", b'{"text": "\\ud800"}']
)
async def test_what_is_no_json_of_ours_is_refused_as_malformed(content: bytes) -> None:
    assert await refused(content=content) == (422, "malformed")


async def test_text_and_choice_together_are_refused() -> None:
    assert await refused(json={"text": "سلام", "choice": "x"}) == (422, "text_or_choice")


async def test_a_text_may_have_four_thousand_characters_and_not_one_more() -> None:
    assert (await post(json={"text": "ض" * LONGEST_TEXT})).status_code == 200
    assert await refused(json={"text": "ض" * (LONGEST_TEXT + 1)}) == (413, "text_too_long")


@pytest.mark.parametrize("field", ["text", "choice", "client_message_id"])
async def test_a_null_character_never_reaches_the_database(field: str) -> None:
    beside = {"text": "سلام"} if field == "client_message_id" else {}
    answer = await post(json={**beside, field: "سل\x00ام"})
    assert answer.status_code in (200, 422)
    assert "\\u0000" not in answer.text


async def test_an_id_of_a_message_that_is_longer_than_any_id_is_refused() -> None:
    assert await refused(json={"text": "سلام", "client_message_id": "x" * 5000}) == (422, "malformed")


async def test_a_file_is_taken_with_the_text_beside_it() -> None:
    answer = await post(files={"file": ("عقد.pdf", b"%PDF-", "application/pdf")}, data={"text": "العقد", "client_message_id": "a"})
    assert answer.json() == {"text": "العقد", "choice": None, "client": "a", "file": ["عقد.pdf", 5]}


async def test_a_file_alone_is_something_said() -> None:
    assert (await post(files={"file": ("a.pdf", b"")})).json()["file"] == ["a.pdf", 0]


async def test_a_form_without_a_file_is_refused() -> None:
    assert await refused(files={"other": (None, "text")}) == (422, "file_missing")


async def test_a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not() -> None:
    assert (await post(files={"file": ("a", b"x" * MOST_BYTES)})).json()["file"] == ["a", MOST_BYTES]
    assert (await post(files={"file": ("a", b"x" * (MOST_BYTES + 1))})).json()["file"] == ["a", None]


async def test_a_far_larger_body_is_not_read_at_all() -> None:
    async def endless() -> Any:
        raise AssertionError("it was read")
        yield b""

    headers = {"content-type": "multipart/form-data; boundary=b", "content-length": str(10**12)}
    answer = await post(content=endless(), headers=headers)
    assert answer.json()["file"] == ["", None]


@pytest.mark.parametrize(
    "headers",
    [{"content-type": "multipart/form-data"}, {"content-type": "multipart/form-data; boundary=b"}],
    ids=["no boundary", "no parts"],
)
async def test_a_broken_form_has_a_code_and_is_no_crash(headers: dict[str, str]) -> None:
    assert (await post(content=b"nothing of a form", headers=headers)).status_code in (400, 422)


@given(st.binary(max_size=200))
def test_no_body_makes_it_crash(content: bytes) -> None:
    async def check() -> None:
        assert (await post(content=content)).status_code in (200, 413, 422)

    asyncio.run(check())


@given(st.dictionaries(st.sampled_from(["text", "choice", "client_message_id"]), st.text(max_size=20) | st.none() | st.integers()))
def test_no_json_makes_it_crash(body: dict[str, Any]) -> None:
    async def check() -> None:
        assert (await post(content=json.dumps(body).encode())).status_code in (200, 422)

    asyncio.run(check())


def test_a_posted_file_hands_its_media_on() -> None:
    incoming = Posted("نص", None, "a", File("n", b"")).incoming(({"id": "m"},))
    assert (incoming.text, incoming.client_id, incoming.media) == ("نص", "a", ({"id": "m"},))
