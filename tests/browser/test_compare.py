"""What a person does on the page about comparisons, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PATIENCE = 120_000


def test_another_comparison_is_drawn_with_its_seeds(app_url, browser_page):
    browser_page.goto(f"{app_url}/compare?lang=en")
    frames = browser_page.locator(".drawing [data-part^=training-]")
    expect(frames).to_have_count(4, timeout=PATIENCE)
    expect(frames.first.locator(".curve.seed")).to_have_count(3)
    browser_page.get_by_role("combobox", name="What differs").click()
    browser_page.get_by_role("option", name="Augmentation", exact=True).click()
    expect(frames).to_have_count(2)
    browser_page.wait_for_url("**comparison=augmentation**")
    browser_page.get_by_text("against with augmentation").wait_for()


def test_two_recipes_are_trained_and_found_again_by_their_link(app_url, browser_page):
    address = "view=live&lang=en&vary=epochs,picture_count&seeds=1"
    small = "&epochs-1=1&epochs-2=2&picture_count-1=50&picture_count-2=60"
    browser_page.goto(f"{app_url}/compare?{address}{small}")
    browser_page.get_by_role("button", name="Train 2").click()
    ended = browser_page.get_by_text("2 of 2 trainings have ended")
    ended.wait_for(timeout=PATIENCE)
    link = browser_page.url
    assert "trained=" in link
    browser_page.goto("about:blank")
    browser_page.goto(link)
    ended.wait_for(timeout=PATIENCE)
    expect(browser_page.locator(".drawing [data-part^=training-recipe]")).to_have_count(2)
    browser_page.get_by_text("nobody can say").first.wait_for()
