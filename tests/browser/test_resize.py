"""What a person does on the page about resizing, in a real browser."""

import pytest
from playwright.sync_api import expect

from lib.operations.resize import fit

pytestmark = pytest.mark.browser
PATIENCE = 120_000  # the first answer also starts the worker


def test_a_circle_is_squashed_and_cropping_keeps_it_round(app_url, browser_page):
    browser_page.goto(f"{app_url}/resize?lang=en&subject=circle")
    browser_page.get_by_text("The code sends six by ten").wait_for(timeout=PATIENCE)
    browser_page.get_by_role("button", name="They get narrower").or_(
        browser_page.get_by_role("radio", name="They get narrower")
    ).click()
    stretch = fit("squash", (240, 400), (96, 96)).stretch
    browser_page.get_by_text(f"become {1 / stretch:.2f} times narrower").first.wait_for()
    browser_page.get_by_role("radio", name="Crop").click()
    browser_page.get_by_text("The 240×240 pixels in the frame").wait_for()
    browser_page.wait_for_url("**way=crop**")
    expect(browser_page.get_by_text(f"become {1 / stretch:.2f} times narrower")).to_have_count(0)


def test_the_result_follows_the_slider_in_the_shape_that_was_asked_for(app_url, browser_page):
    browser_page.goto(f"{app_url}/resize?lang=en&subject=circle&width=48&height=24")
    result = browser_page.locator(".st-key-pixels-result img")
    result.wait_for(timeout=PATIENCE)
    size = "e => [e.naturalWidth, e.naturalHeight]"
    expect(result).to_be_visible()
    assert result.evaluate(size) == [48, 24]
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.get_by_role("slider", name="Width in pixels").press("ArrowRight")
    browser_page.wait_for_url("**width=49**")
    expect(result).to_have_js_property("naturalWidth", 49)
    assert not [url for url in asked if "/media/" in url]  # pictures come with the messages


def test_a_column_that_is_not_read_says_so(app_url, browser_page):
    browser_page.goto(f"{app_url}/resize?lang=en&view=mix&subject=grid")
    drawing = browser_page.locator(".drawing:has([data-part=result])")
    drawing.wait_for(timeout=PATIENCE)
    cell = drawing.locator("[data-part^=c]:has(line) rect").first
    cell.hover(position={"x": 30, "y": 6})  # where nothing is drawn over it
    browser_page.get_by_text("it is lost").wait_for()
    read = drawing.locator("[data-part^=c]:not(:has(line))").count()
    assert 0 < read < drawing.locator("[data-part^=c]").count()
