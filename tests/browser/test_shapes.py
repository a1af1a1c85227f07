"""What a person does on the page *shapes*, in a real browser."""

import re

import pytest

pytestmark = pytest.mark.browser

OWN = (
    "rescaling_conv-16-3-same-nobias_batchnorm_relu_maxpool-2"
    "_separable-32-3-same-relu_maxpool-2_globalaverage_outputs"
)


def test_pressing_a_row_shows_its_formulas_and_the_address_says_so(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/shapes?lang=en")
    page.locator("[data-part=row10]").click()
    page.get_by_text("(30,976 + 1) · 128").wait_for()
    page.wait_for_url("**layer=10**")


def test_a_layer_is_added_changed_and_taken_back(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/shapes?lang=en&layer=7")
    page.locator("[data-part=row11]").wait_for()
    adding = page.get_by_role("combobox", name=re.compile("Add after layer 7"))
    adding.scroll_into_view_if_needed()
    adding.click()
    page.get_by_role("option", name="GlobalAveragePooling2D").click()
    alert = page.get_by_test_id("stAlert").filter(has_text="Layer 10, Flatten, does not fit")
    alert.wait_for()
    assert "globalaverage" in page.url
    page.locator("[data-part=row10]").click()
    page.wait_for_url("**layer=10**")
    page.get_by_role("button", name="Remove").click()
    page.locator(".drawing").get_by_text("32,549").wait_for()  # as on the page about heads
    page.get_by_role("button", name="Undo").click()
    alert.wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator(".drawing").get_by_text("3,989,285").wait_for()


def test_an_edited_network_is_trained_and_classifies_a_picture(app, browser_page):
    page = browser_page
    start = f"network={OWN.replace('separable-32', 'separable-16')}"
    page.goto(f"{app.url}/train?picture_count=120&image_size=64&epochs=2&lang=en&{start}")
    page.get_by_role("link", name="Edit this network").click()
    page.locator("[data-part=row6]").click()
    page.get_by_text("Layer 6, SeparableConv2D").wait_for()
    filters = page.get_by_role("spinbutton", name="Filters")
    filters.fill("32")
    filters.press("Enter")
    page.locator(".drawing").get_by_text("1,349").wait_for()
    page.get_by_role("link", name="Train this network").click()
    page.get_by_text("9 layers, 1,349 parameters").wait_for()  # and what was set before stays
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url(re.compile(r"run=\d{8}-[0-9a-f]{8}"))
    run = re.search(r"run=(\d{8}-[0-9a-f]{8})", page.url).group(1)
    page.get_by_text("network of one's own, 9 layers").wait_for()
    page.get_by_test_id("stBadge").or_(page.locator(".stMarkdownBadge")).filter(
        has_text="Finished"
    ).first.wait_for(timeout=120_000)
    assert f'"network": "{OWN}"' in (app.home / "runs" / run / "recipe.json").read_text("utf-8")
    page.goto(f"{app.url}/predict?run={run}&lang=en")
    page.get_by_text("What the network saw").wait_for(timeout=60_000)
    page.get_by_text(re.compile(r"to 64×64")).wait_for()
