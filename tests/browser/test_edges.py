"""What a person does on the page about edges: edit the kernel, send it, watch it being learned."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def opened(page, url):
    page.goto(url)
    page.locator(".lens[data-painted]").first.wait_for()


def kernel_in_address(page):
    return parse_qs(urlsplit(page.url).query).get("kernel", [None])[0]


def weights(page):
    return [field.input_value() for field in page.locator(".fields input").all()]


def preset(page, name):
    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name=name, exact=True).click()


def test_the_first_screen_shows_both_counts_the_kernel_and_the_output(app_url, browser_page):
    opened(browser_page, f"{app_url}/edges?lang=en")
    for text in ("267,960", "57,075,480"):
        # The figure is drawn first, and the same number stands in a formula far below.
        number = browser_page.get_by_test_id("stMetricValue").filter(has_text=text)
        number.wait_for()
        assert number.bounding_box()["y"] < 800
    for canvas in browser_page.locator(".lens .grid").all():
        box = canvas.bounding_box()
        assert box["y"] + box["height"] <= 800


def test_an_edited_kernel_is_in_the_address_and_a_preset_takes_its_place(app_url, browser_page):
    opened(browser_page, f"{app_url}/edges?lang=en")
    field = browser_page.locator(".fields input").first
    for text in ("-2", "5"):  # the second edit is one of the kernel that the page gave back
        field.fill(text)
        field.press("Tab")
        browser_page.wait_for_url(re.compile(rf"kernel={re.escape(text)}(,|%2C)1"))
        expect(browser_page.get_by_role("combobox").nth(1)).to_have_value("My own cells")
        assert weights(browser_page)[0].replace("−", "-") == text
    preset(browser_page, "Difference to the left")
    browser_page.wait_for_url(lambda url: "kernel" not in url)
    # Back at the kernel that was edited first: that edit must not come back.
    expect(browser_page.locator(".fields input").first).to_have_value(re.compile("^[−-]1$"))
    browser_page.wait_for_timeout(800)
    assert kernel_in_address(browser_page) is None
    expect(browser_page.locator(".check[data-state=agrees]")).to_be_visible()


def test_a_link_opens_the_kernel_that_was_sent(app_url, browser_page):
    opened(browser_page, f"{app_url}/edges?lang=zh&kernel=1,2;3,1/4&stride=2")
    shown = [float(text.replace("−", "-")) for text in weights(browser_page)]
    assert shown == [1, 2, 3, 0.25]
    expect(browser_page.get_by_text("140×160").first).to_be_visible()
    expect(browser_page.locator(".stAlert")).to_have_count(0)


def test_the_four_ways_are_timed_while_the_page_stays_at_hand(app_url, browser_page):
    browser_page.goto(f"{app_url}/edges?lang=en&view=cost&height=40&width=40")
    browser_page.locator(".edge-ledger").wait_for()
    slider = browser_page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    # The engine may still be starting; the new count does not wait for it.
    expect(browser_page.get_by_text("= 41 · 39 · (2 + 1)").first).to_be_visible(timeout=15_000)
    measured = browser_page.get_by_text(re.compile(r"measured: .+ \(median of \d+\)"))
    expect(measured).to_have_count(4, timeout=120_000)


def test_the_descent_runs_by_itself_and_ends(app_url, browser_page):
    opened(browser_page, f"{app_url}/edges?lang=en&view=descent&step=56")
    browser_page.get_by_role("button", name="Learn", exact=True).click()
    browser_page.wait_for_url(re.compile("step=60"), timeout=15_000)
    expect(browser_page.get_by_role("button", name="Learn", exact=True)).to_be_visible()
