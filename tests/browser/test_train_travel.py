"""Time travel as a person does it: pause, one batch, go on, then back through the training."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PATIENCE = 90_000  # milliseconds: a worker starts and trains


def test_a_training_is_paused_stepped_and_then_travelled_through(app, browser_page):
    page = browser_page
    page.goto(f"{app.url}/train?picture_count=120&image_size=64&lang=en&epochs=20")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).click(timeout=PATIENCE)
    page.get_by_role("button", name="One batch").click(timeout=PATIENCE)
    heading = page.get_by_text(re.compile(r"Epoch \d+, batch \d+ in numbers"))
    expect(heading).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Finished").first).to_be_visible(timeout=PATIENCE)
    travel = page.locator(".travel")
    expect(travel).to_have_attribute("data-at", "20", timeout=PATIENCE)
    scrub = travel.get_by_role("slider", name="Moment of the training")
    expect(scrub).to_have_attribute("aria-valuetext", "After epoch 20 of 20")
    late = travel.locator("p.said").inner_text()
    scrub.press("Home")
    expect(travel).to_have_attribute("data-at", "0")
    expect(scrub).to_have_attribute("aria-valuetext", "Before training")
    assert travel.locator("p.said").inner_text() != late
    scrub.press("ArrowRight")
    expect(travel).not_to_have_attribute("data-at", "0")
