"""The HTTP surface that must not change, against the running assistant."""

from __future__ import annotations

import io
import json
import uuid

import httpx
import pytest
from PIL import Image

from tests.stack import Stack, Talk


def test_another_conversations_token_is_refused(stack: Stack) -> None:
    mine, other = Talk(stack.address), Talk(stack.address)
    for path in (f"/chat/{mine.id}/messages", f"/chat/{mine.id}/events"):
        assert mine.http.get(path, headers=other.headers).status_code == 404
        assert mine.http.get(path).status_code == 401
    assert mine.http.post(f"/chat/{mine.id}/messages", json={"text": "x"}, headers=other.headers).status_code == 404
    assert mine.http.get(f"/chat/{uuid.uuid4()}/messages", headers=mine.headers).status_code == 404
    assert mine.http.get("/chat/not-a-conversation/messages", headers=mine.headers).status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"text": ""}', b'{"text": "  "}', b'{"text": 5}', b"null"])
def test_an_empty_or_malformed_body_is_422(stack: Stack, body: bytes) -> None:
    talk = Talk(stack.address)
    headers = {**talk.headers, "Content-Type": "application/json"}
    assert talk.http.post(f"/chat/{talk.id}/messages", content=body, headers=headers).status_code == 422


def test_a_text_over_4000_characters_is_413_and_4000_are_taken(stack: Stack) -> None:
    talk = Talk(stack.address)
    path = f"/chat/{talk.id}/messages?wait=30"
    assert talk.http.post(path, json={"text": "ا" * 4001}, headers=talk.headers).status_code == 413
    assert talk.http.post(path, json={"text": "ا" * 4000}, headers=talk.headers).status_code == 200


def test_an_unknown_choice_is_409_also_when_it_is_somebody_elses(stack: Stack) -> None:
    talk, other = Talk(stack.address), Talk(stack.address)
    theirs = other.say("السلام عليكم")[-1]["choices"][0]["value"]
    for value in ("never-offered", theirs):
        answer = talk.http.post(f"/chat/{talk.id}/messages", json={"choice": value}, headers=talk.headers)
        assert answer.status_code == 409


def test_a_repeated_client_message_id_changes_nothing_and_answers_as_the_first_did(stack: Stack) -> None:
    talk = Talk(stack.address)
    first = talk.send(text="السلام عليكم", client_message_id="one")
    again = talk.send(text="السلام عليكم", client_message_id="one")
    assert again == first
    transcript = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).json()["messages"]
    assert [message.get("from") for message in transcript] == ["person", None]


def test_without_wait_the_answer_comes_on_the_stream_and_last_event_id_resumes(stack: Stack) -> None:
    talk = Talk(stack.address)
    events = f"/chat/{talk.id}/events"
    with httpx.stream("GET", stack.address + events, headers=talk.headers, timeout=30) as stream:
        assert talk.http.post(f"/chat/{talk.id}/messages", json={"text": "هلا"}, headers=talk.headers).status_code == 202
        first = next_message(stream)
    assert first["act"] == "greeting"
    talk.say("مع السلامة")
    headers = {**talk.headers, "Last-Event-ID": first["id"]}
    with httpx.stream("GET", stack.address + events, headers=headers, timeout=30) as stream:
        assert next_message(stream)["act"] == "goodbye"


def next_message(stream: httpx.Response) -> dict[str, str]:
    lines = stream.iter_lines()
    for line in lines:
        if line == "event: message":
            rest = [next(lines), next(lines)]
            data = next(part for part in rest if part.startswith("data: "))
            return dict(json.loads(data.removeprefix("data: ")))
    raise AssertionError("the stream ended")


def test_an_attachment_of_another_type_or_too_large_is_told_and_the_task_stands(stack: Stack) -> None:
    talk = Talk(stack.address)
    assert [m["act"] for m in talk.upload("a.exe", b"MZ" + b"\0" * 200, "application/pdf")] == ["attachment.rejected"]
    assert talk.data("attachment.rejected") == {"reason": "type"}
    talk.upload("big.pdf", b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "application/pdf")
    assert talk.data("attachment.rejected") == {"reason": "size"}
    assert [m["act"] for m in talk.say("السلام عليكم")] == ["greeting"]


def test_a_picture_in_the_middle_of_an_objection_is_its_document(stack: Stack) -> None:
    talk = Talk(stack.address)
    talk.say("ابي ارفع شكوى على خدمة الفرع")
    talk.prove("1901101103", "+966500000011")
    talk.tap("خدمة")
    talk.say("الانتظار كان خمس ساعات وما احد استقبلنا")
    assert talk.acts == ["case.ask"]
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(picture, "PNG")
    assert [m["act"] for m in talk.upload("proof.png", picture.getvalue(), "image/png")] == ["case.confirm"]


def test_a_voice_note_without_a_recogniser_is_answered_not_lost(stack: Stack) -> None:
    talk = Talk(stack.address)
    ogg = b"OggS" + b"\0" * 24 + b"\x01\x13OpusHead" + b"\0" * 200
    assert [m["act"] for m in talk.upload("note.ogg", ogg, "audio/ogg")] == ["speech.not_understood"]


def test_media_need_the_token_of_their_conversation(stack: Stack) -> None:
    talk, other = Talk(stack.address), Talk(stack.address)
    talk.say("ابي اشوف بطاقتي الرقمية")
    talk.prove("1910110111", "+966500000001")
    media = talk.last[-1]["media"][0]
    assert media["type"] == "image/png"
    assert talk.http.get(media["url"]).status_code == 401
    assert talk.http.get(media["url"], headers=other.headers).status_code == 404
    picture = talk.http.get(media["url"], headers=talk.headers)
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1080, 680)


def test_health_and_metrics_speak(stack: Stack) -> None:
    health = httpx.get(f"{stack.address}/healthz")
    assert health.status_code == 200
    assert health.json()["status"] == "ok"
    told = httpx.get(f"{stack.address}/metrics").text
    assert "mueen_inbound_messages" in told
    assert 'mueen_inbound_payloads{state="given_up"} 0.0' in told


def test_every_answer_tells_the_browser_to_be_careful(stack: Stack) -> None:
    for path in ("/", "/healthz", "/static/nothing", "/demo/personas"):
        headers = httpx.get(f"{stack.address}{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_a_message_from_whatsapp_is_answered_there_and_a_repeat_is_ignored(stack: Stack) -> None:
    body = {"channel": "whatsapp", "from": "+966511112222", "text": "السلام عليكم", "message_id": "w1"}
    for _ in range(2):
        assert httpx.post(f"{stack.address}/demo/inbound", json=body).status_code == 202
    for _ in range(100):
        sent = httpx.get(f"{stack.address}/demo/outbox", params={"to": "+966511112222"}).json()["messages"]
        if sent:
            break
    assert len(sent) == 1
    assert sent[0]["channel"] == "whatsapp"


def test_parse_says_how_a_text_is_understood_with_places_in_the_original(stack: Stack) -> None:
    text = "رقم هويتي ١٩١٠١١٠١١١ وابي موعد في ابها"
    result = httpx.post(f"{stack.address}/demo/parse", json={"texts": [text, ""]}, timeout=30).json()["results"]
    found = {entity["entity"]: entity for entity in result[0]["entities"]}
    assert found["national_id"]["value"] == "1910110111"
    assert text[found["national_id"]["start"] : found["national_id"]["end"]] == "١٩١٠١١٠١١١"
    assert found["city"]["value"] == "abha"
    assert len(result[0]["ranking"]) == 5
    assert result[1]["intent"]["name"] == "nlu_fallback"
