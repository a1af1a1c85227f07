"""What a person does in the views *why*, *evidence* and *moved* of the page *layers*."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_covering_a_place_asking_about_another_class_and_following_one_unit(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/layers?view=why&picture=roses&lang=en")
    place = page.locator("[data-part=place-4-4]:visible")
    place.wait_for(timeout=90_000)
    place.hover()
    said = page.locator(".drawing:has([data-part=place-4-4]) .said")
    expect(said).to_contain_text("Patch from row")
    expect(page.locator(".patch.lit:visible")).to_have_count(1)
    page.locator("[data-part=class-0]").click()
    page.wait_for_url("**class=daisy**")
    page.get_by_text("Blue speaks for daisy").wait_for()

    page.get_by_role("radio", name="For and against").click()
    page.get_by_text("Blue argues for daisy").wait_for()
    page.locator("[data-part=term-0]").click()
    page.wait_for_url("**via=**")
    unit = page.url.partition("via=")[2].partition("&")[0]
    page.get_by_text(f"Only through unit {unit} of 128").wait_for()


def test_a_slider_moves_the_picture_and_its_curve_appears(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/layers?view=moved&picture=roses&lang=en")
    after = page.locator("[data-part=tile-0-1] image")
    after.wait_for(timeout=90_000)
    before = after.get_attribute("href")
    page.get_by_role("slider", name="Turn (degrees)").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**turn=5**")
    page.wait_for_url("**along=turn**")
    expect(after).not_to_have_attribute("href", before)
    page.locator(".drawing:visible", has_text="Turn (degrees)").wait_for()
