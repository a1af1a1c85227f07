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


def test_what_a_cell_sees_is_framed_on_the_photograph_while_the_pointer_and_the_keys_move(
    app_url, browser_page
):
    page = browser_page
    page.goto(f"{app_url}/layers?view=lens&picture=roses&layer=max_pooling2d_1&cell=3-20&lang=en")
    said = page.locator(".sight .said")
    # The shipped network sees 96×96 pixels: conv, pool, conv, pool make 10×10 with steps of 4.
    said.get_by_text("Row 4, column 21 sees rows 10–19, columns 78–87: 10×10").wait_for(
        timeout=90_000
    )
    output = page.locator(".lens .grid.output")
    output.press("Escape")
    page.wait_for_function("!location.search.includes('cell=')")
    page.get_by_text("TensorFlow agrees").wait_for()
    page.wait_for_timeout(500)
    sent = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda _: sent.append(1))
    output.press("Home")
    output.press("PageUp")
    expect(said).to_have_text(
        "Row 1, column 1 sees rows 1–7, columns 1–7; the rest of its 10×10 field is padding."
    )
    box = output.bounding_box()
    output.hover(position={"x": box["width"] * 0.52, "y": box["height"] * 0.52})  # cell 13, 13
    expect(said).to_contain_text("Row 13, column 13 sees rows 46–55, columns 46–55")
    # A cell of what goes in is one of the layer before: 8×8 pixels.
    entry = page.locator(".lens .grid.input")
    entry.focus()
    entry.press("ArrowRight")
    expect(said).to_contain_text("of its 8×8 field is padding")
    assert sent == []
    drawn = page.locator(".sight canvas").first.evaluate(
        "c => c.width > 0 && new Set(c.getContext('2d').getImageData(0, 0, c.width, 9).data).size"
    )
    assert drawn > 10
    output.click(position={"x": box["width"] * 0.52, "y": box["height"] * 0.52})
    page.wait_for_url("**cell=**")
    assert sent
