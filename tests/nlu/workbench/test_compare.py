"""Two ways, side by side."""

from __future__ import annotations

from pathlib import Path

import joblib
import pytest

from nlu.understanding.understanding import Understanding
from nlu.workbench.__main__ import main
from nlu.workbench.compare import differences
from nlu.workbench.errors import BenchError
from nlu.workbench.measures import scope
from nlu.workbench.sides import both, in_turns
from nlu.workbench.significance import difference
from tests.nlu.workbench.data import LABELS, folder_of, labelled, set_of


def test_the_same_answers_differ_by_nothing() -> None:
    found = difference([True, False, True], [True, False, True])
    assert found == (0.0, 0.0, 0.0, 0, 0, 1.0)


def test_ten_won_and_two_lost_are_chance_in_four_of_a_hundred() -> None:
    first = [False] * 10 + [True] * 2 + [True] * 88
    second = [True] * 10 + [False] * 2 + [True] * 88
    found = difference(first, second)
    assert (found.won, found.lost, found.difference) == (10, 2, pytest.approx(0.08))
    assert found.chance == pytest.approx(0.0386, abs=1e-4)  # 2 * P(at most 2 of 12 tosses)
    assert 0 < found.low < 0.08 < found.high
    back = difference(second, first)
    assert (back.won, back.lost, back.chance) == (2, 10, found.chance)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("whole") / "intents")


def test_two_trainings_of_the_same_answer_the_same(whole: Path) -> None:
    with both(str(whole), str(whole)) as sides:
        first, second = in_turns(*sides, labelled())
    assert [(a.ranking, a.confidence) for a in first] == [(b.ranking, b.confidence) for b in second]
    assert all(d.won == d.lost == 0 for d in differences(first, second).values())


def test_fewer_sentences_understand_less_and_the_report_says_what_was_lost(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few, sets, out = folder_of(tmp_path / "few", each=6), set_of(tmp_path / "small.tsv"), tmp_path / "told.md"
    assert main(["compare", str(whole), str(few), "--sets", str(sets), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    for heading in ("The right label first", "Beside it", "Time", "Lost by B"):
        assert f"\n{heading}" in told
    row = next(line for line in out.read_text(encoding="utf-8").splitlines() if line.startswith("| all |"))
    assert float(row.split("|")[5]) < -1  # points


def test_a_model_and_another_setting_can_be_sides(model: Understanding, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "small.joblib"
    joblib.dump(model, path)
    wanted = f"{whole},gate.REFUSED_IN_SCOPE=0.9"
    with both(str(path), wanted) as (trained, strict):
        _, of_strict = in_turns(trained, strict, labelled())
        assert trained.training == (None, None)
        assert strict.training.sentences >= 100
    assert {label for a in of_strict for label in a.ranking} == set(LABELS)
    # With the project's setting three of a hundred are refused.
    assert scope(of_strict).unclaimed > 0.15


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("nonsense", "no file, no folder and no revision"),
        (".,C=1", "no setting"),
        (".,linear._C=x y", "no setting"),
        ("{empty}", "no .yml file"),
        ("{file}", "no model of ours"),
        ("{file},gate.REFUSED_IN_SCOPE=0.1", "trained already"),
    ],
)
def test_a_side_that_is_none_is_said_to_be_so(tmp_path: Path, side: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    named = side.format(empty=tmp_path / "empty", file=tmp_path / "file")
    with pytest.raises(BenchError, match=said), both(named, "."):
        pass


def test_a_setting_that_does_not_exist_is_said_to_be_so(whole: Path) -> None:
    with pytest.raises(BenchError, match="there is no NOTHING"), both(f"{whole},gate.NOTHING=1", str(whole)):
        pass
