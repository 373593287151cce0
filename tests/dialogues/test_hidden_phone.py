"""People on WhatsApp whose phone it does not tell: they are asked for it once, and a code proves it."""

from __future__ import annotations

import itertools
import time

import pytest

from tests.channels import HiddenTalk
from tests.stack import Stack, plain

NOURA, HER_PHONE = "1910110111", "+966500000001"
_numbers = itertools.count(int(time.time()) % 1_000_000)


@pytest.fixture
def talk(stack: Stack) -> HiddenTalk:
    return HiddenTalk(stack)


@pytest.fixture
def number() -> str:
    """A mobile that nobody has had codes on before."""
    return f"05981{next(_numbers) % 100_000:05d}"


def international(number: str) -> str:
    return f"+966{number[1:]}"


def test_the_phone_that_had_the_code_is_linked_with_one_word(talk: HiddenTalk) -> None:
    talk.say("كم بينزل لي هالشهر")
    talk.prove(NOURA, HER_PHONE)
    assert talk.acts == ["verify.done", "payment.last", "phone.whose"]
    assert "+9665•••••01" in plain(talk.last[-1]["text"])
    talk.say("ايه جوالي")
    assert talk.acts == ["phone.proved"]
    assert talk.data("phone.proved")["notices"] is True
    talk.say("وش بياناتي اللي عندكم")
    channels = talk.data("data.shown")["contacts"]
    assert [(one["channel"], one["address"]) for one in channels if one["channel"] == "whatsapp"] == [
        ("whatsapp", "+9665•••••01")
    ]


def test_every_number_of_an_answer_is_one_rows(talk: HiddenTalk) -> None:
    talk.say("ابي اشوف بطاقتي")
    talk.prove(NOURA, HER_PHONE)
    numbers = [talk.number_of(title) for title in ("عن البطاقة الرقمية", "نعم، هو جوالي", "رقم آخر", "ليس الآن")]
    assert numbers == ["1", "2", "3", "4"]
    talk.say("١")
    assert talk.acts == ["faq"]


def test_nobody_is_asked_twice(talk: HiddenTalk) -> None:
    talk.say("ابي اشوف بطاقتي")
    talk.prove(NOURA, HER_PHONE)
    assert talk.acts[-1] == "phone.whose"
    talk.tap("ليس الآن")
    assert talk.acts == ["phone.left"]
    talk.say("تسجيل خروج")
    talk.say("ابي اشوف بطاقتي")
    talk.prove(NOURA, HER_PHONE)
    assert talk.acts == ["verify.done", "card.status"]


@pytest.mark.parametrize(
    ("written", "answered"),
    [
        ("متى ينزل الضمان", ["payment.next"]),
        ("شكرا", ["thanks"]),
        ("مع السلامة", ["goodbye"]),
        ("ابي احجز استشارة نفسية", ["appointment.ask"]),
    ],
)
def test_what_we_ask_for_stands_in_nobodys_way(talk: HiddenTalk, written: str, answered: list[str]) -> None:
    """It is our question, not their task: whoever wants something else is not held to it, and not asked again."""
    talk.say("ابي اشوف بطاقتي")
    talk.prove(NOURA, HER_PHONE)
    assert talk.acts[-1] == "phone.whose"
    talk.say(written)
    assert talk.acts == answered
    if answered != ["appointment.ask"]:
        talk.say("وش آخر دفعة نزلت لي")
        assert talk.acts == ["payment.last"]


def test_another_number_is_proved_by_its_own_code(talk: HiddenTalk, number: str) -> None:
    talk.say("متى موعدي")
    talk.prove(NOURA, HER_PHONE)
    assert talk.acts[-1] == "phone.whose"
    talk.say("لا مو جوالي")
    assert talk.acts == ["phone.number"]
    talk.say("0112345678")
    assert talk.acts == ["phone.number"]
    assert talk.data("phone.number")["unusable"] is True
    talk.say(f"رقمي {number}")
    assert talk.acts == ["phone.code_sent"]
    code = talk.code_sent_to(international(number))
    talk.say(f"{(int(code) + 1) % 1_000_000:06d}")
    assert talk.acts == ["verify.wrong_code"]
    talk.say("متى ينزل الضمان")
    assert talk.acts == ["payment.next", "resumed", "phone.code_sent"]
    talk.say(code)
    assert talk.acts == ["phone.proved"]
    assert talk.data("phone.proved")["notices"] is False


def test_whoever_writes_a_number_unasked_is_heard(talk: HiddenTalk, number: str) -> None:
    """Also without proving who they are: a text reaches them where WhatsApp does not."""
    talk.say(f"هاك جوالي {number}")
    assert talk.acts == ["phone.code_sent"]
    talk.tap("إرسال رمز جديد")
    assert talk.data("phone.code_sent")["renewed"] is True
    talk.say(talk.code_sent_to(international(number)))
    assert talk.acts == ["phone.proved"]
    talk.say(f"رقمي {number}")
    assert "phone.code_sent" not in talk.acts


def test_another_number_may_take_the_place_of_the_one_before(talk: HiddenTalk, number: str) -> None:
    for told in (number, f"05982{number[5:]}"):
        talk.say(f"رقمي {told}")
        assert talk.acts == ["phone.code_sent"]
        talk.say(talk.code_sent_to(international(told)))
        assert talk.acts == ["phone.proved"]


def test_the_phone_on_file_is_told_that_notices_go_to_an_account_without_a_number(talk: HiddenTalk) -> None:
    talk.say("كم بينزل لي هالشهر")
    talk.prove(NOURA, HER_PHONE)
    sent = {"to": HER_PHONE}
    before = len(talk.http.get("/demo/outbox", params=sent).json()["messages"])
    talk.say("ايه جوالي")
    assert talk.acts == ["phone.proved"]
    end = time.monotonic() + 10
    while not (told := talk.http.get("/demo/outbox", params=sent).json()["messages"][before:]) and time.monotonic() < end:
        time.sleep(0.1)
    assert [(one["channel"], "واتساب" in one["text"]) for one in told] == [("sms", True)]


def test_nobody_can_have_somebody_flooded_with_codes(talk: HiddenTalk, number: str) -> None:
    talk.say(f"رقمي {number}")
    for _ in range(4):
        talk.tap("إرسال رمز جديد")
        assert talk.acts == ["phone.code_sent"]
    talk.tap("إرسال رمز جديد")
    assert talk.acts == ["phone.locked"]
    talk.say("متى ينزل الضمان")
    assert talk.acts == ["payment.next"]


def test_a_question_that_was_passed_over_is_taken_up_by_a_tap(talk: HiddenTalk) -> None:
    talk.say("ابي اشوف بطاقتي")
    talk.prove(NOURA, HER_PHONE)
    asked = talk.last
    assert talk.acts[-1] == "phone.whose"
    talk.say("متى ينزل الضمان")
    assert talk.acts == ["payment.next"]
    quoted = {"OriginalRepliedMessageSid": asked[-1]["shown"]["id"]}
    talk.answer_to(talk.post(text="نعم، هو جوالي", more=quoted))
    assert talk.acts == ["phone.proved"]
