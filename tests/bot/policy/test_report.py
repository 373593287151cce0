import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from actions.settings import settings
from bot.policy.__main__ import main

REFORM = "docs/reforms/higher_base.yaml"
HOMES = "region,category,dependants,earned_income,unearned_income\nasir,able_to_work,2,2000,0\nriyadh,,2,5300,0\n"


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    path = tmp_path / "homes.csv"
    path.write_text(HOMES, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_report_is_printed_drawn_and_written(language, homes, tmp_path, capsys):
    assert main([REFORM, "--table", str(homes), "--language", language, "--out", str(tmp_path / "out")]) == 0

    printed = capsys.readouterr().out
    page = (tmp_path / "out" / "higher_base.html").read_text("utf-8")
    with Image.open(tmp_path / "out" / "higher_base.png") as picture:
        assert picture.size[0] > 1500
        assert len(picture.convert("L").getcolors() or ()) > 10
    assert "pension.base_minimum_monthly" in printed
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert page.count("<svg") == 4


def test_the_page_needs_nothing_from_elsewhere(homes, tmp_path):
    assert main([REFORM, "--table", str(homes), "--out", str(tmp_path)]) == 0
    page = (tmp_path / "higher_base.html").read_text("utf-8")

    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)([^"']*)""", page.replace("xlink:", "")) == []
    assert "<script" not in page
    assert "@import" not in page
    _Balanced().feed(page)


def test_the_figures_of_the_report_are_those_of_the_sum(homes, tmp_path, capsys):
    main([REFORM, "--table", str(homes), "--language", "en", "--out", str(tmp_path)])
    printed = capsys.readouterr().out

    assert re.search(r"Cost under the rules in force, SAR +19,680\b", printed)  # 12 * (2640 - 1000)
    assert re.search(r"Cost under the reform, SAR +23,400\b", printed)  # 12 * (1800 + 150)
    assert re.search(r"Households gained +1\b", printed)


def test_the_database_of_the_settings_is_read(shared_demo_url, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", shared_demo_url)
    settings.cache_clear()
    try:
        assert main([REFORM, "--language", "en", "--out", str(tmp_path)]) == 0
    finally:
        settings.cache_clear()

    assert "312 household records" in capsys.readouterr().out


def test_without_a_database_one_sentence_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "nothing"))
    settings.cache_clear()
    try:
        assert main([REFORM]) == 1
    finally:
        settings.cache_clear()

    assert "make run" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.yaml", "--generate", "10"], "There is no reform file"),
        ([REFORM, "--generate", "0"], "1 to 2,000,000"),
        ([REFORM, "--table", "nowhere.csv"], "cannot be read"),
        ([REFORM, "--generate", "10", "--out", "/dev/null/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(words, says, capsys):
    assert main(words) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("words", [["--from", "soon"], ["--months", "0"], ["--stands-for", "-5"], ["--language", "fr"]])
def test_a_word_that_means_nothing_is_refused(words, capsys):
    with pytest.raises(SystemExit):
        main([REFORM, *words])

    assert words[0] in capsys.readouterr().err


class _Balanced(HTMLParser):
    """Fails at the first element that is closed out of turn."""

    _VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self._VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
