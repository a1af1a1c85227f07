"""What a slider changes arrives before the page hears that it is drawn anew."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.components import PREFIX

pytestmark = pytest.mark.browser

_KNOWN = 4_500  # milliseconds after which what was sent is taken to be on the screen


def kind_of(frame):
    message = ForwardMsg.FromString(frame)
    kind = message.WhichOneof("type")
    if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
        component = message.delta.new_element.bidi_component.component_name
        return "figure" if component.startswith(PREFIX) else "element"
    return kind


def test_the_figure_of_a_slider_comes_before_the_beginning_of_its_redraw(app_url, browser_page):
    received = []
    browser_page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: received.append(kind_of(frame))),
    )
    browser_page.goto(f"{app_url}/relu?lang=en")
    browser_page.get_by_text("Filters above zero on no picture: 0 of 16").wait_for()
    slider = browser_page.get_by_role("slider", name="Shift of every bias")
    first = []
    for step in range(1, 7):
        browser_page.wait_for_timeout(_KNOWN)
        received.clear()
        slider.press("ArrowLeft")
        browser_page.wait_for_url(f"**shift={-0.02 * step:g}**")
        first = [kind for kind in received if kind in ("figure", "new_session")]
        if first[:1] == ["figure"]:
            break
    assert first[0] == "figure"
    assert "new_session" in first  # and the redraw is told in full all the same


def test_a_slider_pressed_quickly_ends_where_it_was_pressed_to(app_url, browser_page):
    browser_page.goto(f"{app_url}/padding?lang=en")
    slider = browser_page.get_by_role("slider", name="Rows").first
    slider.wait_for()
    browser_page.wait_for_timeout(_KNOWN)
    before = int(slider.input_value())
    for _ in range(3):
        slider.press("ArrowLeft")
    expect(slider).to_have_value(str(before - 3))
    browser_page.wait_for_url(f"**rows={before - 3}**")
    browser_page.wait_for_timeout(1_000)
    assert browser_page.get_by_test_id("stException").count() == 0
    expect(slider).to_have_value(str(before - 3))


def test_the_language_changed_right_after_a_slider_does_not_end_the_session(app_url, browser_page):
    browser_page.goto(f"{app_url}/padding?lang=en")
    slider = browser_page.get_by_role("slider").first
    slider.wait_for()
    for number in range(8):
        browser_page.wait_for_timeout(_KNOWN)
        chinese = number % 2 == 0
        slider = browser_page.get_by_role("slider").first
        for _ in range(1 + number % 3):
            slider.press("ArrowLeft" if chinese else "ArrowRight")
        browser_page.get_by_text("简体中文" if chinese else "English", exact=True).first.click()
        title = "填充" if chinese else "Padding"
        heading = browser_page.get_by_role("heading", level=2).filter(has_text=title)
        expect(heading.first).to_be_visible()
    assert browser_page.get_by_text("MISS").count() == 0
