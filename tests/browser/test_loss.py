"""What a person does on the page about the loss, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def bar(browser_page, name):
    return browser_page.locator(f".drawing [data-part='{name}']")


def test_a_slider_moves_the_bars_and_the_bar_tells_its_arithmetic(app_url, browser_page):
    browser_page.goto(f"{app_url}/loss?daisy=0&dandelion=0&roses=0&sunflowers=0&tulips=0")
    expect(bar(browser_page, "p.2").locator("text")).to_have_text("0.200")
    slider = browser_page.get_by_role("slider", name="roses")
    slider.focus()
    for _ in range(5):
        browser_page.keyboard.press("ArrowRight")
    expect(bar(browser_page, "z.2").locator("text")).to_have_text("0.5")
    bar(browser_page, "p.2").hover()
    expect(browser_page.locator(".drawing .said")).to_have_text("roses: 1.649 ÷ 5.649 = 0.292")
    expect(bar(browser_page, "e.2")).to_have_class("lit")
    expect(bar(browser_page, "e.1")).not_to_have_class("lit")
    expect(browser_page).to_have_url(re.compile(r"roses=0\.5"))


def test_a_telephone_gets_the_narrow_form_no_wider_than_its_screen(app_url, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 844})
    for view in ("flow", "settings", "double", "overflow"):
        browser_page.goto(f"{app_url}/loss?view={view}")
        svg = browser_page.locator(".drawing svg")
        expect(svg).to_be_visible()
        assert svg.get_attribute("viewBox").startswith("0 0 360 ")
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    expect(svg).to_have_attribute("viewBox", re.compile("^0 0 846 "))


def test_logits_beyond_float32_are_called_by_their_names(app_url, browser_page):
    browser_page.goto(f"{app_url}/loss?view=overflow&size=1000")
    expect(bar(browser_page, "naive-e.2").locator("text")).to_have_text("∞")
    expect(bar(browser_page, "naive-p.foot").locator("text")).to_have_text("loss nan")
    browser_page.get_by_text("nan", exact=True).first.click()
    expect(browser_page.get_by_text("Right.")).to_be_visible()
