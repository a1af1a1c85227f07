"""Figures and tables are taken away as files: what is in them is what was on the screen."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from lib.operations.padding import digit_grid

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def tool_of(page, key):
    """The control of the figure with this key."""
    return page.locator(f".st-key-{key} > .convscope-export")


def taken(page, tool, kind):
    """The file that the control makes."""
    tool.locator(".open").wait_for(state="attached")
    tool.locator(".open").focus()
    page.keyboard.press("Enter")
    choice = tool.get_by_role("button", name=kind, exact=True)
    expect(choice).to_be_visible()
    with page.expect_download() as download:
        choice.click()
    return download.value.suggested_filename, Path(download.value.path())


def texts(file):
    root = ET.fromstring(file.read_text("utf-8"))
    assert root.tag == f"{SVG}svg"
    return root, [element.text for element in root.iter(f"{SVG}text") if element.text]


def test_a_lens_becomes_cells_and_numbers_and_a_picture_twice_as_fine(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/padding?lang=en")
    tool = tool_of(page, "padding-lens")
    name, file = taken(page, tool, "SVG")
    root, said = texts(file)
    assert name == "convscope-padding-lens.svg"
    for number in digit_grid(6, 7).ravel():
        assert f"{int(number)}" in said
    cells = [r for r in root.iter(f"{SVG}rect") if r.get("fill", "").startswith("#")]
    assert len(cells) >= 7 * 9 + 3 * 4  # input with its border, and the output
    assert "var(" not in file.read_text("utf-8") and "color-mix" not in file.read_text("utf-8")
    name, file = taken(page, tool, "PNG")
    with Image.open(file) as image:
        assert name == "convscope-padding-lens.png"
        assert image.size == (2 * int(root.get("width")), 2 * int(root.get("height")))
        assert len(image.convert("RGB").getcolors(10**6)) > 20


def test_the_hatched_swatch_of_a_legend_is_part_of_the_figure(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/padding?lang=en")
    note = page.locator("css=.lens .note .padded").first
    note.wait_for()
    _, file = taken(page, tool_of(page, "padding-lens"), "SVG")
    root, _ = texts(file)
    label = next(
        text for text in root.iter(f"{SVG}text") if (text.text or "").startswith("padding")
    )
    hatching = {
        f"url(#{one.get('id')})": one
        for one in root.iter(f"{SVG}linearGradient")
        if one.get("spreadMethod") == "repeat"
    }
    swatches = [one for one in root.iter(f"{SVG}rect") if one.get("fill") in hatching]
    assert len(swatches) == 1
    (swatch,) = swatches
    assert (round(float(swatch.get("width"))), round(float(swatch.get("height")))) == (13, 13)
    assert 10 < float(label.get("x")) - float(swatch.get("x")) < 30  # beside its words
    assert abs(float(label.get("y")) - float(swatch.get("y")) - 11) < 6
    stops = {one.get("stop-color") for one in hatching[swatch.get("fill")]}
    assert len(stops) == 2
    # Nothing of the measuring is left on the page.
    assert page.locator("css=[data-sign-before], [data-sign-after]").count() == 0
    assert note.evaluate("one => one.childElementCount") == 0
    _, file = taken(page, tool_of(page, "padding-lens"), "PNG")
    with Image.open(file) as image:
        x, y = 2 * float(swatch.get("x")) + 2, 2 * float(swatch.get("y")) + 2
        seen = image.convert("RGB").crop((int(x), int(y), int(x) + 22, int(y) + 22)).getcolors()
    assert len(seen) > 2  # stripes, and their soft edges


def test_signs_that_a_style_puts_beside_words_are_part_of_the_figure(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/?lang=en")
    page.locator("css=.stages .winner .label").first.wait_for()
    _, file = taken(page, tool_of(page, "start-row"), "SVG")
    root, said = texts(file)
    assert "▸" in [text.strip() for text in said]
    arrows = [one for one in root.iter(f"{SVG}g") if "matrix(" in one.get("transform", "")]
    assert len(arrows) >= 8  # between the stages
    page.goto(f"{app_url}/batches?lang=en&view=buffer")
    page.locator("css=.legend span").first.wait_for()
    _, file = taken(page, tool_of(page, "batches-flow"), "SVG")
    root, said = texts(file)
    swatches = {one.get("fill") for one in root.iter(f"{SVG}rect") if one.get("width") == "11"}
    assert len(swatches) == 5 and "tulips" in said  # a colour for each class, beside its name
    # The thumbnails of all files are parts of one sheet, which is in the file once.
    assert len([*root.iter(f"{SVG}use")]) >= 50
    assert file.read_text("utf-8").count("data:image/") == 1


def test_a_photograph_in_a_lens_is_embedded(app_url, browser_page):
    browser_page.goto(f"{app_url}/edges?lang=en")
    tool = browser_page.locator("[class*=st-key-edges-lens]:not([class*=code]) > .convscope-export")
    _, file = taken(browser_page, tool.first, "SVG")
    root, _ = texts(file)
    pictures = [image.get("href", "")[:22] for image in root.iter(f"{SVG}image")]
    assert pictures.count("data:image/png;base64,") >= 2


def test_a_drawing_becomes_an_svg_without_classes_and_variables(app_url, browser_page):
    browser_page.goto(f"{app_url}/padding?lang=zh")
    _, file = taken(browser_page, tool_of(browser_page, "rows"), "SVG")
    root, said = texts(file)
    assert {"1", "2", "3", "4", "5", "6"} <= set(said)
    assert not [element for element in root.iter() if element.get("class")]
    assert any(re.search("[\u4e00-\u9fff]", text) for text in said)
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"


def test_a_chart_and_a_confusion_matrix_are_taken_away(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/train?lang=en&run=shipped")
    _, file = taken(page, tool_of(page, "curve-loss"), "SVG")
    root, said = texts(file)
    assert "Epoch" in said and any(path.get("d") for path in root.iter(f"{SVG}path"))
    _, file = taken(page, tool_of(page, "curve-loss"), "PNG")
    with Image.open(file) as image:
        assert image.width == 2 * int(root.get("width"))
    matrix = page.locator(".matrix")
    shown = [int(count) for count in matrix.locator("button .count").all_inner_texts()]
    name, file = taken(page, tool_of(page, "confusion"), "CSV")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    assert name.endswith(".csv")
    assert [int(cell) for row in rows[2:] for cell in row[1:]] == shown


def test_a_table_in_a_text_becomes_csv(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/shapes?lang=en")
    table = page.locator("[data-testid=stMarkdownContainer] table").first
    table.wait_for()
    tool = page.locator("[data-testid=stElementContainer]:has(table) > .convscope-export").first
    _, file = taken(page, tool, "CSV")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    shown = [line.split("\t") for line in table.inner_text().splitlines()]
    assert [len(row) for row in rows] == [3] * len(rows)
    assert [row[0] for row in rows[1:]] == [cells[0].strip() for cells in shown[1:]]
    assert any(row[2] == "13996800" for row in rows)


def test_the_control_is_quiet_until_it_is_wanted_and_closes_with_escape(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/padding?lang=en")
    tool = tool_of(page, "rows")
    button = tool.locator(".open")
    button.wait_for(state="attached")
    page.mouse.move(5, 5)
    expect(tool).to_have_css("opacity", "0")
    button.focus()
    expect(tool).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(tool.locator(".choices")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tool.locator(".choices")).to_be_hidden()
    expect(button).to_be_focused()
    expect(tool).to_have_count(1)  # one a figure, however often the page is drawn
