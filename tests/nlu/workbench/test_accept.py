"""Reviewed sentences on their way into the training data."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.training.sentences import INTENTS, Sentence, sentences
from nlu.workbench.__main__ import main
from nlu.workbench.accept import objections
from nlu.workbench.acceptance import refusals
from nlu.workbench.errors import BenchError
from nlu.workbench.placing import files_of_labels, place
from nlu.workbench.review import Decision, Proposed, Row, read_review, write_review
from nlu.workbench.significance import difference
from tests.nlu.workbench.data import folder_of, set_of

TESTED = "هلا والله مساكم الله بالخير"  # stands in tests/nlu/sets
REFUSED = {
    "known": (Sentence("ask_my_payment", "najdi", "كم نزل لي ؟"), "training sentence of ask_my_payment"),
    "tested": (Sentence("greet", "najdi", TESTED), "test set"),
    "tested with others": (Sentence("greet", "msa", "ما آخر ما وصل إليه اعتراضي، ثم متى موعدي القادم؟"), "test set"),
    "label": (Sentence("nothing", "najdi", "كلام جديد تماما واحد"), "label"),
    "register": (Sentence("greet", "klingon", "كلام جديد تماما اثنين"), "register"),
    "mark": (Sentence("greet", "najdi", "كلام\u200f جديد تماما"), "unseen mark"),
    "spaces": (Sentence("greet", "najdi", " كلام جديد تماما"), "spaces"),
    "wordless": (Sentence("greet", "najdi", "؟!"), "no word"),
    "id": (Sentence("inform", "najdi", "هويتي 1098765439"), "somebody's id"),
    "bad id": (Sentence("inform", "najdi", "رقم هويتي 1098765430"), "somebody's badid"),
    "phone": (Sentence("inform", "najdi", "جوالي 0551234567"), "somebody's phone"),
    "reference": (Sentence("inform", "najdi", "ايبان [iban:xxxxxxxx]"), "made-up"),
    "name": (Sentence("inform", "najdi", "انا ___ وابي اسال"), "name"),
}


def accepted(*listed: Sentence) -> list[Row]:
    return [Row(number, one, Decision.ACCEPT) for number, one in enumerate(listed, 1)]


@pytest.fixture(scope="module")
def refused() -> dict[str, str]:
    found = refusals(accepted(*(sentence for sentence, _ in REFUSED.values())), INTENTS)
    return {name: found.get(line, "") for line, name in enumerate(REFUSED, 1)}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_become_a_training_sentence(refused: dict[str, str], name: str) -> None:
    assert REFUSED[name][1] in refused[name]


def test_the_same_sentence_is_taken_once() -> None:
    one, again = Sentence("greet", "najdi", "يا مرحبا الف وخمسمية هلا"), Sentence("thank", "msa", "يا مرحباً ألف وخمسمية، هلا!")
    assert refusals(accepted(one, again), INTENTS) == {2: "is the same as line 1 to the classifier"}


def test_numbers_of_nobody_may_stay() -> None:
    assert refusals(accepted(Sentence("inform", "najdi", "جوالي هو 0500000001 يا طويل العمر")), INTENTS) == {}


CONTENT = "intent: greet\nnajdi:\n  - هلا\n  - 'سؤال: كيفك'\nspeech:\n  - مرحبا\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "greet.yml").write_text(CONTENT, encoding="utf-8")
    return tmp_path


def test_a_sentence_goes_to_the_end_of_its_register_and_nothing_else_moves(folder: Path) -> None:
    assert place(folder, [Sentence("greet", "najdi", "يا هلا")]) == {folder / "greet.yml"}
    expected = CONTENT.replace("speech:", "  - يا هلا\nspeech:")
    assert (folder / "greet.yml").read_text(encoding="utf-8") == expected


def test_a_new_register_stands_where_registers_have_it(folder: Path) -> None:
    place(folder, [Sentence("greet", "english", "hello"), Sentence("greet", "noisy", "هلاا")])
    content = (folder / "greet.yml").read_text(encoding="utf-8")
    assert [line for line in content.splitlines() if line.endswith(":")] == ["najdi:", "english:", "speech:", "noisy:"]
    assert content.endswith("noisy:\n  - هلاا\n")


@pytest.mark.parametrize("text", ["سؤال: وش ذا", "no", "12", "it's", "- هلا", "# هلا", "'هلا'", "[هلا]", "هلا # كذا", "@هلا"])
def test_whatever_yaml_would_read_otherwise_stands_in_quotes(folder: Path, text: str) -> None:
    place(folder, [Sentence("greet", "speech", text)])
    assert [one.text for one in sentences(folder)] == ["هلا", "سؤال: كيفك", "مرحبا", text]


def test_a_file_of_another_form_is_left_alone(folder: Path) -> None:
    path = folder / "greet.yml"
    path.write_text("intent: greet\nnajdi: [هلا]\n", encoding="utf-8")
    with pytest.raises(BenchError, match="by hand"):
        place(folder, [Sentence("greet", "najdi", "يا هلا")])
    assert path.read_text(encoding="utf-8") == "intent: greet\nnajdi: [هلا]\n"


def test_every_file_of_the_project_takes_a_sentence(tmp_path: Path) -> None:
    for path in INTENTS.glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    added = [Sentence(label, "hijazi", f"جملة جديدة: {label}") for label in files_of_labels(tmp_path)]
    assert len(place(tmp_path, added)) == len(added)
    assert len(list(sentences(tmp_path))) == len(list(sentences())) + len(added)


def test_rows_come_back_as_they_were_decided(tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    write_review(path, [Proposed(Sentence("greet", "najdi", "يا\tهلا"), ("why\nso",)), Proposed(Sentence("thank", "msa", "شكرا"), ())])
    path.write_text(path.read_text(encoding="utf-8").replace("يا هلا\t", "يا هلا\tAccept"), encoding="utf-8")
    assert [(row.sentence.text, row.decision) for row in read_review(path)] == [("يا هلا", Decision.ACCEPT), ("شكرا", Decision.OPEN)]


@pytest.mark.parametrize("line", ["najdi\tgreet", "najdi\tgreet\tهلا\tmaybe"])
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text(f"# head\n{line}\n", encoding="utf-8")
    assert main(["accept", str(tmp_path / "x")]) == 2
    assert "line 2" in capsys.readouterr().err


def run(tmp_path: Path, data: Path, rows: list[str]) -> int:
    review = tmp_path / "review.tsv"
    review.write_text("\n".join(rows), encoding="utf-8")
    # Two sentences of the smallest register, as by default of the whole sets.
    sets = ["--sets", str(set_of(tmp_path / "small.tsv")), "--tolerance", "7"]
    return main(["accept", str(review), "--data", str(data), *sets])


def test_good_sentences_are_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder_of(tmp_path / "intents")
    before = list(sentences(data))
    rows = ["najdi\tgreet\tهلا ومرحبا بكم من جديد\taccept", "msa\tthank\tكلام مرفوض تماما\treject", f"najdi\tgreet\t{TESTED}\taccept"]
    assert run(tmp_path, data, rows) == 0
    assert set(sentences(data)) - set(before) == {Sentence("greet", "najdi", "هلا ومرحبا بكم من جديد")}
    assert sorted(path.name for path in data.iterdir()) == sorted(f"{label}.yml" for label in {one.label for one in before})
    assert "1 to add, 1 refused, 1 rejected, 0 without a decision" in capsys.readouterr().out


def test_sentences_that_cost_what_was_understood_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder_of(tmp_path / "intents")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    thanks = ("شكرا", "مشكور", "مشكورين", "يعطيك العافية", "الله يعافيك", "thanks", "thank you", "shukran", "جزاك الله خير", "تسلم")
    words = (*thanks, "السلام عليكم", "هلا", "مرحبا", "صباح الخير", "مساء الخير", "hello", "hi", "salam")
    ends = ("يا غالي", "والله مرة", "من قلبي", "ع الرد السريع", "كثير كثير", "يا اخوان", "كيفكم", "ورحمة الله", "ما قصرتوا", "الله يسعدكم", "dear")
    rows = [f"najdi\tfind_job\t{word} {end}\taccept" for word in words for end in ends]
    assert run(tmp_path, data, rows) == 1
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    told = capsys.readouterr().out
    assert "falls by" in told
    assert told.rstrip().endswith("nothing was changed")


def test_a_fall_is_refused_where_it_is_large_or_no_chance() -> None:
    small = difference([True] * 100, [False] * 2 + [True] * 98)
    large = difference([True] * 100, [False] * 4 + [True] * 96)
    steady = difference([True] * 1000, [False] * 10 + [True] * 990)
    told = objections({"small": small, "large": large, "steady": steady, "better": difference([False], [True])}, 2.5)
    assert [reason.split()[0] for reason in told] == ["large", "steady"]
    assert "hardly chance" in told[1]


def test_checking_alone_changes_and_trains_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = tmp_path / "review.tsv"
    review.write_text("najdi\tgreet\tهلا ومرحبا بكم من جديد\taccept\n", encoding="utf-8")
    data = folder_of(tmp_path / "intents")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    assert main(["accept", "--check", str(review), "--data", str(data)]) == 0
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    assert "1 to add" in capsys.readouterr().out
