"""What a person does on the ReLU page, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from lib.operations.relu import shifted_filters

pytestmark = pytest.mark.browser

CORNER = {"x": 5, "y": 4}  # of a part, where nothing is written


def bars(page):
    return page.locator(".drawing:has([data-pick])")


def lowered(page, target):
    """Press the arrow key until the shift's slider is down there.

    A key that is pressed while the page redraws on a busy machine may be swallowed.
    """
    slider = page.get_by_role("slider", name="Shift of every bias")
    slider.focus()
    while float(slider.input_value()) > target + 1e-9:
        page.keyboard.press("ArrowLeft")


def test_lowering_the_biases_silences_the_filters_that_are_counted(app_url, browser_page):
    browser_page.goto(f"{app_url}/relu?lang=en")
    browser_page.get_by_text("Filters above zero on no picture: 0 of 16").wait_for()
    browser_page.locator(".check.agrees, .check").first.wait_for()
    lowered(browser_page, -0.4)
    silent = int(shifted_filters("daisy", 1, shift=-0.4).silent.sum())
    assert 0 < silent < 16
    browser_page.get_by_text(f"Filters above zero on no picture: {silent} of 16").wait_for()
    expect(bars(browser_page).locator("text=✕")).to_have_count(silent + 1)  # and the legend's
    browser_page.wait_for_url("**shift=-0.4**")


def test_pressing_a_bar_shows_that_filter_and_writes_the_address(app_url, browser_page):
    browser_page.goto(f"{app_url}/relu?lang=en")
    part = bars(browser_page).locator("[data-part=filter-3]")
    part.locator(".hit").hover(position=CORNER)
    browser_page.get_by_text("Filter 3 reaches").wait_for()
    part.locator(".hit").click(position=CORNER)
    browser_page.wait_for_url("**filter=3**")
    bars(browser_page).locator("[data-part=filter-3] .outline").wait_for(state="attached")
    expect(bars(browser_page).locator(".outline")).to_have_count(1)


def test_another_activation_leaves_no_zeros_and_the_address_opens_it_in_chinese(
    app_url, browser_page
):
    browser_page.goto(f"{app_url}/relu?lang=en")
    browser_page.get_by_text("88.6%").first.wait_for()
    browser_page.get_by_role("radio", name="GELU").click()
    browser_page.get_by_text("After: GELU").wait_for()
    browser_page.wait_for_url("**activation=gelu**")
    browser_page.goto(f"{app_url}/relu?lang=zh&activation=gelu")
    browser_page.get_by_text("GELU", exact=True).first.wait_for()
    share = browser_page.get_by_text(re.compile("恰好为零的占")).locator("strong")
    expect(share).to_have_text("0.0%")
