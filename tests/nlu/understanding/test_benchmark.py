"""The benchmark on data small enough to know the answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench.nlu import __main__ as command
from bench.nlu.datasets import Data, Part, at_most
from bench.nlu.measurement import Wanted, measure
from bench.nlu.measures import Read, accuracy, refusal
from bench.nlu.models import Ours
from bench.nlu.tables import tables

XSID = """# id = 1
# text = {text}
# text-en = whatever
# intent = {intent}
1\tكلمة\t{intent}\tO

"""
SAID = {"weather/find": ["هل ستمطر اليوم", "كيف الطقس غدا", "كم درجة الحرارة"], "alarm/set": ["اضبط المنبه", "نبهني الساعة ستة", "ضع منبها"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "xsid").mkdir()
    messages = "".join(XSID.format(text=text, intent=intent) for intent, texts in SAID.items() for text in texts * 2)
    for part in ("valid", "test"):
        (folder / "xsid" / f"ar.{part}.conll").write_text(messages, encoding="utf-8")
    (folder / "arbanking77").mkdir()
    banking = 'label,text\n"رسوم","ليش خصمتوا رسوم, وكم؟"\n"بطاقة","وين بطاقتي"\n'
    (folder / "arbanking77" / "Banking77_Arabized_Saudi_test.csv").write_text(banking, encoding="utf-8")
    return folder


def test_the_data_sets_are_read_with_their_labels(folder: Path) -> None:
    assert Data(folder).xsid("test").texts[0] == "هل ستمطر اليوم"
    assert set(Data(folder).xsid("test").labels) == set(SAID)
    assert Data(folder).arbanking77("Saudi_test") == Part(["ليش خصمتوا رسوم, وكم؟", "وين بطاقتي"], ["رسوم", "بطاقة"])


def test_the_same_sentences_are_drawn_each_time() -> None:
    part = Part([str(number) for number in range(100)], ["even" if number % 2 == 0 else "odd" for number in range(100)])
    drawn = at_most(part, 7)
    assert drawn == at_most(part, 7) != at_most(part, 7, seed=1)
    assert sorted(drawn.labels) == ["even"] * 7 + ["odd"] * 7
    assert all((int(text) % 2 == 0) == (label == "even") for text, label in zip(drawn.texts, drawn.labels, strict=True))


def test_either_of_two_labels_is_right() -> None:
    read = [Read("a", 1.0, 1.0), Read("b", 1.0, 1.0), Read("c", 1.0, 1.0)]
    measured = accuracy(read, Part(["1", "2", "3"], ["a", "a|b", "b"]))
    assert measured.right == pytest.approx(2 / 3)
    assert measured.calibration_error == pytest.approx(1 / 3)


def test_refusing_is_measured_where_one_in_twenty_of_ours_is_refused() -> None:
    inside = [Read("a", 1.0, score / 100) for score in range(100)]
    outside = [Read("a", 1.0, score) for score in (0.01, 0.02, 0.5, 0.99)]
    measured = refusal(inside, outside)
    assert measured.caught == 0.5
    assert measured.area == pytest.approx(0.62, abs=0.02)


def test_ours_is_trained_kept_and_asked(folder: Path, tmp_path: Path) -> None:
    model = Ours(with_lexicons=False)
    assert model.train(Data(folder).xsid("valid"), tmp_path).stat().st_size > 0
    model.load(tmp_path)
    assert model.read("اضبط المنبه الساعة ستة").label == "alarm/set"


def test_a_measurement_becomes_tables(folder: Path) -> None:
    measured = measure(Wanted(folder, "xsid", "ours", 1))
    assert measured.accuracy["test"].right == 1.0
    assert measured.training_memory > 0 < measured.median <= measured.slowest_hundredth
    assert json.loads(json.dumps(measured.as_json()))["accuracy"]["test"]["count"] == 12
    assert "| ours | 1.000" in tables([measured])


def test_a_missing_folder_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["bench.nlu", "--data", str(tmp_path), "--out", str(tmp_path / "out"), "--tasks", "xsid", "--models", "ours"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit):
        command.main()
    assert "is missing; bench/nlu/README.md says where" in capsys.readouterr().err
