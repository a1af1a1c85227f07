"""Labelling pictures as a person does it: files, keys, a step back, the way to training."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def picture_file(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (90, 60), (number * 40, 90, 160)).save(file, "PNG")
    return file.getvalue()


def new_set(page, url: str) -> None:
    page.goto(f"{url}/labels?view=annotate&lang=en")
    page.get_by_role("button", name="New label set").click()
    page.wait_for_url(re.compile(r"set=set-[0-9a-f]{32}"))


def add(page, *files: tuple[str, bytes]) -> None:
    page.locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files
        ]
    )


def make_class(page, name: str) -> None:
    page.get_by_label("New class").fill(name)
    page.get_by_role("button", name="Make class").click()
    page.get_by_role("button", name=re.compile(f"^{name}")).first.wait_for()


def test_three_pictures_are_labelled_by_keyboard_and_the_last_label_is_taken_back(
    app_url, browser_page
):
    page = browser_page
    new_set(page, app_url)
    add(page, *((f"{number}.png", picture_file(number)) for number in range(4)))
    page.get_by_text("Added: 4").wait_for()
    make_class(page, "cat")
    make_class(page, "dog")
    page.get_by_role("heading", name="What is in the set").click()
    for labelled, key in enumerate("121", start=1):
        page.get_by_text(f"{labelled - 1} of 4 labelled").wait_for()
        page.get_by_text(f"{labelled - 1}.png · {5 - labelled} to label").wait_for()
        page.keyboard.press(key)
    page.get_by_text("3 of 4 labelled").wait_for()
    page.keyboard.press("u")
    page.get_by_text("2 of 4 labelled").wait_for()
    page.get_by_text("2.png · 2 to label").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download (ZIP)").click()
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        assert archive.namelist() == ["cat/0.png", "dog/1.png", "2.png", "3.png"]
    # Loaded anew, and by whoever has the link, everything is as it was left.
    page.goto(page.url)
    page.get_by_text("2 of 4 labelled").wait_for()
    page.get_by_role("button", name="Undo").click()  # one's own step, although a new visit
    page.get_by_text("1 of 4 labelled").wait_for()


def test_a_name_that_is_typed_while_files_come_is_kept(app_url, browser_page):
    page = browser_page
    new_set(page, app_url)
    field = page.get_by_label("New class")
    field.wait_for()
    field.press_sequentially("cat")
    add(page, *((f"{number}.png", picture_file(number)) for number in range(3)))
    page.get_by_text("Added: 3").wait_for()
    page.get_by_text("3 to label").wait_for()
    expect(field).to_have_value("cat")
    expect(field).to_be_focused()  # the same field: a letter typed at that moment is not lost
    page.get_by_role("button", name="Make class").click()
    page.get_by_role("button", name=re.compile("^cat")).first.wait_for()


def test_the_key_of_the_own_set_stays_out_of_the_address_of_other_views(app_url, browser_page):
    page = browser_page
    new_set(page, app_url)
    key = re.search(r"set-[0-9a-f]{32}", page.url).group()
    page.get_by_role("radio", name="Split and batches").click()
    page.wait_for_url(re.compile(r"view=split"))
    page.wait_for_function("!location.href.includes('set-')")
    assert key not in page.content()  # nor in a link on the page
    page.get_by_role("radio", name="Label your own").click()
    page.wait_for_url(re.compile(f"set={key}"))


def test_a_key_takes_back_no_step_of_another_visitor(app_url, browser_page, chromium):
    page = browser_page
    new_set(page, app_url)
    add(page, *((f"{number}.png", picture_file(number)) for number in range(3)))
    page.get_by_text("Added: 3").wait_for()
    make_class(page, "cat")
    page.get_by_role("button", name=re.compile("^cat")).first.click()
    page.get_by_text("1 of 3 labelled").wait_for()
    other = chromium.new_context(viewport={"width": 1280, "height": 800})
    visitor = other.new_page()
    visitor.goto(page.url)
    visitor.get_by_role("heading", name="What is in the set").click()
    skip_to(visitor, "2.png")
    visitor.keyboard.press("u")
    skip_to(visitor, "1.png")  # whatever was pressed before has been heard
    visitor.get_by_text("1 of 3 labelled").wait_for()
    visitor.get_by_role("button", name="Another visitor’s last step").click()
    visitor.get_by_text("0 of 3 labelled").wait_for()
    page.reload()
    page.get_by_text("0 of 3 labelled").wait_for()
    expect(page.get_by_role("button", name="Another visitor’s last step")).to_have_count(0)
    other.close()


def skip_to(page, name: str) -> None:
    """Press S until the picture is shown; keys are not heard before a page has settled."""
    from playwright.sync_api import TimeoutError as NotShown

    for _ in range(20):
        page.keyboard.press("s")
        try:
            page.get_by_text(f"{name} · 2 to label").wait_for(timeout=2_000)
        except NotShown:
            continue
        return
    raise AssertionError(f"{name} was not reached")


def test_an_archive_of_folders_comes_in_labelled_and_the_door_leads_to_training_on_it(
    app_url, browser_page
):
    page = browser_page
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(6):
            archive.writestr(f"{('cat', 'dog')[number % 2]}/{number}.png", picture_file(number))
        archive.writestr("../out.png", picture_file(6))
    new_set(page, app_url)
    add(page, ("pictures.zip", file.getvalue()))
    page.get_by_text("6 of 6 labelled").wait_for()
    page.get_by_text("Not taken: 1").wait_for()
    name = re.search(r"set=(set-[0-9a-f]{32})", page.url).group(1)
    page.get_by_role("link", name="Train on these pictures").click()
    page.wait_for_url(re.compile(f"/train.*data={name}"))
    page.locator(f'input[value="Own pictures: cat, dog (6) · {name[-4:]}"]').wait_for()
