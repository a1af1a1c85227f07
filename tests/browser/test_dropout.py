"""What a person does on the dropout page, in a real browser."""

import pytest

from lib.operations import dropout
from lib.operations.small_layer import draw_small, small_layer

pytestmark = pytest.mark.browser

CORNER = {"x": 5, "y": 4}  # of a part, where nothing is written


def graph(page):
    return page.locator(".drawing:has([data-part=input-0])")


def assert_crossed_out(page, count):
    """Wait until so many inputs are crossed out: the drawing may come after the words."""
    from playwright.sync_api import expect

    expect(graph(page).locator("g path.edge")).to_have_count(count)


def dropped(seed, rate=0.5, units=8):
    whole = dropout.draw("daisy", rate, seed=seed, training=True)
    return units - int(draw_small(small_layer("daisy", units), whole).kept.sum())


def test_drawing_again_crosses_out_others_and_prediction_none(app_url, browser_page):
    browser_page.goto(f"{app_url}/dropout?lang=en&rate=0.5&units=8")
    graph(browser_page).wait_for()
    assert_crossed_out(browser_page, dropped(seed=1))
    browser_page.get_by_role("button", name="Draw again").click()
    browser_page.wait_for_url("**seed=2**")
    draw = dropout.draw("daisy", 0.5, seed=2, training=True, side=180)
    shown = f"{dropout.in_words(draw)['dropped']} of"
    browser_page.get_by_text(shown).wait_for()
    assert_crossed_out(browser_page, dropped(seed=2))
    browser_page.get_by_role("radio", name="Prediction").click()
    browser_page.get_by_text("0 of 30,976 numbers dropped").wait_for()
    assert_crossed_out(browser_page, 0)


def test_pointing_at_an_input_lights_the_connections_that_remain(app_url, browser_page):
    browser_page.goto(f"{app_url}/dropout?lang=en&rate=0.5&units=8")
    whole = dropout.draw("daisy", 0.5, seed=1, training=True)
    kept = draw_small(small_layer("daisy", 8), whole).kept
    assert 0 < kept.sum() < 8
    for place in (int(kept.argmax()), int(kept.argmin())):
        graph(browser_page).locator(f"[data-part=input-{place}] rect").first.hover(position=CORNER)
        said = "Kept: its connections" if kept[place] else "Dropped: none of its 4"
        browser_page.get_by_text(said).wait_for()
        lit = graph(browser_page).locator("line.lit").count()
        assert lit == (4 if kept[place] else 0)


def test_on_a_telephone_the_graph_takes_its_narrow_form(app_url, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.goto(f"{app_url}/dropout?lang=zh")
    graph(browser_page).locator("svg[viewBox='0 0 350 318']").wait_for()
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
