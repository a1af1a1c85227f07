"""What a person does on the page *connectivity*, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_pointing_at_a_shared_weight_lights_up_every_use_and_a_slider_adds_one(
    app_url, browser_page
):
    browser_page.goto(f"{app_url}/connectivity")
    shared = browser_page.locator(".drawing").nth(2)
    shared.locator("rect[data-part=w1]").hover()
    expect(shared.locator(".lines path.lit")).to_have_count(8)
    expect(shared.locator(".said")).to_contain_text("8")
    slider = browser_page.get_by_role("slider", name="k, inputs")
    slider.focus()
    slider.press("ArrowRight")
    shared.locator("rect[data-part=w3]").wait_for()
    browser_page.wait_for_url("**k=4**")


def test_pointing_at_a_deep_cell_shows_its_cone(app_url, browser_page):
    browser_page.goto(f"{app_url}/connectivity?view=reach")
    drawing = browser_page.locator(".drawing")
    drawing.locator("[data-part='r6.0']").hover()
    expect(drawing.locator(".cone.lit")).to_have_count(1)
    # Half of its 22 pixels and more; the rest would lie outside the picture.
    expect(drawing.locator("rect.lit[data-part^='r0.']")).to_have_count(15)


@pytest.mark.slow
def test_costs_are_measured_when_asked_for(app_url, browser_page):
    browser_page.goto(f"{app_url}/connectivity?view=measured")
    browser_page.get_by_text("Measure on this machine").click()
    browser_page.get_by_text("Counted against measured").wait_for(timeout=120_000)
    expect(browser_page.get_by_text("All three gave the same picture")).to_be_visible()
