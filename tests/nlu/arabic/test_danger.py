"""Danger by its words: the rules alone, what speaks against them, and when the classifier has to agree."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nlu.arabic.danger import Signs, kind, signs
from tests.nlu.arabic.tables import Case, cases, label

SETS = Path(__file__).parents[1] / "sets"
# The rules alone, a little beside what is measured; dev was looked at, test only counted. The classifier finds most of the rest.
LEAST_FOUND, MOST_FALSE = {"dev": 0.97, "test": 0.72}, {"dev": 0.02, "test": 0.06}
LEAST_NAMED = 0.95  # of those that the rules find, how many get their kind


@pytest.mark.parametrize("case", cases("danger"), ids=label)
def test_danger_is_told_from_what_only_sounds_like_it(case: Case) -> None:
    assert (kind(case.text) or "none") == case.expected[0]


@pytest.mark.parametrize("name", ["dev", "test"])
def test_most_danger_is_found_by_rules_with_its_kind(name: str) -> None:
    counts: Counter[str] = Counter()
    for line in (SETS / f"danger_{name}.tsv").read_text(encoding="utf-8").splitlines():
        _, told, text = line.split("\t")
        read = signs(text)
        counts[told == "none"] += 1
        counts[told == "none", read.kind is not None] += 1
        counts["named"] += told not in {"none"} and read.kind == told
    assert counts[False, True] / counts[False] >= LEAST_FOUND[name], counts
    assert counts[True, True] / counts[True] <= MOST_FALSE[name], counts
    assert counts["named"] / counts[False, True] >= LEAST_NAMED, counts


@pytest.mark.parametrize(("read", "thought", "alarms"), [
    (Signs("abuse", rules=2), 0.0, True),
    (Signs("abuse", rules=1), 0.0, False),
    (Signs("abuse", rules=1), 0.08, True),
    (Signs(None, known=4), 0.08, False),
    (Signs(None, known=4), 0.2, True),
    (Signs(None, known=1), 0.15, False),
    (Signs(None, known=1), 0.6, True),
    (Signs(None, known=4, doubted=True), 0.3, False),
    (Signs(None, known=4, doubted=True), 0.5, True),
    (Signs(None, known=4, short=True), 0.15, False),
    (Signs(None, known=4, short=True), 0.3, True),
    (Signs(None, short=True, doubted=True), 0.3, False),
    (Signs(None), 1.0, True),
])  # fmt: skip
def test_the_less_the_rules_say_the_surer_the_classifier_must_be(read: Signs, thought: float, alarms: bool) -> None:
    assert read.alarm(thought) is alarms


def test_where_a_question_is_open_any_words_may_be_its_answer() -> None:
    assert Signs(None, known=4).alarm(0.5)
    assert not Signs(None, known=4).alarm(0.5, answering=True)
    assert Signs("abuse", rules=1).alarm(0.5, answering=True)


@pytest.mark.parametrize("text", ["زوجي يضربني", "zoji yedrebni", "زوججي يضربنيي", "زوجييضربني", "my husband hits me"])
def test_slips_joined_words_and_arabizi_are_read_too(text: str) -> None:
    assert kind(text) == "abuse"


@pytest.mark.parametrize("text", [
    "المطر حبسنا بالبيت اليوم",
    "الدكتور مانعني من السكر والملح",
    "اخذ جوالي للصيانه وما وصلتني رسالتكم",
    "قفلت على نفسي الباب ونسيت المفتاح",
    "راتبي نفسه ما زاد",
    "ابوي ما يقدر يطلع من البيت",
])  # fmt: skip
def test_what_is_plainly_innocent_alarms_nobody_however_sure_the_classifier_is(text: str) -> None:
    assert signs(text).excused
    assert not signs(text).alarm(0.999)


@pytest.mark.parametrize("text", [
    "اخوي قافل علي الباب وماخذ المفتاح وما اقدر اطلع",
    "ما اقدر اطلع من البيت زوجي مهددني",
    "المطر حبسنا وزوجي يضربني",
])  # fmt: skip
def test_danger_beside_something_innocent_alarms_all_the_same(text: str) -> None:
    assert signs(text).alarm(0.5)
