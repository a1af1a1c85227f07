"""The start page in a real browser: the row paints, answers, and lives in the address."""

import re

import pytest
from playwright.sync_api import expect

from lib.stages.activations import load_network, load_recording

pytestmark = pytest.mark.browser

NETWORK = load_network()
CONVOLUTION = next(stage for stage in NETWORK.stages if stage.kind == "convolution")
OTHER = next(picture for picture in NETWORK.pictures if picture.label is None)


def opened(page, url):
    page.goto(url)
    page.locator(".stages[data-painted]").wait_for()


def painted_colours(page, stage):
    """How many different colours the canvas of a stage shows."""
    return page.locator(f".stage[data-stage={stage}] canvas").evaluate(
        """canvas => {
             const { width, height } = canvas;
             const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
             return new Set(new Uint32Array(data.buffer)).size;
           }"""
    )


def test_every_stage_is_painted_within_the_first_screenful(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=en")
    expect(browser_page.locator(".stage")).to_have_count(len(NETWORK.stages))
    for stage in NETWORK.stages:
        column = browser_page.locator(f".stage[data-stage={stage.name}]")
        box = column.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 1280
        assert box["y"] + box["height"] <= 800
        if stage.kind != "outputs":
            assert painted_colours(browser_page, stage.name) > 5


def test_a_pixel_tells_its_value_without_asking_the_server(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=en")
    sent = []
    browser_page.on("websocket", lambda socket: socket.on("framesent", sent.append))
    canvas = browser_page.locator(f".stage[data-stage={CONVOLUTION.name}] canvas")
    canvas.hover(position={"x": 30, "y": 40})
    card = browser_page.locator(".card")
    card.wait_for()
    picture = browser_page.locator(".stages").get_attribute("data-painted")
    maps = load_recording(picture).arrays()[CONVOLUTION.name]
    said = float(card.locator(".reading b").inner_text())
    title = card.locator(".title span").inner_text()
    number = int(title.split()[1]) - 1
    row, column = map(int, re.findall(r"\d+", card.locator(".note").inner_text()))
    assert abs(row - 41) <= 1 and abs(column - 31) <= 1  # a cell is about a pixel of the screen
    assert said == pytest.approx(maps[number, row - 1, column - 1], rel=0.006, abs=0.001)
    assert sent == []


def test_opening_a_stage_writes_the_address_and_the_address_opens_it(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=en")
    browser_page.locator(f".head[data-stage={CONVOLUTION.name}]").click()
    detail = browser_page.locator(".detail")
    detail.get_by_text(f"(3·3·3 + 1) · 16 = {CONVOLUTION.parameter_count}").wait_for()
    expect(detail.locator(".pick")).to_have_count(CONVOLUTION.output_shape[-1])
    browser_page.wait_for_url(f"**stage={CONVOLUTION.name}**")
    browser_page.reload()
    browser_page.locator(".detail").wait_for()
    browser_page.locator(".close").click()
    browser_page.wait_for_url(lambda url: "stage=" not in url)
    expect(browser_page.locator(".detail")).to_have_count(0)


def test_choosing_a_picture_repaints_the_row_and_writes_the_address(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=zh")
    browser_page.locator(f".thumb[data-key={OTHER.key}]").click()
    browser_page.locator(f".stages[data-painted={OTHER.key}]").wait_for()
    browser_page.wait_for_url(f"**picture={OTHER.key}**")
    share = browser_page.locator(".winner .share").inner_text()
    most = max(load_recording(OTHER.key).probabilities)
    assert float(share.rstrip("%")) == pytest.approx(100 * most, abs=0.06)


def test_the_row_is_walked_with_the_keyboard(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=en")
    browser_page.locator(".head").first.focus()
    for _ in range([stage.name for stage in NETWORK.stages].index(CONVOLUTION.name)):
        browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowDown")
    browser_page.locator(".card").wait_for()
    expect(browser_page.locator(".live")).to_contain_text("Convolution")
    browser_page.keyboard.press("Enter")
    browser_page.locator(".detail").wait_for()
    browser_page.keyboard.press("Escape")
    expect(browser_page.locator(".detail")).to_have_count(0)


def test_a_door_leads_to_its_page_in_the_same_session(app_url, browser_page):
    opened(browser_page, f"{app_url}/?lang=en&picture={OTHER.key}")
    browser_page.locator(".door.filled").click()
    browser_page.wait_for_url("**/train?**")
    browser_page.get_by_role("heading", name="Train", exact=True).wait_for()
    browser_page.go_back()
    browser_page.wait_for_url(f"**picture={OTHER.key}**")
    browser_page.locator(f".stages[data-painted={OTHER.key}]").wait_for()


@pytest.mark.parametrize("width", [390, 640])
def test_on_a_narrow_screen_the_stages_stand_in_a_list(app_url, browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 800})
    opened(browser_page, f"{app_url}/?lang=en")
    main = browser_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth") <= width
    for stage in NETWORK.stages:
        box = browser_page.locator(f".stage[data-stage={stage.name}]").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
