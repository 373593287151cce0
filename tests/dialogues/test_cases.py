"""Cases beyond one conversation: news on the channel that was used, never to somebody else, and a database that is slow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psycopg

from tests.dialogues.officer import Officer, reference_of, run_command
from tests.stack import Stack, Talk

NOURA, MAHA = ("1910110111", "+966500000001"), ("2910110119", "+966500000005")
_PATIENCE = 30.0


def sent_to(stack: Stack, phone: str) -> list[dict[str, str]]:
    answer = httpx.get(f"{stack.address}/demo/outbox", params={"to": phone}, timeout=20)
    return list(answer.json()["messages"])


def waited(stack: Stack, phone: str, number: int) -> list[dict[str, str]]:
    """What was sent to a phone once it is more than this many."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        messages = sent_to(stack, phone)
        if len(messages) > number:
            return messages
    raise TimeoutError(phone)


class OnWhatsApp:
    """A conversation over the demonstration's other door."""

    def __init__(self, stack: Stack, phone: str) -> None:
        self.stack, self.phone = stack, phone

    def say(self, text: str) -> str:
        before = len(sent_to(self.stack, self.phone))
        body = {"channel": "whatsapp", "from": self.phone, "text": text}
        httpx.post(f"{self.stack.address}/demo/inbound", json=body, timeout=20).raise_for_status()
        return "\n".join(message["text"] for message in waited(self.stack, self.phone, before)[before:])


def code_of(stack: Stack, phone: str) -> str:
    return re.findall(r"\d{6}", sent_to(stack, phone)[-1]["text"])[0]


def complaint_of(talk: Talk, person: tuple[str, str]) -> str:
    talk.say("ابي ارفع شكوى")
    talk.prove(*person)
    talk.tap("خدمة")
    talk.say("انتظرت بالفرع ثلاث ساعات ومحد استقبلني")
    talk.tap("لا")
    talk.tap("نعم")
    return str(talk.data("case.filed")["reference"])


def test_news_of_a_case_goes_to_the_channel_it_was_filed_on(stack: Stack) -> None:
    here = OnWhatsApp(stack, "+966511119999")
    here.say("ابي ارفع شكوى")
    here.say(NOURA[0])
    here.say(code_of(stack, NOURA[1]))
    here.say("خدمة او تاخير")
    here.say("انتظرت بالفرع ثلاث ساعات ومحد استقبلني")
    here.say("لا يوجد")
    reference = re.findall(r"CMP-\d{4}-\d{6}", here.say("نعم"))[0]
    before, on_sms = len(sent_to(stack, here.phone)), len(sent_to(stack, NOURA[1]))
    run(stack, "move", reference, "under_study", "--at-once")
    news = waited(stack, here.phone, before)[-1]
    assert news["channel"] == "whatsapp"
    assert reference in news["text"]
    assert len(sent_to(stack, NOURA[1])) == on_sms, "who was reached there is not written to twice"


def test_news_does_not_go_to_who_sits_there_now(stack: Stack) -> None:
    talk = Talk(stack.address)
    reference = complaint_of(talk, NOURA)
    talk.say("تسجيل خروج")
    talk.say("ابي اشوف بطاقتي")
    talk.prove(*MAHA)
    before = len(sent_to(stack, NOURA[1]))
    run(stack, "move", reference, "closed", "--at-once")
    assert reference in waited(stack, NOURA[1], before)[-1]["text"]
    transcript = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).json()["messages"]
    assert "case.changed" not in [message.get("act") for message in transcript]


def test_on_the_page_news_stands_in_the_conversation_and_goes_by_sms(stack: Stack) -> None:
    talk = Talk(stack.address)
    reference = complaint_of(talk, MAHA)
    before = len(sent_to(stack, MAHA[1]))
    told = Officer(stack, talk).move("under_study")
    assert told["data"]["reference"] == reference == reference_of(talk)
    assert reference in waited(stack, MAHA[1], before)[-1]["text"]


def test_a_withdrawal_waits_for_a_slow_database_and_is_made_once(stack: Stack) -> None:
    talk = Talk(stack.address)
    reference = complaint_of(talk, NOURA)
    talk.say("اسحب الشكوى")
    assert talk.acts == ["case.withdraw.confirm"]
    with database(stack) as connection, ThreadPoolExecutor(1) as pool:
        connection.execute("SELECT 1 FROM cases WHERE reference = %s FOR UPDATE", (reference,))
        answered = pool.submit(talk.tap, "نعم")
        wait_for_a_blocked_one(stack)
        connection.rollback()
        answered.result(_PATIENCE)
    assert talk.acts == ["case.withdrawn"]
    with database(stack) as connection:
        query = "SELECT e.kind FROM case_events e JOIN cases c ON c.id = e.case_id WHERE c.reference = %s ORDER BY e.id"
        assert [row[0] for row in connection.execute(query, (reference,))] == ["filed", "withdrawn"]


def run(stack: Stack, *words: str) -> None:
    run_command(stack, "actions.cases", *words)


@contextmanager
def database(stack: Stack) -> Iterator[psycopg.Connection]:
    lines = next((stack.data_dir / "postgres").glob("postmaster.pid")).read_text().splitlines()
    address = f"host={lines[4] or '127.0.0.1'} port={lines[3]} dbname=mueen user=postgres"
    with psycopg.connect(address) as connection:
        yield connection


def wait_for_a_blocked_one(stack: Stack) -> None:
    end = time.monotonic() + _PATIENCE
    blocked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%FROM cases%'"
    while time.monotonic() < end:
        with database(stack) as connection:
            row = connection.execute(blocked).fetchone()
            if row and row[0]:
                return
    raise TimeoutError("nobody waits for the case")
