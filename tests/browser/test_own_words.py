"""In Chinese a page says nothing in English that Streamlit would say by itself."""

import re

import pytest
from playwright.sync_api import expect

from lib.ui.own_words import _SAID
from lib.words import load_words

pytestmark = pytest.mark.browser

SAY = load_words("zh")


def _shown_behind(element):
    """What stands behind an element, how high its own letters are, and whether they are seen."""
    return element.evaluate(
        "one => [getComputedStyle(one, '::after').content.slice(1, -1),"
        " getComputedStyle(one).fontSize, getComputedStyle(one, '::after').visibility]"
    )


def _says(page, place, key):
    (selector,) = [selector for selector, name, _ in _SAID if name == key]
    element = page.locator(f"css={selector}").nth(place)
    element.wait_for(state="attached")
    assert _shown_behind(element) == [SAY(key), "0px", "visible"]
    return element


def test_a_field_a_full_list_and_an_uploader_speak_the_visitors_language(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/worksheet?lang=zh")
    field = page.locator("css=.stTextInput input").first
    field.click()
    field.press_sequentially("12")
    _says(page, 0, "widget.enter")
    page.get_by_role("combobox", name=SAY("worksheet.topics")).click()  # all are chosen
    _says(page, 0, "widget.empty")
    page.keyboard.press("Escape")
    page.goto(f"{app_url}/predict?lang=zh&source=upload")
    button = _says(page, 0, "widget.file")
    drop = _says(page, 0, "widget.drop")
    for element in (button, drop):
        box = element.evaluate(
            "one => one.closest('button, section').getBoundingClientRect().width"
        )
        assert box > 60  # our words have room
    with page.expect_file_chooser():
        page.locator("css=[data-testid=stFileUploaderDropzone] button").first.click()
    expect(page.get_by_text(re.compile("最大 20 MB")).first).to_be_visible()


def test_a_camera_that_is_not_allowed_says_so(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/predict?lang=zh&source=camera")
    _says(page, 0, "widget.camera.allow")
    _says(page, 0, "widget.camera.take")
    expect(page.locator("css=[data-testid=stCameraInput] a")).not_to_be_visible()


def test_in_english_nothing_is_covered(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/predict?lang=en&source=upload")
    button = page.locator("css=[data-testid=stFileUploaderDropzone] button p").first
    button.wait_for()
    content, size, _ = _shown_behind(button)
    assert content == "on" and size != "0px"  # "none", without its first and last letter


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_that_there_is_not_is_said_by_the_start_page(app_url, browser_page, language):
    page = browser_page
    page.goto(f"{app_url}/nonsense/x?lang={language}")
    said = load_words(language)("error.url.no_page", value="nonsense")
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_function("!location.search.includes('missing')")
