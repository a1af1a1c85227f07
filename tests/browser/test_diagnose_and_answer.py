"""What a person does on the pages that ask: a pick is judged, and kept by the link."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_answer_is_judged_with_evidence_and_stays_after_a_reload(app_url, browser_page):
    browser_page.goto(f"{app_url}/questions?lang=en&question=4")
    browser_page.get_by_text("Yes, that happens now and then").click()
    browser_page.get_by_text("Not quite.").wait_for()
    expect(browser_page.locator(".drawing [data-part]").first).to_be_visible()
    browser_page.wait_for_url("**answers=---2------**")
    browser_page.reload()
    browser_page.get_by_text("0 right of 1 answered").wait_for()
    browser_page.get_by_role("button", name="Next question").click()
    browser_page.get_by_role("heading", name="Do the batches of the second epoch").wait_for()


def test_a_patient_is_examined_and_cured(app_url, browser_page):
    browser_page.goto(f"{app_url}/clinic?lang=en&patient=8")
    browser_page.get_by_text("Confusion matrix", exact=True).click()
    browser_page.locator(".matrix button:enabled").first.click()
    browser_page.get_by_text("pictures of daisy were called").wait_for()
    browser_page.get_by_text("Activations", exact=True).click()
    browser_page.get_by_role("cell", name="rescaling", exact=True).wait_for()
    browser_page.wait_for_url("**symptom=activations**")
    diagnosis = browser_page.get_by_role("combobox", name="What is wrong")
    diagnosis.scroll_into_view_if_needed()
    browser_page.wait_for_timeout(500)  # a list that opens while the page scrolls closes again
    diagnosis.click()
    browser_page.get_by_role("option", name="Pixels multiplied by 1 // 255").click()
    browser_page.get_by_text("Right: Pixels multiplied").wait_for()
    browser_page.get_by_text("1 of 16 patients").wait_for()
    browser_page.get_by_text("The cured training beside it").wait_for()
    browser_page.wait_for_url("**told=-------1--------**")
    expect(browser_page.locator(".drawing [data-part^=training-]")).to_have_count(2)
