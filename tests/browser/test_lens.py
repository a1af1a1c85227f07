"""The lens in a real browser: pointing, keys, touch, editing, sliding, and NumPy's word on it."""

import json

import numpy as np
import pytest
from playwright.sync_api import expect

from lib.cnn.convolution import cross_correlate
from lib.cnn.pooling import pool

pytestmark = pytest.mark.browser

SMALL = np.round(np.random.default_rng(5).normal(0, 2, (7, 8)), 1).astype(np.float32)


def opened(page, url, view, **more):
    query = "&".join(f"{name}={value}" for name, value in {"view": view, **more}.items())
    page.goto(f"{url}/?{query}")
    page.locator(".lens[data-painted]").first.wait_for()
    return page.locator(".lens").first


def cell(lens, grid, row, column):
    """Where the middle of a cell lies in its grid, in pixels."""
    return lens.evaluate(
        """(root, [name, row, column]) => {
             const { grids, camera } = root.lens, { before, columns, rows } = grids[name].content;
             const scale = grids[name].fit * camera.zoom;
             const left = (camera.x - 0.5 / camera.zoom) * columns;
             const top = (camera.y - 0.5 / camera.zoom) * rows;
             return { x: (column + before.column - left + 0.5) * scale,
                      y: (row + before.row - top + 0.5) * scale };
           }""",
        [grid, row, column],
    )


def point(lens, grid, row, column):
    lens.locator(f".grid.{grid}").hover(position=cell(lens, grid, row, column))
    lens.page.wait_for_timeout(60)


def reading(lens):
    return lens.evaluate("root => root.lens.readingText()")


def output(lens):
    """The output that the browser computed, (H', W') of the first channel."""
    height, width, values = lens.evaluate(
        "root => { const { output } = root.lens.scene; "
        "return [output.height, output.width, [...output.planes[0]]]; }"
    )
    return np.array(values).reshape(height, width)


def pixels(lens, grid="output"):
    return lens.locator(f".grid.{grid} canvas").evaluate("canvas => canvas.toDataURL()")


def agreed(page):
    line = page.locator(".check[data-state=agrees]")
    line.wait_for()
    return line.inner_text()


def python_knows(page, text):
    page.get_by_text(text).wait_for()


def test_pointing_at_an_output_cell_shows_its_arithmetic_without_the_server(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "edges")
    agreed(browser_page)
    sent = []
    browser_page.on("websocket", lambda socket: socket.on("framesent", sent.append))
    point(lens, "output", 100, 57)
    values = lens.evaluate("root => [...root.lens.reading.values]")
    total = lens.evaluate("root => root.lens.reading.total")
    assert total == values[1] - values[0]
    assert reading(lens) == f"{values[0]:g} × (−1) + {values[1]:g} × 1 = {total:g}".replace(
        "= -", "= −"
    )
    expect(lens.locator(".output .spot")).to_have_text("row 101, column 58")
    assert sent == []


def test_the_notes_maximum_pooling_comes_out_cell_by_cell(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "pooling")
    assert output(lens).tolist() == [[5, 6], [8, 9]]
    point(lens, "output", 0, 0)
    assert reading(lens) == "max(1, 2, 4, 5) = 5"
    point(lens, "output", 1, 1)
    assert reading(lens) == "max(9) = 9"  # the padding does not count
    assert "4 cells" in agreed(browser_page)


def test_pointing_at_an_input_cell_shows_which_outputs_use_it(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "flip")
    point(lens, "input", 3, 3)
    uses = lens.evaluate("root => root.lens.reading")
    assert (uses["rows"], uses["columns"], uses["count"]) == ([2, 3], [1, 2, 3], 6)
    assert "used by 6 output cells" in reading(lens)
    expect(lens.locator(".output .marks .frame")).to_have_count(1)


def test_a_cell_that_no_window_reaches_says_so(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "dropped")
    expect(lens.locator(".dropped")).to_have_text("seen by no window: 20 cells of the input")
    point(lens, "input", 6, 7)
    assert "used by no output cell" in reading(lens)


def test_a_border_cell_says_what_it_is_and_who_looks_at_it(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "padding", border="edge")
    point(lens, "input", -2, -1)
    uses = lens.evaluate("root => root.lens.reading")
    assert (uses["rows"], uses["columns"]) == ([0], [0])
    assert uses["value"] == pytest.approx(float(SMALL[0, 0]))
    assert reading(lens).startswith("Padding cell: ")


def test_padding_with_stride_and_dilation_agrees_with_numpy(lens_url, browser_page):
    borders = ["zero", "reflect", "edge", "wrap"]
    opened(browser_page, lens_url, "padding", border=",".join(borders))
    lenses = browser_page.locator(".lens[data-painted]")
    expect(lenses).to_have_count(len(borders))
    kernel = [[0, 1, 0], [1, -4, 1], [0, 1, 0.5]]
    for border, lens in zip(borders, lenses.all(), strict=True):
        expected = cross_correlate(SMALL.astype(float), kernel, stride=2, dilation=2,
                                   padding="same", border=border)  # fmt: skip
        np.testing.assert_allclose(output(lens), expected, atol=1e-9)
        assert lens.locator(".padded").inner_text().endswith("top 2, bottom 2, left 1, right 2")
    expect(browser_page.locator(".check[data-state=agrees]")).to_have_count(len(borders))


def test_numpy_agrees_in_every_setting(lens_url, browser_page):
    views = ["colour", "deep", "large", "pool_picture", "dropout", "flip", "relu", "pooling"]
    opened(browser_page, lens_url, ",".join(views), activation="gelu", reduction="gaussian")
    agreeing = browser_page.locator(".check[data-state=agrees]")
    expect(agreeing).to_have_count(len(views))
    for said in agreeing.all():
        expect(said).to_contain_text("agrees in all")


def test_an_edited_weight_repaints_at_once_and_reaches_python_after_a_pause(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel")
    agreed(browser_page)
    before = pixels(lens)
    field = lens.locator(".fields input").nth(4)
    field.fill("1/4")
    browser_page.wait_for_timeout(50)
    assert pixels(lens) != before
    assert browser_page.locator(".check").get_attribute("data-state") == "waiting"
    python_knows(browser_page, "kernel=[[-1.0, 0.0, 1.0], [-2.0, 0.25, 2.0], [-1.0, 0.0, 1.0]]")
    assert "88,404 cells" in agreed(browser_page)
    assert field.input_value() == "1/4"  # not rewritten while it is typed in
    lens.locator(".reset").click()
    python_knows(browser_page, "kernel=None")
    assert pixels(lens) == before


def test_what_is_no_number_is_marked_and_the_last_good_view_stays(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel", lang="zh")
    before = pixels(lens)
    field = lens.locator(".fields input").nth(1)
    for text, said in (("", "空的"), ("abc", "不是数"), ("1e999", "无穷大"), ("9999999", "太大")):
        field.fill(text)
        assert field.get_attribute("aria-invalid") == "true"
        assert said in lens.locator(".complaint").inner_text()
        assert pixels(lens) == before
    field.fill("0")
    assert field.get_attribute("aria-invalid") == "false"
    expect(lens.locator(".complaint")).to_have_text("")


def test_a_weight_is_changed_by_dragging_by_slider_and_by_arrow_keys(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel")
    field = lens.locator(".fields input").nth(4)
    box = field.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    browser_page.mouse.move(x, y)
    browser_page.mouse.down()
    browser_page.mouse.move(x + 60, y, steps=6)
    browser_page.mouse.up()
    assert float(field.input_value()) == pytest.approx(0.75)
    field.press("ArrowUp")
    assert float(field.input_value()) == pytest.approx(0.85)
    lens.locator(".slider input").fill("-1.5")
    assert field.input_value() == "−1.5"
    assert lens.evaluate("root => root.lens.scene.kernel.cells[4]") == -1.5


def test_fields_keep_their_colours_when_the_width_changes(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel")
    colour = "field => field.style.backgroundColor"
    before = lens.locator(".fields input").first.evaluate(colour)
    browser_page.set_viewport_size({"width": 700, "height": 800})
    browser_page.wait_for_function(
        "root => !root.classList.contains('wide')", arg=lens.element_handle()
    )
    assert before and lens.locator(".fields input").first.evaluate(colour) == before


def test_long_weights_are_shown_as_far_as_there_is_room_and_whole_while_typed_in(
    lens_url, browser_page
):
    lens = opened(browser_page, lens_url, "thirds")
    overflow = "fields => fields.filter(field => field.scrollWidth > field.clientWidth).length"
    assert lens.locator(".fields input").evaluate_all(overflow) == 0
    field = lens.locator(".fields input").nth(12)
    short = field.input_value()
    field.focus()
    assert field.input_value() == "0.0131579"
    assert len(short) < len("0.0131579")
    assert browser_page.locator(".check").get_attribute("data-state") == "agrees"  # nothing changed
    field.press("ArrowUp")
    assert lens.evaluate("root => root.lens.scene.kernel.cells[12]") == pytest.approx(0.1132)
    field.evaluate("field => field.blur()")
    assert lens.locator(".fields input").evaluate_all(overflow) == 0


def test_another_preset_takes_the_place_of_an_edited_kernel(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "presets")
    lens.locator(".fields input").first.fill("5")
    python_knows(browser_page, "kernel=[[5.0, 0.0, 1.0]")
    browser_page.get_by_text("transposed").click()
    python_knows(browser_page, "kernel=None")
    agreed(browser_page)
    cells = lens.evaluate("root => [...root.lens.scene.kernel.cells]")
    assert cells == [-1, -2, -1, 0, 0, 0, 1, 2, 1]
    assert lens.locator(".fields input").first.input_value() == "−1"


def test_a_click_holds_a_cell_and_escape_lets_it_go(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "flip")
    lens.locator(".grid.output").click(position=cell(lens, "output", 2, 3))
    python_knows(browser_page, "pinned=(2, 3)")
    point(lens, "output", 0, 0)
    assert lens.evaluate("root => root.lens.reading.row") == 2
    expect(lens.locator(".output .spot")).to_contain_text("held")
    browser_page.keyboard.press("Escape")
    python_knows(browser_page, "pinned=None")
    point(lens, "output", 0, 0)
    assert lens.evaluate("root => root.lens.reading.row") == 0


def test_arrow_keys_carry_a_held_cell_along_and_the_server_learns_where_it_rests(
    lens_url, browser_page
):
    lens = opened(browser_page, lens_url, "flip")
    lens.locator(".grid.output").click(position=cell(lens, "output", 2, 3))
    python_knows(browser_page, "pinned=(2, 3)")
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowDown")
    expect(lens.locator(".output .spot")).to_contain_text("held · row 4, column 5")
    python_knows(browser_page, "pinned=(3, 4)")
    point(lens, "output", 0, 0)  # it is held where it is now
    assert lens.evaluate("root => [root.lens.reading.row, root.lens.reading.column]") == [3, 4]
    lens.locator(".grid.output").press("Escape")
    python_knows(browser_page, "pinned=None")


def test_the_output_is_walked_with_the_keyboard_and_read_out(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "pooling", reduction="average")
    lens.locator(".grid.output").focus()
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowDown")
    live = lens.locator(".live")
    live.get_by_text("Output row 2, column 2: 9. (9) ÷ 1 = 9").wait_for(state="attached")
    browser_page.keyboard.press("Home")
    browser_page.keyboard.press("Enter")
    python_knows(browser_page, "pinned=(1, 0)")
    lens.locator(".grid.input").focus()
    browser_page.keyboard.press("ArrowLeft")
    live.get_by_text("used by").wait_for(state="attached")
    label = lens.locator(".grid.output").get_attribute("aria-label")
    assert label.startswith("Output, 2 × 2.")


def test_the_window_slides_ends_and_leaves_the_whole_output(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "pooling")
    lens.locator(".speed").fill("1")
    lens.locator(".icon.play").click()
    lens.locator(".output .marks .veil").first.wait_for(state="attached")
    browser_page.wait_for_function(
        "root => !root.lens.player.playing", arg=lens.element_handle(), timeout=5000
    )
    expect(lens.locator(".output .marks .veil")).to_have_count(0)
    expect(lens.locator(".place")).to_have_text("4 / 4")


def test_the_scrub_bar_moves_the_window(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "flip")
    lens.locator(".scrub").fill("13")
    browser_page.wait_for_timeout(60)
    assert lens.evaluate("root => [root.lens.reading.row, root.lens.reading.column]") == [2, 1]
    lens.locator(".icon.step").click()
    browser_page.wait_for_timeout(60)
    expect(lens.locator(".place")).to_have_text("15 / 36")


def test_who_asked_for_less_movement_goes_step_by_step(lens_url, browser_page):
    browser_page.emulate_media(reduced_motion="reduce")
    lens = opened(browser_page, lens_url, "flip")
    lens.locator(".icon.play").click()
    browser_page.wait_for_timeout(400)
    assert lens.evaluate("root => root.lens.player.playing") is False
    expect(lens.locator(".place")).to_have_text("2 / 36")


def test_the_wheel_zooms_until_numbers_stand_in_the_cells_and_dragging_moves(
    lens_url, browser_page
):
    lens = opened(browser_page, lens_url, "edges")
    grid = lens.locator(".grid.input")
    grid.hover(position={"x": 200, "y": 150})
    for _ in range(20):
        browser_page.mouse.wheel(0, -200)
        browser_page.wait_for_timeout(20)
    camera = lens.evaluate("root => root.lens.camera")
    assert camera["zoom"] == pytest.approx(camera["furthest"])
    assert lens.evaluate("root => root.lens.grids.input.fit * root.lens.camera.zoom") > 60
    before = pixels(lens, "input")
    browser_page.mouse.down()
    browser_page.mouse.move(700, 300, steps=4)
    browser_page.mouse.up()
    browser_page.wait_for_timeout(60)
    assert pixels(lens, "input") != before
    python_knows(browser_page, "pinned=None")  # a drag is no click
    lens.locator(".icon.fit").click()
    assert lens.evaluate("root => root.lens.camera.zoom") == 1


def test_the_colours_of_the_output_are_chosen_and_python_knows(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel")
    seen = {pixels(lens)}
    for name in ("magnitude", "relu", "grey"):
        lens.locator(f"[data-display={name}]").click()
        python_knows(browser_page, f"display={name}")
        seen.add(pixels(lens))
    assert len(seen) == 4


def test_each_channels_map_is_shown_and_they_add_up(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "deep")
    lens.locator("summary").click()
    lens.locator(".map canvas").first.wait_for()
    expect(lens.locator("button.map")).to_have_count(16)
    point(lens, "output", 5, 6)
    partials = lens.evaluate("root => root.lens.reading.partials")
    total = lens.evaluate("root => root.lens.reading.total")
    assert sum(partials) - 0.2 == pytest.approx(total)
    lens.locator("button.map").nth(7).click()
    assert lens.evaluate("root => root.lens.channel") == 7


def test_a_changed_picture_is_painted_into_the_same_elements(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "slider")
    lens.evaluate("root => { root.dataset.mine = 'yes'; root.lens.camera.zoom = 3; }")
    before, painted = pixels(lens, "input"), lens.get_attribute("data-painted")
    slider = browser_page.get_by_role("slider", name="step").first
    slider.focus()
    slider.press("ArrowRight")
    browser_page.wait_for_function(
        "([root, painted]) => root.dataset.painted !== painted",
        arg=[lens.element_handle(), painted],
    )
    assert pixels(lens, "input") != before
    assert lens.get_attribute("data-mine") == "yes"
    assert lens.evaluate("root => root.lens.camera.zoom") == 3


def test_linked_lenses_point_at_the_same_cell(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "linked")
    other = browser_page.locator(".lens").nth(1)
    other.wait_for()
    browser_page.wait_for_timeout(300)
    point(lens, "output", 2, 1)
    spots = [one.evaluate("root => root.lens.pointed") for one in (lens, other)]
    assert [(spot["row"], spot["column"]) for spot in spots] == [(2, 1), (2, 1)]
    values = SMALL[4:6, 2:4].astype(float)
    assert lens.evaluate("root => root.lens.reading.total") == pytest.approx(values.max())
    assert other.evaluate("root => root.lens.reading.total") == pytest.approx(values.mean())
    assert pool(SMALL.astype(float))[2, 1] == pytest.approx(values.max())


def test_on_a_phone_the_panels_stack_and_cells_can_be_touched(lens_url, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    views = ["sobel", "large", "deep", "padding"]
    opened(page, lens_url, ",".join(views))
    lenses = page.locator(".lens[data-painted]")
    expect(lenses).to_have_count(len(views))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for view, lens in zip(views, lenses.all(), strict=True):
        panels = [lens.locator(f"figure.{name}") for name in ("input", "middle", "output")]
        boxes = [panel.bounding_box() for panel in panels]
        assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
        if view != "deep":
            assert lens.locator(".fields input").first.bounding_box()["width"] >= 44
        lens.locator(".grid.output").scroll_into_view_if_needed()
        lens.locator(".grid.output").tap(position=cell(lens, "output", 2, 2))
        page.wait_for_timeout(80)
        reading = lens.evaluate("root => [root.lens.reading.row, root.lens.reading.column]")
        assert reading == [2, 2], view
    context.close()


def test_the_browser_cannot_make_python_believe_nonsense(lens_url, browser_page):
    lens = opened(browser_page, lens_url, "sobel")
    agreed(browser_page)
    for nonsense in ({"base": "x", "cells": [1] * 9}, {"cells": "abc"}, [1, 2], 7):
        lens.evaluate("(root, sent) => root.lens.send('kernel', sent)", nonsense)
        lens.evaluate("(root, sent) => root.lens.send('pinned', sent)", [10**6, json.dumps("x")])
        browser_page.wait_for_timeout(150)
    python_knows(browser_page, "kernel=None pinned=None display=signed")
    expect(browser_page.get_by_test_id("stException")).to_have_count(0)
    # What makes sense is still taken, after all of it.
    lens.locator(".fields input").nth(4).fill("3")
    python_knows(browser_page, "kernel=[[-1.0, 0.0, 1.0], [-2.0, 3.0, 2.0], [-1.0, 0.0, 1.0]]")
