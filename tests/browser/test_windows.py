"""What a visitor does on the pages about padding and pooling, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def _opened(page, url: str):
    page.goto(url)
    page.get_by_text("Reproduce in Keras").first.wait_for()
    return page


def test_a_cell_of_the_table_sets_size_and_stride(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/padding?lang=en&view=compare")
    page.locator('[data-pick="10,4"]').click()
    page.wait_for_function("location.search.includes('rows=10')")
    page.wait_for_function("location.search.includes('stride=4')")
    page.get_by_text("Rows: as many windows", exact=False).wait_for()


def test_pointing_at_a_window_names_its_cells(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/padding?lang=en&rows=6&window=3&stride=2")
    page.locator('[data-part="s0w2"]').first.hover()
    page.get_by_text("Window 3 looks at the cells 5, 6, border.").wait_for()


def test_the_darkened_border_is_read_off_the_curve(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/padding?lang=en&view=border")
    page.locator('[data-part="d0"]').hover()
    page.get_by_text("0 pixels from the border the mean difference is", exact=False).wait_for()


def test_the_page_opens_with_the_example_of_the_notes(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/pooling?lang=en")
    page.get_by_text("NumPy on the server agrees in all 4 cells", exact=False).wait_for()


def test_the_winner_is_named_and_its_gradient_lights_up(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/pooling?lang=en&view=gradient")
    page.locator('[data-part="o0-0"]').hover()
    page.get_by_text("the cell in row 2, column 2 won", exact=False).wait_for()
    assert "lit" in page.locator('[data-part="g1-1"]').get_attribute("class")
    assert "lit" not in (page.locator('[data-part="g2-2"]').get_attribute("class") or "")


def test_a_step_to_the_left_leaves_the_pooled_map_alone(app_url, browser_page):
    page = _opened(browser_page, f"{app_url}/pooling?lang=en&view=flip&move=1")
    page.get_by_text("8 of 8 pooled cells changed").wait_for()
    handle = page.get_by_role("slider")
    handle.press("ArrowLeft")
    handle.press("ArrowLeft")
    page.get_by_text("0 of 8 pooled cells changed").wait_for()
    page.wait_for_function("location.search.includes('move=-1')")
