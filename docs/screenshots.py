"""Make the README's screenshots from the running app: ``python docs/screenshots.py``.

Needs Chromium and the packages of requirements-dev.txt.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.ui.registry import PAGES  # noqa: E402

_SETTLE_MILLISECONDS = 4000  # charts and pictures arrive after the text
_SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Photograph the first screenful of every page, in English, light."""
    app = App(Path(tempfile.mkdtemp(prefix="convscope-screenshots-")))
    app.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=_SIZE, color_scheme="light")
        for spec in PAGES:
            page.goto(f"{app.url}/{'' if spec.default else spec.path}?lang=en")
            page.locator("h2").first.wait_for(timeout=60_000)
            page.wait_for_timeout(_SETTLE_MILLISECONDS)
            page.screenshot(path=PROJECT / "docs" / f"{spec.path}.png")
        browser.close()
    app.stop()


if __name__ == "__main__":
    main()
