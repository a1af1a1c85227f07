"""Memory of the web process: after every page was visited, and for each further visitor.

    python benchmarks/web_memory.py [--visitors 10]

Starts the app, lets one browser visit every page in both languages, then opens further visitors,
each with a browser context of their own, and reads the resident memory of the server's process
(not of its workers) in between.  Needs Chromium and the packages of requirements-dev.txt.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.ui.registry import PAGES  # noqa: E402


def megabytes(pid: int) -> float:
    return psutil.Process(pid).memory_info().rss / 2**20


def visit_all(browser, url: str, languages: tuple[str, ...] = ("en", "zh")) -> object:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    for language in languages:
        for spec in PAGES:
            path = "" if spec.default else spec.path
            page.goto(f"{url}/{path}?lang={language}")
            page.wait_for_selector("h2", timeout=60_000)
            page.wait_for_timeout(1500)
    return context


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=10)
    visitors = parser.parse_args().visitors
    app = App(Path(tempfile.mkdtemp(prefix="convscope-memory-")))
    app.start()
    assert app.process is not None
    pid = app.process.pid
    print(f"after the start:              {megabytes(pid):7.1f} MB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        contexts = [visit_all(browser, app.url)]
        time.sleep(2)
        first = megabytes(pid)
        print(f"one visitor saw every page:   {first:7.1f} MB   (at most 250)")
        contexts += [visit_all(browser, app.url, ("en",)) for _ in range(visitors)]
        time.sleep(2)
        last = megabytes(pid)
        each = (last - first) / visitors
        print(
            f"{visitors} further visitors:          {last:7.1f} MB   {each:.1f} each (at most 10)"
        )
        for context in contexts:
            context.close()
        browser.close()
    app.stop()


if __name__ == "__main__":
    main()
