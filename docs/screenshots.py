"""Photograph the first screenful of every page of the running app.

    python docs/screenshots.py                      the pictures of the README
    python docs/screenshots.py --out shots --all    every page in every way
    python docs/screenshots.py --out shots --page edges --language zh --theme dark --width 390

Needs Chromium and the packages of requirements-dev.txt.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.ui.registry import PAGES  # noqa: E402
from lib.words import LANGUAGES  # noqa: E402

README = ("start", "edges", "train")
THEMES = ("light", "dark")
WIDTHS = (1280, 390)
_HEIGHTS = {1280: 800, 390: 844}
_SETTLE_MILLISECONDS = 4000  # charts and pictures arrive after the text


def main() -> None:
    """Read what is asked for, start the app, photograph, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="a folder; by default the README's pictures")
    parser.add_argument("--page", action="append", choices=[page.path for page in PAGES])
    parser.add_argument("--language", action="append", choices=list(LANGUAGES))
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--all", action="store_true", help="languages, themes and both widths")
    chosen = parser.parse_args()
    languages = chosen.language or (list(LANGUAGES) if chosen.all else ["en"])
    themes = chosen.theme or (THEMES if chosen.all else ["light"])
    widths = chosen.width or (WIDTHS if chosen.all else [WIDTHS[0]])
    every = [page.path for page in PAGES]
    pages = chosen.page or (every if chosen.out or chosen.all else README)
    folder = chosen.out or PROJECT / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    app = App(Path(tempfile.mkdtemp(prefix="convscope-screenshots-")))
    app.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
            )
            for page, language, theme, width in itertools.product(pages, languages, themes, widths):
                name = f"{page}-{language}-{theme}-{width}.png" if chosen.out else f"{page}.png"
                place = "" if page == "start" else page
                address = f"{app.url}/{place}?lang={language}"
                photograph(browser, address, folder / name, theme=theme, width=width)
            browser.close()
    finally:
        app.stop()


def photograph(browser: Browser, address: str, file: Path, *, theme: str, width: int) -> None:
    """One page, once its pictures have arrived."""
    page = browser.new_page(
        viewport={"width": width, "height": _HEIGHTS.get(width, 800)}, color_scheme=theme
    )
    page.goto(address)
    page.locator("h2").first.wait_for(timeout=60_000)
    page.wait_for_timeout(_SETTLE_MILLISECONDS)
    page.screenshot(path=file)
    page.close()
    print(file)


if __name__ == "__main__":
    main()
