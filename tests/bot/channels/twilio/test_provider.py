"""What the real client asks of Twilio, and what is done with what it answers."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.contacts.identities import contact_of
from actions.contacts.models import Channel, ConsentEvent, Contact
from actions.contacts.phones import keep
from actions.contacts.service import contact_at, notify
from actions.database.engine import transaction
from actions.identity.vault import vault
from bot.channels.providers import provider_of
from bot.channels.twilio.contents import definitions
from bot.channels.twilio.provider import TwilioProvider
from bot.channels.twilio.settings import SANDBOX, twilio_settings
from bot.conversations.models import DeliveryState
from bot.delivery.failures import MOST_ATTEMPTS
from bot.delivery.models import ProviderAlarm
from bot.delivery.notices import dispatch_one_due
from tests.bot.channels.twilio.api import Api
from tests.bot.channels.twilio.conftest import ACCOUNT, PUBLIC, TOKEN, read_anew
from tests.bot.channels.twilio.outgoing import PHONE, all_sent, answered, contact_on, deliveries, due_now, said_by, wrote


@pytest.fixture
def contents(api: Api, account: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """An account in which every content has been made."""
    numbers = {name: f"HX{n:032x}" for n, name in enumerate(definitions())}
    file = tmp_path / "contents.yaml"
    file.write_text(yaml.safe_dump(numbers))
    account.setenv("TWILIO_CONTENT_FILE", str(file))
    read_anew()
    return numbers


MENU, TITLES = "للاختيار يكفي إرسال الرقم:\n1. نعم\n2. لا", ("نعم", "لا")


async def test_in_production_with_an_account_twilio_carries_whatsapp_and_sms(api: Api) -> None:
    assert isinstance(provider_of("whatsapp"), TwilioProvider)
    assert isinstance(provider_of("sms"), TwilioProvider)


@pytest.mark.parametrize(("account_sid", "really"), [(ACCOUNT, True), ("", False)])
async def test_a_demonstration_really_sends_only_where_an_account_is_set_up(
    api: Api, account: pytest.MonkeyPatch, account_sid: str, really: bool
) -> None:
    account.setenv("MODE", "demo")
    account.setenv("TWILIO_ACCOUNT_SID", account_sid)
    read_anew()
    assert isinstance(provider_of("whatsapp"), TwilioProvider) is really


async def test_an_answer_on_whatsapp(session: AsyncSession, api: Api) -> None:
    await answered(session, await wrote(session), "وعليكم السلام")
    await all_sent()
    (asked,) = api.messages
    assert (asked.method, asked.path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert asked.user == f"{ACCOUNT}:{TOKEN}"
    assert {name: values[0] for name, values in asked.form.items()} == {
        "To": f"whatsapp:{PHONE}",
        "From": "whatsapp:+966115000000",
        "Body": "وعليكم السلام",
        "StatusCallback": f"{PUBLIC}/twilio/status",
    }
    (sent,) = await deliveries()
    assert (sent.state, sent.provider_sid, sent.error) == (DeliveryState.SENT, f"SM{1:032x}", None)
    assert sent.sent_at is not None


async def test_it_answers_from_the_sender_that_was_written_to(session: AsyncSession, api: Api) -> None:
    conversation = await wrote(session)
    contact = await session.get_one(Contact, conversation.contact_id)
    contact.sender = "+14155238886"
    await answered(session, conversation, "سلام")
    await all_sent()
    assert api.messages[0].one("From") == "whatsapp:+14155238886"


async def test_somebody_without_a_phone_is_answered_by_the_id(session: AsyncSession, api: Api) -> None:
    conversation = await wrote(session)
    contact = await session.get_one(Contact, conversation.contact_id)
    contact.address_fingerprint = contact.address_sealed = None
    contact.provider_id_fingerprint, contact.provider_id_sealed = b"f", vault().seal("SA.77120934")
    await answered(session, conversation, "سلام")
    await all_sent()
    assert api.messages[0].one("To") == "whatsapp:SA.77120934"


async def test_an_sms_goes_through_the_messaging_service_where_there_is_one(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch
) -> None:
    conversation = await wrote(session, Channel.SMS)
    await answered(session, conversation, "سلام")
    await all_sent()
    account.setenv("TWILIO_MESSAGING_SERVICE_SID", "MG1")
    read_anew()
    await answered(session, conversation, "سلام")
    await all_sent()
    first, second = api.messages
    assert (first.one("From"), first.one("To"), first.one("MessagingServiceSid")) == ("+18005550100", PHONE, None)
    assert (second.one("From"), second.one("MessagingServiceSid")) == (None, "MG1")


async def test_references_are_resolved_at_the_last_moment(session: AsyncSession, api: Api) -> None:
    code = await vault().protect(session, "code", "482913")
    await answered(session, await wrote(session), f"الرمز {code}")
    await all_sent()
    assert api.messages[0].one("Body") == "الرمز 482913"
    assert "482913" not in (await deliveries())[0].text


async def test_choices_are_listed_where_the_account_has_no_buttons(session: AsyncSession, api: Api) -> None:
    await answered(session, await wrote(session), "موافق؟", menu=MENU, titles=TITLES)
    await all_sent()
    assert api.messages[0].one("Body") == f"موافق؟\n\n{MENU}"
    assert api.messages[0].one("ContentSid") is None


async def test_a_few_choices_are_buttons(session: AsyncSession, api: Api, contents: dict[str, str]) -> None:
    await answered(session, await wrote(session), "موافق؟", menu=MENU, titles=TITLES)
    await all_sent()
    (asked,) = api.messages
    assert asked.one("ContentSid") == contents["mueen_buttons_2_ar"]
    assert json.loads(asked.one("ContentVariables") or "") == {"1": "موافق؟", "2": "نعم", "3": "لا"}
    assert asked.one("Body") is None


async def test_up_to_ten_choices_are_a_list_and_more_are_listed(session: AsyncSession, api: Api, contents: dict[str, str]) -> None:
    conversation = await wrote(session)
    for count in (4, 10, 11):
        await answered(session, conversation, "أين؟", menu="…", titles=[f"مدينة {n}" for n in range(count)])
    await all_sent()
    assert [one.one("ContentSid") for one in api.messages] == [contents["mueen_list_4_ar"], contents["mueen_list_10_ar"], None]


async def test_buttons_that_are_refused_become_the_list_in_the_text(
    session: AsyncSession, api: Api, contents: dict[str, str]
) -> None:
    api.answers = lambda asked: (400, {"code": 21656, "message": "x", "status": 400}) if asked.one("ContentSid") else api.made()
    await answered(session, await wrote(session), "موافق؟", menu=MENU, titles=TITLES)
    await all_sent()
    assert [one.one("Body") for one in api.messages] == [None, f"موافق؟\n\n{MENU}"]
    assert (await deliveries())[0].state is DeliveryState.SENT


async def test_a_picture_goes_as_a_link_that_opens_for_a_while(session: AsyncSession, api: Api) -> None:
    media = [{"id": "7a1c2f3e-0000-4000-8000-000000000001", "type": "image/png"}]
    await answered(session, await wrote(session), "بطاقتك", media=media)
    await all_sent()
    link = api.messages[0].one("MediaUrl") or ""
    assert link.startswith(f"{PUBLIC}/m/7a1c2f3e-0000-4000-8000-000000000001/")
    assert api.messages[0].one("Body") == "بطاقتك"


@pytest.mark.parametrize(
    ("status", "code"), [(429, 20429), (429, None), (500, None), (503, 20500), (400, 63018)], ids=str
)
async def test_what_may_pass_is_tried_again(session: AsyncSession, api: Api, status: int, code: int | None) -> None:
    api.refuses(status, code)
    await answered(session, await wrote(session), "سلام")
    await all_sent()
    (waiting,) = await deliveries()
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 1, str(code or status))
    api.answers = None
    await due_now()
    await all_sent()
    assert (await deliveries())[0].state is DeliveryState.SENT


async def test_a_server_that_is_away_is_tried_again_and_then_given_up(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch
) -> None:
    account.setenv("TWILIO_API_URL", "http://127.0.0.1:9")
    read_anew()
    await answered(session, await wrote(session), "سلام")
    for _ in range(MOST_ATTEMPTS + 1):
        await due_now()
        await all_sent()
    (dead,) = await deliveries()
    assert (dead.state, dead.attempts, dead.error) == (DeliveryState.DEAD, MOST_ATTEMPTS, "ConnectionError")


@pytest.mark.parametrize("code", [63013, 63021, 30007, 21617, 12345])
async def test_what_is_refused_for_good_is_told_to_the_operator(
    session: AsyncSession, api: Api, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    api.refuses(400, code)
    (delivery,) = await answered(session, await wrote(session), "سلام")
    await all_sent()
    assert (await deliveries())[0].state is DeliveryState.DEAD
    assert f"delivery {delivery} is dead: {code}" in caplog.text


@pytest.mark.parametrize(("status", "code"), [(401, 20003), (400, 21408), (400, 21612)])
async def test_what_an_operator_has_to_mend_waits_for_it_however_long(
    session: AsyncSession, api: Api, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    api.refuses(status, code)
    await answered(session, await wrote(session), "سلام")
    for _ in range(MOST_ATTEMPTS + 2):
        await due_now()
        await all_sent()
    (waiting,) = await deliveries()
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 0, str(code))
    assert f"waits for an operator: {code}" in caplog.text


async def test_whoever_opted_out_at_twilio_is_opted_out_here(session: AsyncSession, api: Api) -> None:
    api.refuses(400, 21610)
    await answered(session, await wrote(session), "سلام")
    await all_sent()
    assert (await deliveries())[0].state is DeliveryState.DEAD
    assert (await contact_on(Channel.WHATSAPP)).opted_out_at is not None
    async with transaction() as own:
        assert len((await own.scalars(ConsentEvent.__table__.select())).all()) == 1


@pytest.mark.parametrize("code", [63003, 63024, 21211, 21614])
async def test_where_nobody_is_on_whatsapp_an_sms_goes_to_the_same_phone(session: AsyncSession, api: Api, code: int) -> None:
    api.answers = lambda asked: (
        (400, {"code": code, "message": "x", "status": 400}) if (asked.one("To") or "").startswith("whatsapp:") else api.made()
    )
    await answered(session, await wrote(session), "صدر قرارك")
    await all_sent()
    dead, sent = await deliveries()
    assert (dead.state, dead.error) == (DeliveryState.DEAD, str(code))
    assert (sent.state, sent.channel, sent.segments) == (DeliveryState.SENT, Channel.SMS, 1)
    assert api.messages[1].one("To") == PHONE
    assert (await contact_on(Channel.WHATSAPP)).unreachable_at is not None


async def test_whoever_hides_their_phone_gets_an_sms_where_they_proved_one(session: AsyncSession, api: Api) -> None:
    """Their answers still go to the id they write from: the proved phone need not be the account's own."""
    hidden = await contact_of(session, Channel.WHATSAPP, phone=None, provider_id="SA.20814033")
    phone = await contact_at(session, Channel.SMS, PHONE)
    conversation = await said_by(session, hidden)
    await keep(session, hidden, phone.id, conversation.id, now())
    await answered(session, conversation, "وصل طلبك")
    await all_sent()
    await answered(session, conversation, "صدر قرارك")
    api.answers = lambda asked: (
        (400, {"code": 63003, "message": "x", "status": 400}) if (asked.one("To") or "").startswith("whatsapp:") else api.made()
    )
    await all_sent()
    assert [asked.one("To") for asked in api.messages] == ["whatsapp:SA.20814033", "whatsapp:SA.20814033", PHONE]


async def test_where_the_sms_fails_too_it_ends(session: AsyncSession, api: Api) -> None:
    api.refuses(400, 21211)
    await answered(session, await wrote(session), "صدر قرارك")
    await all_sent()
    assert [one.state for one in await deliveries()] == [DeliveryState.DEAD, DeliveryState.DEAD]


async def test_one_who_never_wrote_on_whatsapp_is_not_written_to_there(session: AsyncSession, api: Api) -> None:
    """Their SMS fails; a WhatsApp of the same number is not known, so it is not guessed."""
    api.refuses(400, 21614)
    await answered(session, await wrote(session, Channel.SMS), "سلام")
    await all_sent()
    assert [one.channel for one in await deliveries()] == [Channel.SMS]


OUTSIDE = timedelta(hours=25)


async def test_outside_the_window_a_template_announces_what_waits(
    session: AsyncSession, api: Api, contents: dict[str, str]
) -> None:
    await answered(session, await wrote(session, ago=OUTSIDE), "تذكير بموعدك", act="appointment.reminder")
    await all_sent()
    held, announced = await deliveries()
    assert (held.state, announced.state) == (DeliveryState.HELD, DeliveryState.SENT)
    (asked,) = api.messages
    assert asked.one("ContentSid") == contents["mueen_appointment_ar"]
    assert (asked.one("Body"), asked.one("ContentVariables")) == (None, None)


async def test_several_pieces_of_news_are_announced_once(session: AsyncSession, api: Api, contents: dict[str, str]) -> None:
    conversation = await wrote(session, ago=OUTSIDE)
    for body in ("الأول", "الثاني", "الثالث"):
        await answered(session, conversation, body)
    await all_sent()
    assert len(api.messages) == 1
    assert [one.state for one in await deliveries()].count(DeliveryState.HELD) == 3


async def test_without_a_template_the_phone_gets_an_sms(session: AsyncSession, api: Api) -> None:
    await answered(session, await wrote(session, ago=OUTSIDE), "تذكير بموعدك")
    await all_sent()
    (asked,) = api.messages
    assert (asked.one("To"), asked.one("Body")) == (PHONE, "تذكير بموعدك")


async def test_without_a_template_and_an_sms_sender_it_waits_until_they_write(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch
) -> None:
    account.delenv("TWILIO_SMS_SENDER")
    read_anew()
    await answered(session, await wrote(session, ago=OUTSIDE), "تذكير بموعدك")
    await all_sent()
    (held,) = await deliveries()
    assert (held.state, held.error, api.messages) == (DeliveryState.HELD, "window_closed", [])


async def test_a_window_that_whatsapp_says_is_closed_is_closed(session: AsyncSession, api: Api, contents: dict[str, str]) -> None:
    api.answers = lambda asked: (400, {"code": 63016, "message": "x", "status": 400}) if asked.one("Body") else api.made()
    await answered(session, await wrote(session), "تذكير بموعدك")
    await all_sent()
    assert [one.state for one in await deliveries()] == [DeliveryState.HELD, DeliveryState.SENT]


async def test_an_sms_has_no_window(session: AsyncSession, api: Api) -> None:
    await answered(session, await wrote(session, Channel.SMS, ago=OUTSIDE), "تذكير بموعدك")
    await all_sent()
    assert api.messages[0].one("Body") == "تذكير بموعدك"


async def test_costs_are_estimated_from_the_operators_prices_and_nothing_else(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    conversation = await wrote(session, Channel.SMS)
    await answered(session, conversation, "س" * 71)
    await all_sent()
    prices = {"currency": "USD", "source": "https://example.org", "read_on": "2026-11-01", "sms": {"+966": "0.1", "+9665": "0.2"}}
    file = tmp_path / "prices.yaml"
    file.write_text(yaml.safe_dump(prices))
    account.setenv("TWILIO_PRICES_FILE", str(file))
    read_anew()
    await answered(session, conversation, "س" * 71)
    await all_sent()
    unknown, known = await deliveries()
    assert (unknown.segments, unknown.cost, unknown.cost_currency) == (2, None, None)
    assert (known.segments, float(known.cost or 0), known.cost_currency) == (2, 0.4, "USD")


async def test_the_rate_of_a_sender_is_kept(session: AsyncSession, api: Api, account: pytest.MonkeyPatch) -> None:
    account.setenv("TWILIO_WHATSAPP_RATE", "0.001")
    read_anew()
    conversation = await wrote(session)
    for number in range(5):
        await answered(session, conversation, f"رسالة {number}")
    await all_sent()
    assert len(api.messages) == 1
    left = [one for one in await deliveries() if one.state is DeliveryState.QUEUED]
    assert {(one.attempts, one.error) for one in left} == {(0, None)}


async def test_a_code_for_one_who_sent_stop_by_sms_goes_by_whatsapp(session: AsyncSession, api: Api) -> None:
    """They wait for it; an answer or news ends there."""
    await wrote(session)
    by_sms = await wrote(session, Channel.SMS)
    api.answers = lambda asked: (
        api.made() if (asked.one("To") or "").startswith("whatsapp:") else (400, {"code": 21610, "message": "x", "status": 400})
    )
    await answered(session, by_sms, "خبر")
    assert by_sms.contact_id is not None
    await notify(session, by_sms.contact_id, "sms.code", {"code": "482913"}, now=now())
    await session.commit()
    assert await dispatch_one_due()
    await all_sent()
    assert [(one.channel, one.state) for one in await deliveries()] == [
        (Channel.SMS, DeliveryState.DEAD),
        (Channel.SMS, DeliveryState.DEAD),
        (Channel.WHATSAPP, DeliveryState.SENT),
    ]
    assert (await contact_on(Channel.SMS)).opted_out_at is not None


async def test_what_an_operator_has_to_mend_is_an_alarm_once(session: AsyncSession, api: Api) -> None:
    api.refuses(400, 21408)
    await answered(session, await wrote(session), "سلام")
    for _ in range(3):
        await due_now()
        await all_sent()
    async with transaction() as own:
        (alarm,) = await own.scalars(select(ProviderAlarm))
    assert (alarm.source, alarm.code) == ("whatsapp", "21408")


async def test_in_a_demonstration_a_real_account_writes_only_to_those_who_wrote(
    session: AsyncSession, api: Api, account: pytest.MonkeyPatch
) -> None:
    """Made-up people have numbers that may be somebody's."""
    account.setenv("MODE", "demo")
    account.delenv("TWILIO_API_URL")
    read_anew()
    stranger = await wrote(session, Channel.SMS)
    await answered(session, stranger, "رمزك")
    await all_sent()
    (kept,) = await deliveries()
    assert (kept.state, api.messages) == (DeliveryState.SENT, [])
    assert (kept.provider_sid or "").startswith("SIM")


@pytest.mark.parametrize(
    ("sender", "told", "rate"), [("+14155238886", None, 1 / 3), ("+966115000000", None, 80.0), ("+14155238886", "2", 2.0)]
)
def test_the_sandbox_takes_a_message_in_three_seconds(
    account: pytest.MonkeyPatch, sender: str, told: str | None, rate: float
) -> None:
    account.setenv("TWILIO_WHATSAPP_SENDER", sender)
    if told:
        account.setenv("TWILIO_WHATSAPP_RATE", told)
    read_anew()
    assert twilio_settings().whatsapp_a_second(sender) == rate


@pytest.mark.parametrize("copied", ["+14155238886", "whatsapp:+14155238886", "+1 415 523 8886", "whatsapp:+1 415 523 8886"])
def test_a_sender_may_be_copied_as_the_console_shows_it(account: pytest.MonkeyPatch, copied: str) -> None:
    account.setenv("TWILIO_WHATSAPP_SENDER", copied)
    read_anew()
    assert twilio_settings().whatsapp_sender == SANDBOX
