"""What a person does on the page *layers*, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_from_a_small_map_to_the_layer_and_to_the_arithmetic_of_one_cell(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/layers?picture=roses&lang=en")
    drawing = page.locator(".drawing:has([data-part=layer-4])")
    drawing.locator("[data-part=layer-4]").wait_for(timeout=90_000)
    number = drawing.locator("[data-part^=map-4-]").first
    unit = int(number.get_attribute("data-part").rpartition("-")[2])
    number.locator(".tile").hover()
    expect(drawing.locator(".said")).to_contain_text(f"Map {unit + 1} of conv2d_1")
    number.locator(".tile").click()
    page.wait_for_url("**show=one**")
    page.wait_for_url("**layer=conv2d_1**")
    chosen = page.locator(f".drawing [data-part=map-{unit}] .tile.chosen")
    chosen.wait_for(state="attached")
    page.get_by_text("The set: 48 pictures").wait_for(timeout=90_000)

    page.get_by_role("radio", name="One unit").click()
    page.get_by_text("TensorFlow agrees in all 2,304 cells").wait_for()
    output = page.locator(".lens [data-grid=output]")
    box = output.bounding_box()
    output.click(position={"x": box["width"] * 0.4, "y": box["height"] * 0.6})
    page.wait_for_url("**cell=**")
    page.get_by_text("Held: row").wait_for()
    row, column = page.url.partition("cell=")[2].partition("&")[0].split("-")
    page.get_by_text(f"What row {int(row) + 1}, column {int(column) + 1}").wait_for()
    lens = page.locator(".lens").first
    assert lens.evaluate("e => e.lens.pinned") is True


def test_a_link_with_a_held_cell_opens_it_held_and_in_chinese(app_url, browser_page):
    browser_page.goto(f"{app_url}/layers?view=lens&layer=conv2d_2&unit=5&cell=10-12&lang=zh")
    browser_page.get_by_text("已固定：第 11 行第 13 列").wait_for(timeout=90_000)
    lens = browser_page.locator(".lens").first
    lens.locator("canvas").first.wait_for()
    held = "e => [e.lens.pinned, e.lens.pointed.row, e.lens.pointed.column]"
    assert lens.evaluate(held) == [True, 10, 12]
    browser_page.locator(".lens [data-grid=output]").press("Escape")
    browser_page.wait_for_function("!location.search.includes('cell=')")
