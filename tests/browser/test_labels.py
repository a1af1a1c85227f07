"""What a person does on the page about labels, in a real browser."""

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from lib.operations.folder_split import Place, two_calls

pytestmark = pytest.mark.browser


def drawing(page, part):
    return page.locator(f".drawing:has([data-part={part}])")


def test_pointing_at_a_file_lights_its_label_and_renaming_moves_the_others(app_url, browser_page):
    browser_page.goto(f"{app_url}/labels?lang=en")
    tree = drawing(browser_page, "folder-0")
    tree.locator("[data-part=file-2-0]").hover()
    browser_page.get_by_text("so its label is 2, and its one-hot vector is 0 0 1 0 0").wait_for()
    lit = tree.locator("[data-part].lit").evaluate_all("all => all.map(e => e.dataset.part)")
    assert {"folder-2", "label-2", "vector-2", "bar-2"} <= set(lit)
    assert not {"folder-1", "label-1"} & set(lit)
    browser_page.get_by_label("Rename its folder to").fill("zinnia")
    browser_page.get_by_label("Rename its folder to").press("Enter")
    browser_page.get_by_text("5 of 5 classes got another label").wait_for()
    browser_page.wait_for_url("**name=zinnia**")
    tree.locator("[data-part=label-4]").hover()
    browser_page.get_by_text("“zinnia” has label 4 now; it was 0").wait_for()


def test_another_seed_for_validation_leaks_files_and_shows_which(app_url, browser_page):
    browser_page.goto(f"{app_url}/labels?lang=en&view=split")
    browser_page.get_by_text("2,936 pictures in 92 batches").wait_for()
    seed = browser_page.get_by_label("Seed, validation")
    seed.fill("7")
    seed.press("Enter")
    found = two_calls(3670, 0.2, training_seed=123, validation_seed=7)
    both = found.files(Place.BOTH).size
    assert both > 0
    browser_page.get_by_text(f"{both} pictures are in both subsets").wait_for()
    drawing(browser_page, "both-0").locator("[data-part=both-4]").wait_for()
    browser_page.get_by_text("Which files leaked, and which are lost").click()
    browser_page.get_by_text(f"In both subsets: {both}.").wait_for()


def test_every_file_of_a_folder_is_looked_at_and_the_broken_one_is_named(app, browser_page):
    folder = app.home / "datasets" / "weeds"
    for name in ("clover", "nettle"):
        (folder / name).mkdir(parents=True)
        for number in range(4):
            pixels = np.full((30 + 40 * number, 40, 3), 40 * number, np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.jpg")
    (folder / "nettle" / "torn.jpg").write_bytes((folder / "nettle" / "0.jpg").read_bytes()[:150])
    browser_page.goto(f"{app.url}/labels?lang=en&view=files&data=weeds")
    browser_page.get_by_text("Unreadable files (1)").wait_for(timeout=90_000)
    browser_page.get_by_text("Unreadable files (1)").click()
    browser_page.get_by_text("torn.jpg is damaged").wait_for()
    drawing(browser_page, "size-0").locator("circle").first.hover()
    browser_page.get_by_text("2 pictures, 40 wide and 30 high.").wait_for()
    expect(drawing(browser_page, "size-0").locator("circle")).to_have_count(
        4
    )  # the torn one has none


def test_on_a_telephone_the_drawings_take_their_narrow_form(app_url, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 844})
    for view, part in (("folder", "folder-0"), ("split", "training-0")):
        browser_page.goto(f"{app_url}/labels?lang=zh&view={view}")
        drawing(browser_page, part).locator("svg[viewBox^='0 0 360 ']").wait_for()
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
