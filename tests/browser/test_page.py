"""The page as a person has it: written, tapped, by keyboard alone, in both directions, at a phone's width."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SCREENSHOTS
from tests.stack import Stack

ANSWER = 20_000


def say(page: Page, text: str) -> None:
    """Writes and waits until something new was answered."""
    before = page.locator(".theirs").count()
    page.fill("#text", text)
    page.keyboard.press("Enter")
    expect(page.locator(".theirs").nth(before)).to_be_visible(timeout=ANSWER)


def keep(page: Page, name: str) -> None:
    """A picture of the page, to be looked at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(400)  # pictures in the page are fetched after their message
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.fixture
def desk(browser: Browser, stack: Stack) -> Iterator[Page]:
    """The page at a desk's width; whatever goes wrong in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="ar-SA")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith((stack.address, "blob:", "data:")) else None)
    page.goto(stack.address)
    yield page
    context.close()
    assert faults == []


def newest_code(stack: Stack, phone: str) -> str:
    sent = httpx.get(f"{stack.address}/demo/outbox", params={"to": phone}).json()["messages"]
    found = re.search(r"\d{6}", sent[-1]["text"])
    assert found is not None
    return found[0]


def test_a_visitor_sees_a_card_in_one_minute(desk: Page, stack: Stack) -> None:
    expect(desk.locator("html")).to_have_attribute("dir", "rtl")
    say(desk, "وش حالة بطاقتي الرقمية؟")
    say(desk, "1910110111")
    say(desk, newest_code(stack, "+966500000001"))
    expect(desk.locator(".theirs img").first).to_be_visible(timeout=ANSWER)
    keep(desk, "card-arabic")


def test_english_is_answered_from_left_to_right(desk: Page) -> None:
    say(desk, "hello, what can you do?")
    expect(desk.locator(".theirs [dir=ltr], .theirs[dir=ltr]").first).to_be_visible(timeout=ANSWER)
    keep(desk, "english")


def test_choices_are_taken_by_keyboard_alone(desk: Page) -> None:
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "text"
    desk.keyboard.type("السلام عليكم")
    desk.keyboard.press("Enter")
    expect(desk.locator(".choice:enabled").first).to_be_visible(timeout=ANSWER)
    before = desk.locator(".theirs").count()
    desk.locator(".choice:enabled").first.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".theirs").nth(before)).to_be_visible(timeout=ANSWER)
    expect(desk.locator(".choice[data-chosen]")).to_have_count(1)


def test_a_reload_shows_the_same_conversation(desk: Page) -> None:
    say(desk, "السلام عليكم")
    shown = desk.locator(".turn").count()
    desk.reload()
    expect(desk.locator(".turn")).to_have_count(shown, timeout=ANSWER)


def test_what_is_written_without_a_connection_is_sent_when_it_returns(desk: Page) -> None:
    say(desk, "السلام عليكم")
    answers = desk.locator(".theirs").count()
    desk.context.set_offline(True)
    desk.fill("#text", "متى ينزل الضمان؟")
    desk.keyboard.press("Enter")
    expect(desk.locator(".turn[data-state=pending]")).to_have_count(1)
    desk.context.set_offline(False)
    expect(desk.locator(".theirs").nth(answers)).to_be_visible(timeout=ANSWER)
    expect(desk.locator(".turn[data-state=pending]")).to_have_count(0)


def test_a_phone_shows_everything_without_scrolling_sideways(phone: Page) -> None:
    say(phone, "السلام عليكم")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    keep(phone, "phone-arabic")


def test_the_page_says_what_it_is_to_a_screen_reader(desk: Page) -> None:
    say(desk, "السلام عليكم")
    assert desk.locator("[role=log][aria-live=polite]").count() == 1
    assert desk.locator("main").count() == 1
    unnamed = desk.evaluate(
        "[...document.querySelectorAll('button, input, textarea')].filter(e => e.offsetParent &&"
        " !(e.getAttribute('aria-label') || e.textContent.trim() || document.querySelector(`label[for=${e.id}]`))).length"
    )
    assert unnamed == 0


def test_the_code_of_a_card_leads_to_a_page_that_says_only_its_state(desk: Page, stack: Stack) -> None:
    answer = httpx.get(f"{stack.address}/c/nobody-has-this")
    assert answer.status_code == 404
    assert "dir=\"rtl\"" in answer.text
