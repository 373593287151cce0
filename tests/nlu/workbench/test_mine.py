"""What people said that was not understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlu.training.sentences import Sentence
from nlu.understanding.understanding import Understanding
from nlu.workbench.__main__ import main
from nlu.workbench.conversations import Said, Told, read_conversations
from nlu.workbench.likeness import Neighbours, groups
from nlu.workbench.mine import mined
from nlu.workbench.suggest import propose
from nlu.workbench.troubles import Kind, troubles
from nlu.workbench.unlabelled import Unlabelled, read_unlabelled


def told(act: str, question: str | None = None, *candidates: str) -> Told:
    return Told(act, question, candidates)


def talk(*turns: tuple[str | None, str | None, Told], day: str = "2026-11-20", number: int = 1) -> list[Said]:
    """A conversation of (text, chosen intent, answer)."""
    said: list[Said] = []
    for at, (text, chosen, answer) in enumerate(turns, 1):
        before = said[-1].answers[-1] if said else None
        said.append(Said(number, at, day, "web", text, chosen, before, (answer,)))
    return said


FALLBACK, CLARIFY = told("fallback"), told("clarify", None, "show_card", "track_case")
CASES = {
    "rephrased": (
        [("القرشين متى تطيح", None, FALLBACK), ("متى ينزل الضمان", None, told("payment.next"))],
        [(Kind.REPHRASED, "ask_payment_date")],
    ),
    "not understood, and left": ([("كذا وكذا", None, FALLBACK)], [(Kind.FALLBACK, None)]),
    "not understood, then tapped": (
        [("كذا وكذا", None, FALLBACK), (None, "show_card", told("card.status"))],
        [(Kind.FALLBACK, "show_card")],
    ),
    "not understood, then the menu": (
        [("كذا وكذا", None, FALLBACK), (None, "help", told("menu"))],
        [(Kind.FALLBACK, None)],
    ),
    "asked which, then tapped": (
        [("وش صار على حقتي", None, CLARIFY), (None, "track_case", told("case.none"))],
        [(Kind.CLARIFY, "track_case")],
    ),
    "asked which, then a person": (
        [("وش صار على حقتي", None, CLARIFY), (None, "talk_to_agent", told("handoff.queued"))],
        [(Kind.CLARIFY, None)],
    ),
    "denied": (
        [("ابي اعترض على القرار", None, told("case.confirm")), (None, "deny", told("cancelled"))],
        [(Kind.DENIED, None)],
    ),
    "a person was wanted": (
        [("متى ينزل الضمان", None, told("payment.next")), ("ابي موظف", None, told("handoff.queued"))],
        [(Kind.HANDOFF, None)],
    ),
    "sent away": ([("كم سعر الذهب", None, told("out_of_scope"))], [(Kind.OUTSIDE, None)]),
    "asked again": (
        [
            ("احجز لي استشارة", None, told("appointment.ask", "city")),
            ("حضوري", None, told("appointment.ask", "city")),
            ("جدة", None, told("appointment.ask", "slot")),
        ],
        [(Kind.ASKED_AGAIN, None)],
    ),
    "withheld": ([(None, None, FALLBACK)], []),
    "a number alone": ([("[id:xxxxxxxx]", None, FALLBACK)], []),
    "understood": ([("متى ينزل الضمان", None, told("payment.next"))], []),
}


@pytest.mark.parametrize(("turns", "expected"), CASES.values(), ids=CASES.keys())
def test_what_went_wrong_and_what_was_meant(model: Understanding, turns: Any, expected: Any) -> None:
    assert [(one.kind, one.revealed) for one in troubles(model, talk(*turns))] == expected


def test_messages_that_are_alike_stand_together(model: Understanding) -> None:
    texts = ["متى ينزل الضمان", "زوجي يضربني", "متى ينزل الضمان هالشهر", "الضمان متى ينزل"]
    assert groups(model, texts) == [[0, 2, 3], [1]]
    assert groups(model, texts[:1]) == [[0]]
    assert groups(model, []) == []


def test_groups_come_newest_first_with_their_counts(model: Understanding) -> None:
    old = talk(("القرشين متى تطيح", None, FALLBACK), day="2026-10-01")
    again = talk(("متى تطيح القرشين", None, FALLBACK), day="2026-11-01", number=2)
    other = talk(("بطاقتي ضايعه وين", None, CLARIFY), day="2026-10-15", number=3)
    found = mined(model, [old, again, other])
    assert [(group.newest, len(group.troubles)) for group in found] == [("2026-11-01", 2), ("2026-10-15", 1)]
    assert [len(group.troubles) for group in mined(model, [old, again, other], ["clarify"])] == [1]


def test_a_training_sentence_is_its_own_nearest(model: Understanding, known: list[Sentence]) -> None:
    nearest = Neighbours(model, known).of(known[7].text, 3)
    assert nearest[0].sentence == known[7]
    assert [one.likeness for one in nearest] == sorted((one.likeness for one in nearest), reverse=True)


def test_what_was_revealed_counts_more_than_what_is_read(model: Understanding, known: list[Sentence]) -> None:
    waiting = [Unlabelled("متى ينزل الضمان", "x", "show_card", "a tap"), Unlabelled("mata yanzil", None, None, None)]
    first, second = propose(model, waiting, known)
    assert (first.sentence.label, second.sentence.label) == ("show_card", "ask_payment_date")
    assert any("revealed: show_card" in reason for reason in first.reasons)
    assert sum(reason.startswith("like") for reason in second.reasons) == 3
    assert second.sentence.register == "arabizi"


def test_numbers_that_were_taken_out_become_those_of_nobody(model: Understanding, known: list[Sentence]) -> None:
    (row,) = propose(model, [Unlabelled("هويتي [id:xxxxxxxx] وجوالي [phone:xxxxxxxx]", None, None, None)], known)
    assert row.sentence.text == "هويتي 1910110111 وجوالي 0500000001"


def test_from_conversations_to_rows_for_review(
    at_the_bench: Understanding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported, found, review = (str(tmp_path / name) for name in ("said.jsonl", "mined.jsonl", "review.tsv"))
    answer = {"act": "fallback", "question": None, "candidates": []}
    said = [
        {"text": "القرشين متى تطيح", "chosen": None, "before": None, "answers": [answer]},
        {"text": None, "chosen": "ask_payment_date", "before": answer, "answers": [{**answer, "act": "payment.next"}]},
    ]
    rows = [{"conversation": 1, "turn": at, "day": "2026-11-20", "channel": "web", **one} for at, one in enumerate(said, 1)]
    Path(exported).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["mine", exported, "--out", found]) == 0
    assert "1 of 2 messages, in 1 groups" in capsys.readouterr().out
    assert main(["suggest", found, "--out", review]) == 0
    written = Path(review).read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[1:] for line in written if line and not line.startswith("#")] == [
        ["ask_payment_date", "القرشين متى تطيح", ""]
    ]


def test_a_sentence_waits_once_and_what_was_revealed_stays(tmp_path: Path) -> None:
    lines = [
        "وين القروش؟",
        json.dumps({"text": "وين القروش", "kind": "k", "revealed": "ask_my_payment", "by": "b"}),
        "وين القروش!",
        "",
    ]
    (tmp_path / "x").write_text("\n".join(lines), encoding="utf-8")
    assert [one.revealed for one in read_unlabelled(tmp_path / "x")] == ["ask_my_payment"]


@pytest.mark.parametrize("line", ["{}", "no json", '{"conversation": 1, "before": null, "answers": [{}]}'])
def test_a_file_that_is_no_export_is_said_to_be_so(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text(line, encoding="utf-8")
    assert main(["mine", str(tmp_path / "x")]) == 2
    assert "bot.conversations.export" in capsys.readouterr().err


def test_conversations_are_told_apart(tmp_path: Path) -> None:
    answer = {"act": "menu", "question": None, "candidates": ["a"]}
    rows = [
        {"conversation": n, "turn": 1, "day": "d", "channel": "web", "text": "x", "chosen": None, "before": answer, "answers": [answer]}
        for n in (1, 1, 2)
    ]
    (tmp_path / "x").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = read_conversations(tmp_path / "x")
    assert [len(said) for said in found] == [2, 1]
    assert found[0][0].before == told("menu", None, "a")
