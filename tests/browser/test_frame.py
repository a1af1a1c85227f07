"""The frame, in a real browser: deep links, languages, themes, widths, paper."""

import re

import pytest
from page_drawn import drawn
from playwright.sync_api import expect

from lib.ui.registry import PAGES

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points
_RULES_FOR_PAPER = (
    "() => [...document.querySelectorAll('style')].some((s) => s.textContent.includes('size: A4'))"
)


def test_the_first_request_after_a_cold_start_may_be_a_deep_link_in_chinese(new_app, browser_page):
    app = new_app()
    browser_page.goto(f"{app.url}/train?lang=zh&epochs=7&image_size=64")
    browser_page.get_by_role("heading", name="训练", exact=True).wait_for()
    slider = browser_page.get_by_role("slider", name="轮数 (epochs)")
    assert slider.input_value() == "7"
    assert "epochs=7" in browser_page.url and "lang=zh" in browser_page.url
    expect(browser_page.get_by_text("Page not found")).to_have_count(0)


def test_picking_a_language_translates_page_navigation_and_address(app_url, browser_page):
    browser_page.goto(f"{app_url}/predict")
    browser_page.get_by_role("heading", name="Predict", exact=True).wait_for()
    browser_page.get_by_text("简体中文").click()
    browser_page.get_by_role("heading", name="识别", exact=True).wait_for()
    browser_page.get_by_text("运算", exact=True).wait_for()  # a section of the navigation
    browser_page.wait_for_url("**lang=zh**")
    browser_page.reload()
    browser_page.get_by_role("heading", name="识别", exact=True).wait_for()
    expect(browser_page.get_by_role("heading", name="Predict", exact=True)).to_have_count(0)


def test_a_browser_that_speaks_chinese_is_answered_in_chinese(app_url, chromium):
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{app_url}/predict")
    page.get_by_role("heading", name="识别", exact=True).wait_for(timeout=30_000)
    expect(page.get_by_role("heading", name="Predict", exact=True)).to_have_count(0)
    context.close()


def test_every_page_fits_a_phone_twice_the_size_and_paper_and_asks_no_other_server(
    app_url, browser_page
):
    outside = []
    browser_page.on(
        "request",
        lambda request: None if _inside(request.url, app_url) else outside.append(request.url),
    )
    for spec in PAGES:
        browser_page.goto(f"{app_url}/{'' if spec.default else spec.path}?lang=en")
        drawn(browser_page)
        # They come with an element that Streamlit loads when it is wanted.
        browser_page.wait_for_function(_RULES_FOR_PAPER)
        _check_paper(browser_page.pdf(prefer_css_page_size=True, print_background=True), spec.path)
        # A browser's zoom of 200 % on 1280 pixels is a page of 640.
        for width, height in ((640, 400), (390, 844)):
            browser_page.set_viewport_size({"width": width, "height": height})
            browser_page.wait_for_timeout(400)
            assert _width(browser_page, at_most=width) <= width, spec.path
    assert outside == []


def _check_paper(made, path):
    assert re.findall(rb"/Type\s*/Page\b(?!s)", made), path
    for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", made):
        left, bottom, width, height = map(float, box.split())
        assert (left, bottom) == (0, 0)
        assert (round(width), round(height)) == pytest.approx(A4, abs=1), path


def _width(page, *, at_most: int) -> int:
    """Streamlit scrolls inside: the document itself is never wider than the screen.

    Formulas are, for a moment, until their style has been loaded.
    """
    for _ in range(40):
        width = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth")
        if width <= at_most:
            break
        page.wait_for_timeout(250)
    return width


def _inside(url: str, app_url: str) -> bool:
    return url.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:"))


def test_the_code_comes_when_its_fold_is_opened_and_not_before(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/padding?lang=en")
    fold = page.get_by_text("Reproduce in Keras")
    fold.wait_for()
    drawn(page)
    assert page.locator("[data-testid=stCode]").count() == 0
    loaded = "performance.getEntriesByType('resource').some(e => /Highlighter/.test(e.name))"
    assert not page.evaluate(loaded)
    fold.click()
    expect(page.locator("[data-testid=stCode]").first).to_contain_text("import keras")
    assert page.evaluate(loaded)


def test_back_leads_to_the_stop_before_as_it_was(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/labels?view=split&lesson=split&lang=en")
    for title, stop in (("Resizing", "squash"), ("Augmentation", "epochs")):
        page.locator("[data-testid=stPageLink]", has_text="Next stop").click()
        page.get_by_role("heading", name=title, exact=True).wait_for()
        page.wait_for_url(f"**lesson={stop}**")
        page.wait_for_timeout(1600)  # what Streamlit still says of the address
    for title, stop, place in (("Resizing", "squash", 4), ("Labels", "split", 3)):
        page.go_back()
        page.get_by_role("heading", name=title, exact=True).wait_for()
        expect(page.get_by_text(f"Lesson, stop {place} of")).to_be_visible()
        assert f"lesson={stop}" in page.url
