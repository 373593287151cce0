"""How unseen sentences are read by the trained model, through the whole path of a message: floors that may only rise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.stack import Stack

SETS = Path(__file__).parents[1] / "nlu" / "sets"
SENTENCES = ("dialects.tsv", "others.tsv", "short_dev.tsv", "short_test.tsv")
# What was measured, less what chance alone may move.
LEAST_RIGHT = {"msa": 0.93, "english": 0.94, "arabizi": 0.95, "speech": 0.94, "noisy": 0.92}
LEAST_RIGHT_DIALECT = 0.93
LEAST_SENT_ON, MOST_REFUSED = 0.93, 0.02
LEAST_SPLIT, MOST_SPLIT_WRONGLY = 0.70, 0.04
# The false alarms are among messages that were written to sound like danger.
LEAST_DANGER, MOST_ALARMED = 0.97, 0.08


def rows(name: str) -> list[list[str]]:
    lines = (SETS / name).read_text(encoding="utf-8").splitlines()
    return [[cell.replace("\\n", "\n") for cell in line.split("\t")] for line in lines if line.strip()]


def parsed(stack: Stack, texts: list[str]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for at in range(0, len(texts), 250):
        answer = httpx.post(f"{stack.address}/demo/parse", json={"texts": texts[at : at + 250]}, timeout=120)
        results += answer.json()["results"]
    return results


@pytest.mark.parametrize("name", SENTENCES)
def test_unseen_sentences_are_read_right_in_every_register(stack: Stack, name: str) -> None:
    told, right = Counter[str](), Counter[str]()
    sentences = rows(name)
    for (label, register, _), result in zip(sentences, parsed(stack, [row[2] for row in sentences]), strict=True):
        told[register] += 1
        right[register] += result["intent"]["name"] == label
    shares = {register: right[register] / told[register] for register in told}
    assert all(share >= LEAST_RIGHT.get(register, LEAST_RIGHT_DIALECT) for register, share in shares.items()), shares


def test_several_requests_in_one_message_are_told_apart_and_one_is_left_whole(stack: Stack) -> None:
    counts = Counter[str]()
    sentences = rows("several/test.tsv")
    for (_, labels, _), result in zip(sentences, parsed(stack, [row[2] for row in sentences]), strict=True):
        kind = "many" if " + " in labels else "one"
        counts[kind] += 1
        counts[f"{kind} split"] += bool(result["further"])
    assert counts["many split"] / counts["many"] >= LEAST_SPLIT, counts
    assert counts["one split"] / counts["one"] <= MOST_SPLIT_WRONGLY, counts


def test_matters_of_other_bodies_are_out_of_scope(stack: Stack) -> None:
    sentences = rows("bodies/test.tsv")
    told = [result["intent"]["name"] for result in parsed(stack, [row[2] for row in sentences])]
    assert told.count("out_of_scope") / len(told) >= LEAST_SENT_ON, Counter(told)


def test_what_is_ours_is_not_refused(stack: Stack) -> None:
    own = [row for name in SENTENCES for row in rows(name) if row[0] != "out_of_scope"]
    told = [result["intent"]["name"] for result in parsed(stack, [row[2] for row in own])]
    refused = sum(name in {"out_of_scope", "nlu_fallback"} for name in told)
    assert refused / len(told) <= MOST_REFUSED


def test_danger_is_found_and_what_only_sounds_like_it_seldom_alarms(stack: Stack) -> None:
    counts = Counter[str]()
    sentences = rows("danger_test.tsv")
    for (_, kind, _), result in zip(sentences, parsed(stack, [row[2] for row in sentences]), strict=True):
        told = "harmless" if kind == "none" else "danger"
        counts[told] += 1
        counts[f"{told} alarmed"] += result["intent"]["name"] == "report_danger"
    assert counts["danger alarmed"] / counts["danger"] >= LEAST_DANGER, counts
    assert counts["harmless alarmed"] / counts["harmless"] <= MOST_ALARMED, counts
