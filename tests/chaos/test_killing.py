"""A part that is killed in the middle of a conversation costs a delay or an apology, never the message."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from tests.channels import SmsTalk
from tests.stack import Stack, Talk


@pytest.mark.parametrize("part", ["worker", "actions", "rasa"])
def test_killing_a_part_costs_a_delay_or_an_apology_but_never_the_message(stack: Stack, part: str) -> None:
    talk = Talk(stack.address)
    talk.say("السلام عليكم")
    os.kill(stack.pid_of(part), signal.SIGKILL)
    answer = talk.say("مع السلامة")
    assert talk.acts in (["goodbye"], ["apology"]), answer
    transcript = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).json()["messages"]
    assert [message["text"] for message in transcript if message.get("from")] == ["السلام عليكم", "مع السلامة"]
    stack.wait_until_ready(60)
    talk.say("السلام عليكم")
    assert talk.acts == ["greeting"]


def test_a_killed_database_is_started_again_and_the_message_is_answered(stack: Stack) -> None:
    talk = Talk(stack.address)
    talk.say("السلام عليكم")
    server = int((stack.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    stack.wait_until_ready(60)
    talk.say("مع السلامة")
    assert talk.acts in (["goodbye"], ["apology"])


def test_a_worker_killed_while_it_answers_loses_nothing_and_files_once(stack: Stack) -> None:
    talk = Talk(stack.address)
    talk.say("ابي اعترض")
    talk.prove("1920220223", "+966500000002")
    talk.say("الدخل المسجل عندكم غلط وانا تركت العمل من شهرين")
    talk.say("لا")
    assert talk.acts == ["case.confirm"]
    killer = threading.Timer(0.01, lambda: os.kill(stack.pid_of("worker"), signal.SIGKILL))
    killer.start()
    talk.say("ايه")
    killer.join()
    stack.wait_until_ready(60)
    time.sleep(0.5)
    talk.say("وين وصل اعتراضي")
    assert talk.acts == ["case.status"], talk.last


def test_while_no_worker_lives_webhooks_are_acknowledged_and_answered_when_one_does(stack: Stack) -> None:
    talk = SmsTalk(stack)
    os.kill(stack.pid_of("worker"), signal.SIGKILL)
    first, second = talk.post(text="السلام عليكم"), talk.post(text="مع السلامة")
    talk.answer_to(first)
    assert talk.acts == ["greeting"]
    talk.answer_to(second)
    assert talk.acts == ["goodbye"]
