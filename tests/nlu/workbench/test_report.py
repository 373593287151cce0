"""How well it understands, in numbers and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.training.sentences import Sentence
from nlu.understanding.understanding import Understanding
from nlu.workbench import others
from nlu.workbench.__main__ import main
from nlu.workbench.answers import Answer, read
from nlu.workbench.errors import BenchError
from nlu.workbench.measures import confusions, of_labels, quality, reliability, scope
from nlu.workbench.sets import NOW, Alarm, Valued, WithEntities, intent_sets, read_sets

INTENTS = "ask_payment_date\tnajdi\tمتى يودعون الضمان\nshow_card\tmsa\tأرني بطاقتي الرقمية\nout_of_scope\tnajdi\tكم سعر الذهب اليوم\n"
ENTITIES = '# now: 2026-11-22T10:00+03:00\nnajdi\tعندي 3 عيال وراتبي 2500\t[["count", 3, "3 عيال"], ["money", 2500.0, "2500"]]\n'
DANGER = "najdi\tabuse\tزوجي يضربني كل يوم\nmsa\tnone\tمتى موعد الصرف\n"


def answer(label: str, *ranking: str, confidence: float = 0.9, claimed: str | None = None) -> Answer:
    sentence = Sentence(label, "najdi", f"{label} {ranking}")
    return Answer(sentence, ranking, confidence, ranking[0] if claimed is None else claimed, 1.0)


READ = [
    answer("greet", "greet", "thank"),
    answer("greet", "thank", "greet", confidence=0.4),
    answer("thank", "thank", "greet", claimed="nlu_fallback", confidence=0.1),
    answer("out_of_scope", "out_of_scope", "greet"),
    answer("out_of_scope", "greet", "thank", claimed="nlu_fallback", confidence=0.2),
    answer("out_of_scope", "greet", "thank"),
]


def test_shares_are_of_all_sentences() -> None:
    found = quality(READ)
    assert (found.count, found.top_1, found.top_3) == (6, 3 / 6, 4 / 6)
    # A greeting, and two matters of others that were not taken as ours.
    assert found.served == 3 / 6


def test_precision_and_recall_are_of_the_first_reading() -> None:
    labels = {one.label: one for one in of_labels(READ)}
    assert (labels["greet"].precision, labels["greet"].recall) == (1 / 3, 1 / 2)
    assert (labels["out_of_scope"].precision, labels["out_of_scope"].recall) == (1.0, 1 / 3)
    assert [one.f1 for one in of_labels(READ)] == sorted(one.f1 for one in labels.values())


def test_the_commonest_confusion_comes_first_with_its_surest_sentence() -> None:
    first = confusions(READ)[0]
    assert (first.label, first.read, first.count) == ("out_of_scope", "greet", 2)
    assert [a.confidence for a in first.examples] == [0.9, 0.2]


def test_refusing_is_told_from_catching() -> None:
    found = scope(READ)
    assert (found.outside, found.caught) == (3, 2 / 3)
    assert (found.inside, found.unclaimed, found.sent_away) == (3, pytest.approx(1 / 3), 0.0)


def test_a_step_of_confidence_says_how_often_it_was_right() -> None:
    bins = {round(one.confidence, 1): (one.count, one.right) for one in reliability(READ)}
    assert bins == {0.1: (1, 1.0), 0.2: (1, 0.0), 0.4: (1, 0.0), 0.9: (3, pytest.approx(2 / 3))}


def test_values_count_once_and_numbers_have_one_spelling() -> None:
    row = WithEntities("najdi", "عندي 3 عيال وراتبي 2500", (Valued("count", 3.0, "3 عيال"), Valued("money", "9", "x")), NOW)
    found = others.values([row])
    assert found.registers["all"] == others.Found(expected=2, found=2, right=1)
    assert found.entities["count"].f1 == 1.0
    assert (found.in_place, found.exact) == (1.0, 1.0)
    assert (found.misses[0].missing, found.misses[0].extra) == (("money=9",), ("money=2500",))


def test_a_value_may_stand_in_place_without_being_exactly_the_words() -> None:
    rows = [WithEntities("najdi", "عندي 3 عيال", (Valued("count", 3, surface),), NOW) for surface in ("عندي 3", "عندي")]
    found = others.values(rows)
    assert (found.in_place, found.exact) == (0.5, 0.0)


def test_danger_is_judged_by_words_by_classifier_and_as_decided(model: Understanding) -> None:
    rows = [Alarm("najdi", "abuse", "زوجي يضربني كل يوم"), Alarm("najdi", None, "متى ينزل الضمان")]
    found = {one.way: (one.found, one.false) for one in others.alarms(model, rows)}
    assert found == {"words": (1.0, 0.0), "classifier": (1.0, 0.0), "decided": (1.0, 0.0)}
    assert others.right_kind(model, rows) == 1.0


def test_times_are_told_by_length(model: Understanding, known: list[Sentence]) -> None:
    found = read(model, known[:60])
    listed = others.times(model, [a.sentence.text for a in found], [a.milliseconds for a in found])
    assert {"all", "joined to 20 words"} <= {one.length for one in listed}
    assert all(0 < one.median <= one.p99 for one in listed)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = {"small.tsv": INTENTS, "entities_small.tsv": ENTITIES, "danger_small.tsv": DANGER}
    for name, content in names.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return [str(tmp_path / name) for name in names]


def test_a_report_is_told_and_written_with_its_pictures(
    at_the_bench: Understanding, files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *files, "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    for heading in ("Registers", "Scope", "Reliability", "Labels", "Values", "Danger", "Reading a message"):
        assert f"\n{heading}" in f"\n{told}"
    written = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "| all | 3 |" in written
    assert "![registers](registers.png)" in written
    for name in ("registers", "reliability"):
        assert (tmp_path / "out" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert "<svg" in (tmp_path / "out" / f"{name}.svg").read_text(encoding="utf-8")


def test_what_a_file_holds_is_told_by_its_name(files: list[str]) -> None:
    sets = read_sets([Path(name) for name in files])
    assert (len(sets.intents), len(sets.entities), len(sets.danger)) == (3, 1, 2)
    assert sets.danger[1].kind is None
    assert [path.name for path in intent_sets(Path(files[0]).parent)] == ["small.tsv"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tsv", "greet\tnajdi", "line 1: three columns"),
        ("entities_a.tsv", "# x\nnajdi\tنص\t[1]", "line 2: the third column"),
        ("entities_a.tsv", "# now: today\nnajdi\tنص\t[]", "2026-11-22T10:00"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BenchError, match=said):
        read_sets([tmp_path / name])


def test_a_file_that_is_not_there_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "nowhere.tsv"]) == 2
    assert "nowhere.tsv cannot be read" in capsys.readouterr().err
