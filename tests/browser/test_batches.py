"""What a person does on the page about batches, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def shown(page, url, component, name):
    """Open the page and wait until the worker's answer is drawn."""
    page.set_default_timeout(120_000)  # the first answer waits for TensorFlow
    page.goto(url)
    page.locator(f".{component}[data-painted='{name}']").wait_for()


def counts(page):
    return [
        page.locator(f".field i[data-where={where}]").count()
        for where in ("waiting", "buffer", "out")
    ]


def test_pictures_go_through_the_buffer_step_by_step(app_url, browser_page):
    shown(browser_page, f"{app_url}/batches?lang=en&buffer=6", "flow", "6-123-None-True")
    assert counts(browser_page) == [24, 6, 20]
    browser_page.get_by_role("button", name="One step on").click()
    browser_page.get_by_text("Step 21: of 6 pictures in the buffer").wait_for()
    assert counts(browser_page) == [23, 6, 21]
    browser_page.locator(".scrub").fill("50")
    assert counts(browser_page) == [0, 0, 50]
    browser_page.locator(".scrub").fill("0")
    assert counts(browser_page) == [44, 6, 0]
    browser_page.get_by_role("button", name="Play").click()
    browser_page.get_by_text("2 of 50 out").wait_for()
    browser_page.get_by_role("button", name="Pause").click()
    browser_page.locator(".field").focus()
    browser_page.keyboard.press("ArrowRight")
    said = browser_page.get_by_text(re.compile(r"^Picture 1 of the list \(daisy\) comes out"))
    said.wait_for()


def test_who_asked_for_less_motion_gets_single_steps(app_url, browser_page):
    browser_page.emulate_media(reduced_motion="reduce")
    shown(browser_page, f"{app_url}/batches?lang=en&buffer=6", "flow", "6-123-None-True")
    browser_page.get_by_role("button", name="Play").click()
    browser_page.get_by_text("21 of 50 out").wait_for()
    browser_page.wait_for_timeout(1200)
    assert counts(browser_page) == [23, 6, 21]
    picture = browser_page.locator(".field i").first
    assert picture.evaluate("e => getComputedStyle(e).transitionDuration") in ("0s", "0.0s")


def test_a_picture_is_followed_through_the_epochs(app_url, browser_page):
    shown(browser_page, f"{app_url}/batches?lang=en&view=epochs", "grid", "notes-123")
    browser_page.get_by_text("Batches that kept their members: 15 of 15.").wait_for()
    browser_page.locator(".grid canvas").focus()
    for key in ("ArrowRight", "ArrowDown"):
        browser_page.keyboard.press(key)
    line = browser_page.locator(".grid .said")
    first = line.inner_text()
    assert "it meets 31 different ones in all" in first
    browser_page.keyboard.press("ArrowDown")  # the same picture, an epoch later
    expect(line).to_have_text(first)
    browser_page.get_by_role("radio", name="shuffle, then batch").click()
    browser_page.locator(".grid[data-painted=pictures-123]").wait_for()
    browser_page.get_by_text("Batches that kept their members: 0 of 15.").wait_for()
    browser_page.wait_for_url("**pipeline=pictures**")


def test_on_a_telephone_nothing_is_wider_than_the_screen(app_url, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 844})
    for view, component, name in (
        ("buffer", "flow", "8-123-None-True"),
        ("epochs", "grid", "notes-123"),
    ):
        shown(browser_page, f"{app_url}/batches?lang=zh&view={view}", component, name)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
