"""The chat page's own texts."""

from __future__ import annotations

from bot.render import ui_strings


def test_the_page_gets_its_texts_and_no_others() -> None:
    texts = ui_strings("ar")
    assert texts["ui.title"] == "مُعين"
    assert all(key.startswith("ui.") for key in texts)


def test_both_languages_give_the_page_the_same_keys() -> None:
    assert set(ui_strings("ar")) == set(ui_strings("en"))


def test_the_page_fills_its_holes_itself() -> None:
    assert ui_strings("en")["ui.call"] == "Call {number}"
