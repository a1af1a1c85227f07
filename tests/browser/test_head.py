"""What a person does on the page *head*, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_pointing_at_a_cell_lights_up_its_place_and_its_weights(app_url, browser_page):
    browser_page.goto(f"{app_url}/head")
    drawing = browser_page.locator(".drawing")
    drawing.locator("[data-part=b7]").hover()
    lit = drawing.locator("[data-part].lit").evaluate_all("all => all.map(e => e.dataset.part)")
    assert sorted(lit) == ["b7", "v7", "w7.0", "w7.1", "w7.2"]
    expect(drawing.locator(".said")).to_contain_text("place 7")


def test_pressing_a_cell_of_the_real_map_follows_it(app_url, browser_page):
    browser_page.goto(f"{app_url}/head?view=real&channel=12")
    browser_page.locator("[data-part='m6.8']").click()
    browser_page.get_by_text("(6 · 12 + 8) · 64 + 12 = place").wait_for()
    browser_page.wait_for_url("**row=6**")
    assert "column=8" in browser_page.url


def test_the_other_head_makes_vgg16_smaller(app_url, browser_page):
    browser_page.goto(f"{app_url}/head?view=famous")
    total = browser_page.locator(".drawing").first
    total.get_by_text("138,357,544").wait_for()
    browser_page.get_by_role("radio", name="Global average").click()
    total.get_by_text("37,694,248").wait_for()
    expect(total.get_by_text("138,357,544")).to_have_count(0)
