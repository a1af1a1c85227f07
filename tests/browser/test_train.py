"""Training and classifying as a person does it, in a real browser."""

import io
import json
import re
import time
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.browser

# Small enough for an epoch in about a second; the pages and the engine are the real ones.
QUICK = "picture_count=120&image_size=64&lang=en"


def start_training(page, url: str, **recipe: object) -> str:
    extra = "".join(f"&{name}={value}" for name, value in recipe.items())
    page.goto(f"{url}/train?{QUICK}{extra}")
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url(re.compile(r"run=\d{8}-[0-9a-f]{8}"))
    return re.search(r"run=(\d{8}-[0-9a-f]{8})", page.url).group(1)


def wait_for_status(page, status: str, *, seconds: float = 90) -> None:
    page.get_by_test_id("stBadge").or_(page.locator(".stMarkdownBadge")).filter(
        has_text=status
    ).first.wait_for(timeout=seconds * 1000)


def test_a_training_runs_to_its_end_and_its_network_classifies_a_picture(app, browser_page):
    page = browser_page
    run = start_training(page, app.url, epochs=3)
    wait_for_status(page, "Finished")
    page.get_by_text("Validation accuracy").first.wait_for()
    page.get_by_text("What the network said after epoch 3").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="History (CSV)").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert lines[0].startswith("epoch,loss,accuracy") and len(lines) == 4
    page.goto(f"{app.url}/predict?run={run}&lang=en")
    page.get_by_text("What the network saw").wait_for(timeout=60_000)
    page.get_by_text(re.compile(r"to 64×64")).wait_for()


def ended_epochs(home: Path, run: str) -> list[int]:
    """The epochs in the run's history, in the order in which they ended."""
    history = home / "runs" / run / "history.jsonl"
    text = history.read_text("utf-8") if history.exists() else ""
    rows = [json.loads(line) for line in text.rpartition("\n")[0].splitlines()]  # whole lines
    return [row["epoch"] for row in rows if row["kind"] == "epoch"]


def wait_for_epochs(app, run: str, count: int, *, seconds: float = 90) -> None:
    """Wait until so many epochs have ended: on a fast machine the page does not show each."""
    deadline = time.monotonic() + seconds
    while len(ended_epochs(app.home, run)) < count:
        assert time.monotonic() < deadline, f"no {count} epochs within {seconds} s"
        time.sleep(0.1)


def test_stop_ends_a_training_and_resume_goes_on_after_the_last_ended_epoch(app, browser_page):
    page = browser_page
    run = start_training(page, app.url, epochs=100)  # as many as allowed
    page.get_by_text(re.compile(r"Epoch \d+ of 100")).wait_for(timeout=90_000)
    wait_for_epochs(app, run, 1)
    page.get_by_role("button", name="Stop").click()
    wait_for_status(page, "Stopped", seconds=20)
    before = ended_epochs(app.home, run)
    page.get_by_role("button", name="Resume").click()
    wait_for_epochs(app, run, len(before) + 1)
    page.get_by_role("button", name="Stop").click()
    wait_for_status(page, "Stopped", seconds=20)
    after = ended_epochs(app.home, run)
    assert len(after) > len(before) >= 1
    assert after == list(range(1, len(after) + 1))  # none lost, none done twice


def restarted_in_a_training(new_app, page):
    """A server killed in a training of 20 epochs and started again, and the training."""
    app = new_app()
    run = start_training(page, app.url, epochs=20)
    wait_for_epochs(app, run, 2)
    app.kill()
    app.start()
    return app, run


@pytest.mark.slow
def test_a_restart_of_the_server_finds_the_run_again_and_it_can_be_resumed(new_app, browser_page):
    page = browser_page
    app, run = restarted_in_a_training(new_app, page)
    page.goto(f"{app.url}/train?run={run}&lang=en")
    wait_for_status(page, "Interrupted", seconds=20)
    assert len(ended_epochs(app.home, run)) >= 2
    page.get_by_role("button", name="Resume").click()
    wait_for_status(page, "Finished", seconds=90)
    assert ended_epochs(app.home, run) == list(range(1, 21))  # none lost, none done twice


@pytest.mark.slow
def test_a_page_left_open_over_a_restart_shows_the_run_to_its_end(new_app, browser_page):
    page = browser_page
    app, run = restarted_in_a_training(new_app, page)
    wait_for_status(page, "Interrupted", seconds=60)  # nobody has taken it over yet
    wait_for_status(page, "Finished", seconds=90)
    assert ended_epochs(app.home, run) == list(range(1, 21))  # none lost, none done twice


def test_a_file_that_is_no_picture_gets_a_message_and_the_last_picture_stays(app_url, browser_page):
    page = browser_page
    page.goto(f"{app_url}/predict?source=upload&lang=en")
    page.locator("input[type=file]").wait_for(state="attached")
    good = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(good, "PNG")
    page.locator("input[type=file]").set_input_files(
        {"name": "good.png", "mimeType": "image/png", "buffer": good.getvalue()}
    )
    page.get_by_text("Your picture: good.png").or_(page.get_by_text("good.png")).first.wait_for()
    page.get_by_text(re.compile("From 40×30 to|smaller than")).wait_for(timeout=60_000)
    page.locator("input[type=file]").set_input_files(
        {"name": "cat.jpg", "mimeType": "image/jpeg", "buffer": b"this is no picture"}
    )
    page.get_by_test_id("stAlert").filter(has_text="cat.jpg").wait_for()
    page.get_by_text(re.compile("From 40×30 to|smaller than")).wait_for()


def test_an_unknown_run_in_the_address_is_named_and_the_page_still_works(app_url, browser_page):
    browser_page.goto(f"{app_url}/train?run=../../etc&lang=en")
    browser_page.get_by_test_id("stAlert").filter(has_text="../../etc").wait_for()
    browser_page.get_by_role("button", name="Train", exact=True).wait_for()
