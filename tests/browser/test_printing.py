"""A page on paper, or saved as a PDF by the browser: what it shows, without what operates it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAPER = 695  # CSS pixels between the margins
OPERATING = (
    "[data-testid=stHeader]",
    "[data-testid=stButton]",
    "[data-testid=stSlider]",
    "[data-testid=stSelectbox]",
    "[data-testid=stTextInput]",
    "[data-testid=stPageLink]",
    ".convscope-export",
    ".lens .toolbar",
)


def printed(page):
    """As the page lies on paper, without printing it."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_shows_the_figure_and_nothing_to_press(app_url, browser_page, scheme):
    page = browser_page
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/padding?lang=en")
    page.locator(".lens .panels").wait_for()
    page.locator(".st-key-padding-lens > .convscope-export").wait_for(state="attached")
    before = page.locator(".lens").evaluate("lens => lens.clientWidth")
    printed(page)
    for selector in OPERATING:
        for found in page.locator(selector).all():
            expect(found).to_be_hidden()
    lens = page.locator(".lens")
    expect(lens).to_be_visible()
    assert lens.evaluate("lens => lens.clientWidth") == before  # laid out as on the screen
    assert lens.bounding_box()["width"] <= PAPER + 1  # only smaller
    ink = page.locator("h2").evaluate("title => getComputedStyle(title).color")
    assert ink == "rgb(27, 35, 48)"
    paper = page.locator("[data-testid=stApp]").evaluate("app => getComputedStyle(app).background")
    assert "rgb(255, 255, 255)" in paper
    assert lens.evaluate("lens => lens.lens.look.paper") == "#ffffff"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert lens.evaluate("lens => lens.lens.look.dark") == (scheme == "dark")


def test_a_worksheet_has_room_to_write_on_paper_and_fields_on_the_screen(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/worksheet?lang=en&sheet=2fd7136bd4")
    task = page.locator(".st-key-worksheet-task-1")
    expect(task.locator("input")).to_be_visible()
    expect(task.locator(".convscope-room")).to_be_hidden()
    printed(page)
    expect(task.locator("input")).to_be_hidden()
    expect(task.locator(".convscope-room")).to_be_visible()
    expect(page.locator(".convscope-lines")).to_contain_text("Date")
    expect(page.locator(".st-key-screen-only-score")).to_be_hidden()
