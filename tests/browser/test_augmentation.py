"""What a person does on the page about augmentation, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PATIENCE = 120_000  # the first answer also starts the worker


def tiles(page, name):
    return page.locator(f".drawing [data-part^={name}] image")


def test_another_seed_draws_other_pictures_and_the_same_one_the_same(app_url, browser_page):
    browser_page.goto(f"{app_url}/augmentation?lang=en")
    expect(tiles(browser_page, "draws")).to_have_count(12, timeout=PATIENCE)
    first = tiles(browser_page, "draws").first
    before = first.get_attribute("href")
    browser_page.get_by_role("button", name="Draw again").click()
    browser_page.wait_for_url("**seed=2**")
    expect(first).not_to_have_attribute("href", before)
    browser_page.get_by_role("spinbutton", name="Seed").fill("1")
    browser_page.get_by_role("spinbutton", name="Seed").press("Enter")
    expect(first).to_have_attribute("href", before)


def test_ten_epochs_leave_the_file_unchanged(app_url, browser_page):
    browser_page.goto(f"{app_url}/augmentation?lang=en&view=epochs")
    browser_page.get_by_text("Unchanged, to the last bit").wait_for(timeout=PATIENCE)
    found = tiles(browser_page, "epochs")
    expect(found).to_have_count(10, timeout=PATIENCE)
    # All at once: the page may be drawn again meanwhile, when its question has an answer.
    pictures = found.evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert len(set(pictures)) == 10


def test_a_flipped_b_reads_d(app_url, browser_page):
    browser_page.goto(
        f"{app_url}/augmentation?lang=en&view=label&symbol=b"
        "&symbol_flip=horizontal&symbol_rotation=0"
    )
    wrong = browser_page.get_by_text("✗ reads d")
    wrong.first.wait_for(timeout=PATIENCE)
    right = browser_page.get_by_text("✓ reads b")
    assert wrong.count() + right.count() == 12
