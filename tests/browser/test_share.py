"""Sharing a view, walking through the lesson, and finding, as a person does it."""

import contextlib
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _pick(page, label, *names):
    """Choose several in a list of the dialog."""
    box = page.get_by_role("combobox", name=label)
    whole = page.get_by_test_id("stMultiSelect").filter(has_text=label)
    for name in names:
        chosen = whole.get_by_text(name, exact=True)
        for _ in range(3):  # a list that opens while the dialog still grows closes again
            box.click()
            page.get_by_role("option", name=name, exact=True).click()
            with contextlib.suppress(PlaywrightTimeout):
                chosen.first.wait_for(timeout=2000)
                break
        expect(chosen).to_be_visible()
    page.get_by_role("dialog").get_by_text("every control included").click()  # closes the list


def test_a_teachers_link_opens_with_what_was_locked_and_hidden(app_url, browser_page, profile):
    browser_page.goto(f"{app_url}/padding?lang=en&stride=3")
    browser_page.get_by_role("slider", name="Stride").wait_for()
    browser_page.get_by_role("button", name="Share").click()
    dialog = browser_page.get_by_role("dialog")
    dialog.get_by_text("every control included").wait_for()
    _pick(browser_page, "Shown, but locked", "Stride")
    code = dialog.locator("code")
    expect(code).to_contain_text("lock=stride")
    _pick(browser_page, "Not shown", "Dilation")
    expect(code).to_contain_text("hide=dilation")
    parameters = dict(parse_qsl(urlsplit(code.inner_text()).query))
    assert (parameters["lang"], parameters["stride"], parameters["window"]) == ("en", "3", "3")
    student = profile.new_page()
    student.goto(code.inner_text())
    expect(student.get_by_role("slider", name="Stride")).to_be_disabled()
    expect(student.get_by_role("slider", name="Window").first).to_be_enabled()
    expect(student.get_by_role("slider", name="Dilation")).to_have_count(0)
    student.close()


def test_the_lesson_leads_on_with_the_controls_set_and_goes_on_after_a_reload(
    app_url, browser_page
):
    browser_page.goto(f"{app_url}/lesson?lang=en")
    browser_page.get_by_role("link", name="Begin: about").click()
    browser_page.wait_for_url("**lesson=whole**")
    for title, name in (("Where labels come from", "folders"), ("Training and", "split")):
        browser_page.get_by_role("link", name="Next stop").click()
        browser_page.wait_for_url(f"**lesson={name}**")
        browser_page.locator(".st-key-lesson-bar").get_by_text(title).wait_for()
    # Two stops on one page: the second has another view of it.
    assert "view=split" in browser_page.url
    browser_page.get_by_role("slider", name="validation_split").wait_for()
    browser_page.reload()
    browser_page.locator(".st-key-lesson-bar").get_by_text("stop 3 of").wait_for()
    browser_page.get_by_role("link", name="Back").first.click()
    browser_page.wait_for_url("**lesson=folders**")
    browser_page.locator(".st-key-lesson-bar").get_by_text("stop 2 of").wait_for()


def test_a_term_says_what_it_means_and_leads_to_the_glossary(app_url, browser_page, profile):
    browser_page.goto(f"{app_url}/padding?lang=zh")
    term = browser_page.locator('a[href^="glossary?term=stride"]').first
    term.scroll_into_view_if_needed()
    assert "窗口移动多少格" in (term.get_attribute("title") or "")
    with profile.expect_page() as opening:
        term.click()
    glossary = opening.value
    glossary.locator(".st-key-glossary-asked").get_by_text("步幅（stride）").wait_for()
    glossary.close()


def test_a_search_is_answered_and_leads_to_the_view(app_url, browser_page):
    browser_page.goto(f"{app_url}/relu?lang=en")
    browser_page.get_by_role("link", name="Search", exact=True).click()
    box = browser_page.get_by_role("textbox", name="Search")
    box.fill("symmetric padding")
    box.press("Enter")
    browser_page.get_by_role("link", name="Padding · Two rules compared").click()
    browser_page.wait_for_url("**/padding**view=compare**")


def test_a_page_for_a_projector_is_large_and_has_a_way_back(app_url, browser_page):
    browser_page.goto(f"{app_url}/padding?lang=en&present=1")
    browser_page.get_by_role("button", name="End presentation").wait_for()
    size = browser_page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size > 20
    expect(browser_page.get_by_test_id("stHeader")).not_to_be_visible()
    browser_page.get_by_role("button", name="End presentation").click()
    expect(browser_page.get_by_test_id("stHeader")).to_be_visible()
    browser_page.wait_for_function("!location.search.includes('present')")


def _copied_by_keyboard(page, button, language="Copy", done="Copied"):
    """What is in the clipboard after the button was pressed with the keyboard."""
    expect(button).to_be_visible()
    expect(button).to_have_text(language)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text(done)
    expect(button).to_be_focused()
    return page.evaluate("navigator.clipboard.readText()")


_SIZES = """() => {
  const hosts = [...document.querySelectorAll("[data-testid^=stBidi]")];
  const lens = hosts.find((one) => one.shadowRoot?.querySelector(".work")).shadowRoot;
  const one = (name) => lens.querySelector(name);
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return { root, work: one(".work").clientHeight, grid: one(".grid.input").clientWidth,
    letters: parseFloat(getComputedStyle(one(".shape")).fontSize), icon: one(".icon").clientWidth };
}"""


def _lens_sizes(page):
    page.wait_for_timeout(1500)  # until it is laid out in the width that it has
    return page.evaluate(_SIZES)


def test_for_a_projector_the_lens_is_as_much_larger_as_all_letters(app_url, browser_page):
    page = browser_page
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(f"{app_url}/padding?lang=en")
    page.locator("css=.lens .shape").first.wait_for()
    usual = _lens_sizes(page)
    page.goto(f"{app_url}/padding?lang=en&present=1")
    page.get_by_role("button", name="End presentation").wait_for()
    page.locator("css=.lens .shape").first.wait_for()
    large = _lens_sizes(page)
    more = large["root"] / usual["root"]
    assert more > 1.3
    for what in ("letters", "icon", "work"):
        assert large[what] / usual[what] == pytest.approx(more, rel=0.05), what
    assert large["grid"] / usual["grid"] > 1.2  # its cells are whole pixels
    page.get_by_role("button", name="End presentation").click()
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert _lens_sizes(page)["work"] == pytest.approx(usual["work"], rel=0.02)


_CUT = """() => [...document.querySelectorAll("label *, button *")].filter((one) => {
  const { display, overflowX } = getComputedStyle(one), { width } = one.getBoundingClientRect();
  if (display === "inline" || width < 3 || !one.textContent.trim()) return false;
  return !one.closest("header") && overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["padding", "augmentation"])
def test_no_label_is_cut_in_the_large_size(app_url, browser_page, path, width):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("en", "zh"):
        page.goto(f"{app_url}/{path}?lang={language}&present=1")
        page.locator("css=[data-testid=stWidgetLabel] >> visible=true").first.wait_for()
        page.wait_for_timeout(3000)
        assert page.evaluate(_CUT) == []
        # And none runs out of the page to the right.
        beyond = """() => [...document.querySelectorAll("label p, button p")].filter(
          (one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.textContent)"""
        assert page.evaluate(beyond) == []


@pytest.mark.parametrize("secure", [True, False])
def test_a_link_is_copied_by_a_button_that_says_so(app_url, browser_page, profile, secure):
    profile.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser_page
    if not secure:  # as from a server in a class, without a certificate
        page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(Error('no'))")
    page.goto(f"{app_url}/padding?lang=en&stride=3")
    page.get_by_role("slider", name="Stride").wait_for()
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("every control included").wait_for()
    link = dialog.locator("code").inner_text()
    button = dialog.locator(".st-key-share-copy").get_by_role("button")
    assert _copied_by_keyboard(page, button) == link
    dialog.get_by_text("Large, for a projector").click()  # another link, not yet copied
    expect(dialog.locator("code")).to_contain_text("present=1")
    expect(button).to_have_text("Copy")
    profile.clear_permissions()


def test_both_links_of_a_worksheet_have_a_button_that_copies(app_url, browser_page, profile):
    profile.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser_page
    page.goto(f"{app_url}/worksheet?lang=zh")
    for name, mark in (("students", "sheet="), ("teacher", "key=")):
        button = page.locator(f".st-key-copy-{name}").get_by_role("button")
        assert mark in _copied_by_keyboard(page, button, "复制", "已复制")
    profile.clear_permissions()
