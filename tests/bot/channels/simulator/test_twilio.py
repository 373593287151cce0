"""Twilio's own client against the simulated Twilio: what the documentation says is what happens."""

from __future__ import annotations

import json

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from bot.channels.simulator import inbound
from bot.channels.simulator.magic import Plan, magic
from tests.bot.channels.simulator.served import CREDENTIALS, Providers, ToHere

SMS = {"to": "+966500000001", "from_": "Mueen", "body": "رمزك 482913"}
WHATSAPP = {"to": "whatsapp:+966500000001", "from_": "whatsapp:+14155238886", "body": "أهلاً"}


async def test_a_message_is_taken_as_it_stands_and_answered_as_documented(here: Providers) -> None:
    message = await here.send(**SMS)
    assert (message.status, message.direction, message.num_segments) == ("queued", "outbound-api", "1")
    assert message.sid.startswith("SM")
    assert len(message.sid) == 34
    assert message.date_created is not None
    assert [(m.channel, m.to, m.text, m.provider_id) for m in here.seen] == [
        ("sms", "+966500000001", "رمزك 482913", message.sid)
    ]
    assert (await here.twilio.messages(message.sid).fetch_async()).body == SMS["body"]


async def test_whatsapp_is_a_channel_of_its_own(here: Providers) -> None:
    await here.send(**WHATSAPP)
    await here.send(to="whatsapp:SA.13491208655302741918", from_="whatsapp:+14155238886", body="بلا رقم")
    assert [(m.channel, m.to) for m in here.seen] == [
        ("whatsapp", "+966500000001"),
        ("whatsapp", "SA.13491208655302741918"),
    ]


async def test_through_a_messaging_service_the_sender_is_not_known_yet(here: Providers) -> None:
    message = await here.send(to="+966500000001", messaging_service_sid="MG" + "1" * 32, body="أهلاً")
    assert (message.status, message.num_segments, message.from_) == ("accepted", "0", None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"to": "966500000001"}, 21211),
        ({"to": "whatsapp:0500000001", "from_": "whatsapp:+14155238886"}, 21211),
        ({"to": ""}, 21604),
        ({"from_": ""}, 21603),
        ({"from_": "longer than eleven"}, 21212),
        ({"from_": "whatsapp:+14155238886"}, 21910),
        ({"to": "whatsapp:+966500000001", "from_": "whatsapp:Mueen"}, 63007),
        ({"body": ""}, 21619),
        ({"body": "ط" * 1601}, 21617),
        ({"media_url": ["file:///etc/passwd"]}, 21620),
        ({"status_callback": "nowhere"}, 21609),
        ({"content_sid": "HX" + "0" * 32}, 21655),
        ({"content_sid": "HX" + "0" * 32, "body": ""}, 21655),
        ({"content_variables": "{}"}, 21656),
        ({"from_": "+15005550001"}, 21212),
        ({"from_": "+15005550007"}, 21606),
        ({"from_": "+15005550008"}, 21611),
    ],
)
async def test_what_twilio_refuses_is_refused_with_its_code(here: Providers, changed: dict[str, str], code: int) -> None:
    with pytest.raises(TwilioRestException) as caught:
        await here.send(**(SMS | changed))
    assert (caught.value.status, caught.value.code) == (400, code)
    assert here.seen == []


async def test_1600_characters_are_still_one_message(here: Providers) -> None:
    assert (await here.send(**(SMS | {"body": "ط" * 1600}))).num_segments == "24"


async def test_a_parameter_that_nobody_documents_is_refused(here: Providers) -> None:
    account = CREDENTIALS.account_sid
    answer = httpx.Response(500)
    async with httpx.AsyncClient(auth=(account, CREDENTIALS.auth_token)) as client:
        answer = await client.post(
            f"{here.address}/twilio/2010-04-01/Accounts/{account}/Messages.json",
            data={"To": "+966500000001", "From": "Mueen", "Text": "أهلاً"},
        )
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    assert "Text" in answer.json()["message"]


async def test_a_wrong_token_or_another_account_gets_nothing(here: Providers) -> None:
    async with ToHere(here.address + "/twilio") as other:
        with pytest.raises(TwilioRestException) as caught:
            await Client(CREDENTIALS.account_sid, "wrong", http_client=other).messages.create_async(**SMS)
        assert (caught.value.status, caught.value.code) == (401, 20003)
    with pytest.raises(TwilioRestException) as caught:
        await here.twilio.api.v2010.accounts("AC" + "9" * 32).fetch_async()
    assert caught.value.status == 404
    assert (await here.twilio.api.v2010.accounts(CREDENTIALS.account_sid).fetch_async()).status == "active"


@pytest.mark.parametrize(("number", "code"), magic().to.items())
async def test_twilios_own_test_numbers_fail_as_documented(here: Providers, number: str, code: int) -> None:
    with pytest.raises(TwilioRestException) as caught:
        await here.send(**(SMS | {"to": number}))
    assert caught.value.code == code


@pytest.mark.parametrize("failure", magic().failures.values(), ids=lambda failure: str(failure.code))
async def test_every_code_has_a_number_that_fails_with_it(here: Providers, failure: object) -> None:
    wanted = magic().failures[failure.code]  # type: ignore[attr-defined]
    to = f"{magic().codes_at}{wanted.code}"
    if wanted.status is not None:
        with pytest.raises(TwilioRestException) as caught:
            await here.send(**(SMS | {"to": to}))
        assert (caught.value.status, caught.value.code) == (wanted.status, wanted.code)
        return
    message = await here.send(**(SMS | {"to": to, "status_callback": here.back.url}))
    assert message.status == "queued"
    await here.world.settled()
    assert (here.back.came[-1]["MessageStatus"], here.back.came[-1]["ErrorCode"]) == (wanted.state, str(wanted.code))
    found = await here.twilio.messages(message.sid).fetch_async()
    assert (found.status, found.error_code) == (wanted.state, wanted.code)
    assert here.seen == []


async def test_states_are_told_by_signed_call_backs(here: Providers) -> None:
    message = await here.send(**(SMS | {"status_callback": here.back.url}))
    await here.world.settled()
    assert here.back.states == ["sent", "delivered"]
    assert here.back.signed == [True, True]
    assert {fields["MessageSid"] for fields in here.back.came} == {message.sid}
    assert (await here.twilio.messages(message.sid).fetch_async()).status == "delivered"


@pytest.mark.parametrize(
    ("number", "told", "state"),
    [
        ("01", ["sent", "sent", "delivered", "delivered"], "delivered"),
        ("03", ["delivered", "sent"], "delivered"),
        ("04", ["sent", "delivered", "read"], "read"),
        ("05", [], "queued"),
        ("06", ["read", "delivered", "sent", "queued"], "read"),
    ],
)
async def test_states_come_twice_never_or_in_the_wrong_order(
    here: Providers, number: str, told: list[str], state: str
) -> None:
    message = await here.send(**(SMS | {"to": f"+150455500{number}"}), status_callback=here.back.url)
    await here.world.settled()
    assert here.back.states == told
    assert (await here.twilio.messages(message.sid).fetch_async()).status == state


async def test_how_states_are_told_can_be_set_for_everybody(here: Providers) -> None:
    here.world.plan = Plan(("delivered",))
    await here.send(**SMS, status_callback=here.back.url)
    await here.world.settled()
    assert here.back.states == ["delivered"]


async def test_the_newest_messages_are_listed_first_by_receiver(here: Providers) -> None:
    for text in ("أ", "ب"):
        await here.send(**(SMS | {"body": text}))
    await here.send(**(SMS | {"to": "+966500000002"}))
    listed = await here.twilio.messages.list_async(to="+966500000001", limit=10)
    assert [message.body for message in listed] == ["ب", "أ"]
    await listed[0].delete_async()
    assert len(await here.twilio.messages.list_async(to="+966500000001", limit=10)) == 1


async def test_a_file_is_fetched_with_the_credentials_and_then_without_them(here: Providers) -> None:
    fields = await inbound.twilio_media(here.world, b"OggS voice", "audio/ogg", "SM" + "1" * 32, here.address + "/twilio")
    own = (CREDENTIALS.account_sid, CREDENTIALS.auth_token)
    async with httpx.AsyncClient() as client:
        assert (await client.get(fields["MediaUrl0"])).status_code == 401
        first = await client.get(fields["MediaUrl0"], auth=own)
        assert first.status_code == 307
        assert (await client.get(first.headers["location"], auth=own)).status_code == 400
        found = await client.get(first.headers["location"])
    assert (found.content, found.headers["content-type"]) == (b"OggS voice", "audio/ogg")


async def test_an_attachment_that_cannot_be_fetched_fails_later(here: Providers) -> None:
    here.world.fetches = True
    fields = await inbound.twilio_media(here.world, b"%PDF", "application/pdf", "SM" + "1" * 32, here.address + "/twilio")
    open_to_all = f"{here.address}/twilio/media-store/{fields['MediaUrl0'].rpartition('/')[2]}"
    for url, state in ((open_to_all, "delivered"), (fields["MediaUrl0"], "undelivered")):
        await here.send(**WHATSAPP, media_url=[url], status_callback=here.back.url)
        await here.world.settled()
        assert here.back.states[-1] == state
    assert here.back.came[-1]["ErrorCode"] == "63019"


async def test_outside_the_window_free_text_fails_and_an_approved_template_does_not(here: Providers) -> None:
    here.world.closed_window = True
    await here.send(**WHATSAPP, status_callback=here.back.url)
    await here.world.settled()
    assert here.back.came[-1]["ErrorCode"] == "63016"
    template = await _content(here, {"twilio/text": {"body": "موعدك يوم {{1}}، بإذن الله."}})
    approved = await _approve(here, template)
    assert approved == "approved"
    await here.send(
        to=WHATSAPP["to"], from_=WHATSAPP["from_"], content_sid=template, content_variables=json.dumps({"1": "الأحد"})
    )
    assert here.seen[-1].text == "موعدك يوم الأحد، بإذن الله."
    inbound.twilio_message(here.world, WHATSAPP["to"], WHATSAPP["from_"], "السلام عليكم")
    await here.send(**WHATSAPP)
    assert here.seen[-1].text == "أهلاً"


async def test_buttons_and_lists_are_seen_with_their_titles(here: Providers) -> None:
    actions = [{"type": "QUICK_REPLY", "title": "نعم", "id": "a1"}, {"type": "QUICK_REPLY", "title": "لا", "id": "a2"}]
    replies = await _content(here, {"twilio/quick-reply": {"body": "تأكيد؟", "actions": actions}})
    await here.send(to=WHATSAPP["to"], from_=WHATSAPP["from_"], content_sid=replies)
    assert here.seen[-1].choices == ({"title": "نعم", "id": "a1"}, {"title": "لا", "id": "a2"})
    many = [{"type": "QUICK_REPLY", "title": f"خيار {n}", "id": str(n)} for n in range(4)]
    too_many = await _content(here, {"twilio/quick-reply": {"body": "أيها؟", "actions": many}})
    await here.send(to=WHATSAPP["to"], from_=WHATSAPP["from_"], content_sid=too_many, status_callback=here.back.url)
    await here.world.settled()
    assert here.back.came[-1]["ErrorCode"] == "63021"


@pytest.mark.parametrize(
    "types",
    [
        {},
        {"twilio/unknown": {"body": "أهلاً"}},
        {"twilio/quick-reply": {"body": "أهلاً", "actions": []}},
        {"twilio/quick-reply": {"body": "أهلاً", "actions": [{"title": "ط" * 26, "id": "1"}]}},
        {"twilio/list-picker": {"body": "أهلاً", "button": "اختيار", "items": [{"item": "ط" * 25, "id": "1"}]}},
        {"twilio/list-picker": {"body": "أهلاً", "button": "ط" * 21, "items": [{"item": "أ", "id": "1"}]}},
        {"twilio/list-picker": {"body": "أهلاً", "button": "أ", "items": [{"item": "أ", "id": str(n)} for n in range(11)]}},
        {"twilio/text": {"body": "ط" * 1025}},
    ],
)
async def test_content_beyond_its_limits_is_refused(here: Providers, types: dict[str, object]) -> None:
    assert (await _post(here, "/v1/Content", {"language": "ar", "types": types})).status_code == 400


async def test_a_list_or_a_badly_placed_hole_is_never_approved(here: Providers) -> None:
    items = [{"item": "أ", "id": "1"}]
    listed = await _content(here, {"twilio/list-picker": {"body": "أيها؟", "button": "اختيار", "items": items}})
    assert await _approve(here, listed) == "rejected"
    assert await _approve(here, await _content(here, {"twilio/text": {"body": "موعدك {{1}}"}})) == "rejected"


async def test_a_value_with_a_line_break_fits_no_template(here: Providers) -> None:
    template = await _content(here, {"twilio/text": {"body": "موعدك {{1}} بإذن الله"}})
    for values in ('{"1": "أ\\nب"}', '{"1": ""}', "{", '{"2": "أ"}'):
        with pytest.raises(TwilioRestException) as caught:
            await here.send(to=WHATSAPP["to"], from_=WHATSAPP["from_"], content_sid=template, content_variables=values)
        assert caught.value.code == 21656


async def _post(here: Providers, path: str, body: object) -> httpx.Response:
    own = (CREDENTIALS.account_sid, CREDENTIALS.auth_token)
    async with httpx.AsyncClient(auth=own) as client:
        return await client.post(f"{here.address}/twilio{path}", json=body)


async def _content(here: Providers, types: dict[str, object]) -> str:
    answer = await _post(here, "/v1/Content", {"friendly_name": "test", "language": "ar", "types": types})
    assert answer.status_code == 201, answer.text
    found = await here.twilio.content.v1.contents(answer.json()["sid"]).fetch_async()
    assert found.types == types
    return str(found.sid)


async def _approve(here: Providers, content: str) -> str:
    asked = {"name": "notice", "category": "UTILITY"}
    await _post(here, f"/v1/Content/{content}/ApprovalRequests/whatsapp", asked)
    found = await here.twilio.content.v1.contents(content).approval_fetch().fetch_async()
    return str(found.whatsapp["status"])
