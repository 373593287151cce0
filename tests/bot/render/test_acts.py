"""Every act can be told, in both languages, on every channel."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.capabilities import PHONE, SMS, TELEGRAM, WEB, WHATSAPP
from bot.render import render
from bot.render.isolation import FSI, PDI
from bot.render.registry import acts
from tests.bot.render.samples import samples

HERE = Path(__file__).parent
CONTRACT = yaml.safe_load((HERE / "contract_acts.yaml").read_text(encoding="utf-8"))
EXTRA = {
    "eligibility.next_steps",
    "record.disputed",
    "menu.page",
    "faq.topics",
    "faq.nothing_more",
    "switch.confirm",
    "continue.link",
    "continue.done",
    "continue.expired",
    "contact.unlinked",
    "contact.not_linked",
    "contact.preferred",
    "verify.too_many_codes",
    "sms.code",
    "rating.thanks",
    "path.already_applied",
    "benefit.already_applied",
    "comprehensive.already_requested",
    "data.deletion.confirm",
    "data.copy.confirm",
    "data.copy_requested",
    "data.request_done",
    "change.done",
    "mandate.ask",
    "mandate.confirm",
    "mandate.code_sent",
    "sms.mandate_code",
    "mandate.appointed",
    "mandate.not_entitled",
    "mandate.too_many",
    "mandate.for_whom",
    "mandate.acting",
    "mandate.own",
    "mandate.outside_scope",
    "mandate.over",
    "mandate.none",
    "mandate.list",
    "mandate.end.confirm",
    "mandate.ended",
    "payment.paid",
    "payment.day",
    "results.out",
    "card.expiring",
    "frustration",
    "apology",
    "appointment.slot_taken",
    "appointment.clash",
    "appointment.closed",
    "appointment.follow_up",
    "appointment.for_whom",
    "appointment.missed",
    "appointment.not_entitled",
    "appointment.offer",
    "appointment.offer_declined",
    "appointment.offer_gone",
    "appointment.place",
    "appointment.reminder",
    "appointment.waiting",
    "appointment.waitlist_left",
    "upload.received",
    "attachment.too_many",
    "case.changed",
    "case.list",
    "case.reopen.confirm",
    "case.add.confirm",
    "affirm.nothing",
    "deny.nothing",
    "language.ask",
    "message.unsupported",
    "message.edited_late",
    "phone.ask",
    "phone.kept",
    "phone.not_own",
    "phone.whose",
    "phone.number",
    "phone.code_sent",
    "phone.proved",
    "phone.left",
    "phone.locked",
    "phone.not_needed",
    "sms.phone_code",
    "news.none",
    "place.unknown",
}
SAMPLES = list(samples())
CHANNELS = {"web": WEB, "sms": SMS, "whatsapp": WHATSAPP, "telegram": TELEGRAM, "phone": PHONE}


def name(message: dict[str, Any]) -> str:
    told = {key: value for key, value in message["data"].items() if isinstance(value, str | bool) and value}
    return "-".join([message["act"], *(str(value) for value in told.values())])[:60]


every_sample = pytest.mark.parametrize("message", SAMPLES, ids=[name(message) for message in SAMPLES])
both_languages = pytest.mark.parametrize("language", ["ar", "en"])


def test_every_act_of_the_contract_and_every_act_of_ours_has_a_renderer() -> None:
    assert acts() == set(CONTRACT) | EXTRA


def test_every_act_has_a_sample() -> None:
    assert {message["act"] for message in SAMPLES} == acts()


@every_sample
@both_languages
def test_a_sample_is_told_on_every_channel_within_its_length(message: dict[str, Any], language: str) -> None:
    for capabilities in CHANNELS.values():
        text = render(message, language, capabilities, strict=True).text
        assert 0 < len(text) <= capabilities.text_limit
        assert text == text.strip()
        assert "{" not in text
        assert "}" not in text


@every_sample
@both_languages
def test_what_is_set_apart_is_closed_again_and_absent_where_marks_are_not_known(message: dict[str, Any], language: str) -> None:
    text = render(message, language, WEB, strict=True).text
    assert text.count(FSI) == text.count(PDI)
    assert not re.search(f"{FSI}[^{PDI}]*\n", text), "a piece that is set apart ends with its line"
    assert FSI not in render(message, language, SMS, strict=True).text


@every_sample
def test_a_text_is_in_the_language_that_was_asked_for(message: dict[str, Any]) -> None:
    if message["act"] == "language.changed":
        return
    arabic = render(message, "ar", WEB, strict=True).text
    english = render(message, "en", WEB, strict=True).text
    assert re.search("[\u0620-\u064a]{3}", arabic)
    assert re.search("[A-Za-z]{3}", english)
    outside = re.sub(f"{FSI}[^{PDI}]*{PDI}", "", english)
    values = json.dumps(message["data"], ensure_ascii=False)
    assert not [word for word in re.findall("[\u0620-\u064a]+", outside) if word not in values]


@every_sample
@both_languages
def test_the_fields_of_the_act_stay_beside_the_text_and_can_be_stored(message: dict[str, Any], language: str) -> None:
    told = render(message, language, WEB, strict=True)
    assert set(message["data"]) <= set(told.data)
    stored = json.dumps(told.data, ensure_ascii=False)
    assert FSI not in stored


@both_languages
@pytest.mark.parametrize("act", sorted(CONTRACT))
def test_the_fields_that_the_contract_names_are_there(act: str, language: str) -> None:
    named = CONTRACT[act] if isinstance(CONTRACT[act], str) else ""
    fields = set(re.findall(r"(?:^|, )([a-z_]+)(?=:|,|$)", re.sub(r"\[[^\]]*\]|\([^)]*\)", "", named)))
    seen = [set(render(message, language, WEB, strict=True).data) for message in SAMPLES if message["act"] == act]
    assert fields <= set().union(*seen)


def test_a_retried_question_is_worded_differently() -> None:
    for message in SAMPLES:
        data = {key: value for key, value in message["data"].items() if key != "retry"}
        if "retry" in message["data"] and {"act": message["act"], "data": data} in SAMPLES:
            first = render({"act": message["act"], "data": data}, "ar", WEB, strict=True).text
            again = render(message, "ar", WEB, strict=True).text
            assert first != again, message


@both_languages
def test_the_sms_holds_its_code_and_no_other_digits_in_one_segment(language: str) -> None:
    text = render({"act": "sms.code", "data": {"code": "482913"}}, language, SMS, strict=True).text
    assert re.findall(r"\d+", text) == ["482913"]
    assert len(text) <= (70 if language == "ar" else 160)


@both_languages
def test_an_estimate_says_that_it_is_one(language: str) -> None:
    word = {"ar": "تقدير غير رسمي", "en": "unofficial estimate"}[language]
    for message in SAMPLES:
        if message["act"] in ("eligibility.result", "comprehensive.result"):
            assert word in render(message, language, WEB, strict=True).text


def test_no_text_asks_for_a_password_or_a_nafath_code() -> None:
    for message in SAMPLES:
        text = render(message, "ar", WEB, strict=True).text
        for sentence in re.split(r"[.؟\n]", text):
            if "كلمة المرور" in sentence or "كلمة مرور" in sentence or "رمز نفاذ" in sentence:
                assert re.search("لا نطلب|لا يُطلب|لن يطلب|احتيال", sentence), sentence


def test_a_reason_of_a_decision_comes_with_its_words_and_its_article() -> None:
    message = next(m for m in SAMPLES if m["act"] == "eligibility.status" and m["data"]["status"] == "ineligible")
    reason = render(message, "ar", WEB, strict=True).data["reasons"][0]
    assert reason["code"] == "income_above_minimum"
    assert reason["text"] == "الدخل المحتسب للأسرة يساوي الحد الأدنى المحسوب لها أو يزيد عليه"
    assert reason["citation"] == "المادة 9، الفقرة 2، من نظام الضمان الاجتماعي"


def test_a_read_back_is_also_the_summary_of_the_contract() -> None:
    message = next(m for m in SAMPLES if m["act"] == "case.confirm")
    told = render(message, "ar", WEB, strict=True)
    assert told.data["summary"].splitlines() == [
        "النوع: اعتراض",
        "السبب: الدخل أقل من المسجل",
        "التفاصيل: راتبي 2000",
        "المرفقات: ملف واحد",
    ]


def test_a_very_long_read_back_is_shortened() -> None:
    message = {
        "act": "case.confirm",
        "data": {"kind": "complaint", "subject": "service", "details": "كلمة " * 800, "attachments": 0},
    }
    text = render(message, "ar", WHATSAPP, strict=True).text
    assert len(text) < 700
    assert text.endswith("«نعم».")


def test_the_new_language_is_used_to_say_that_it_is_used() -> None:
    message = {"act": "language.changed", "data": {"language": "en"}}
    assert render(message, "ar", WEB, strict=True).text == "Done. We go on in English."


@both_languages
def test_a_clinic_is_named_in_the_language_of_the_person(language: str) -> None:
    message = next(m for m in SAMPLES if m["act"] == "appointment.booked")
    told = render(message, language, WEB, strict=True)
    expected = {"ar": "عيادة التمكين بأبها", "en": "Abha Empowerment Clinic"}[language]
    assert told.data["clinic"]["name"] == expected
    assert expected in told.text


def test_in_danger_the_numbers_come_with_what_they_are_for() -> None:
    data = {"kind": "abuse", "numbers": ["1919", "911"]}
    text = render({"act": "danger.help", "data": data}, "ar", SMS, strict=True).text
    assert "بلاغات العنف الأسري: 1919" in text
    assert "الطوارئ: 911" in text
