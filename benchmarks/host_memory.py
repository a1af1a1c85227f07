"""Memory that a host needs: the server with all its processes, training off and on.

    python benchmarks/host_memory.py off
    python benchmarks/host_memory.py on --folder FOLDER_OF_CLASSES [--size 180] [--epochs 2]

One browser visits every page, twice; with training on it then trains on the folder.  What counts
is the sum of the proportional set sizes (PSS) of the server and all processes that it started:
pages that several share are counted once.  Needs Chromium and the packages of
requirements-dev.txt, and Linux for PSS.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.ui.registry import PAGES  # noqa: E402

LIMITS = {"off": 1024.0, "on": 2.7 * 1024}


def shares(pid: int) -> dict[str, float]:
    """PSS in MB of every process of the server, by what it is."""
    found: dict[str, float] = {}
    server = psutil.Process(pid)
    for process in [server, *server.children(recursive=True)]:
        try:
            size = process.memory_full_info().pss / 2**20
            name = f"{process.pid} {_called(process, server)}"
        except psutil.Error:  # it has just ended
            continue
        found[name] = size
    return found


def _called(process: psutil.Process, server: psutil.Process) -> str:
    if process.pid == server.pid:
        return "web server"
    command = " ".join(process.cmdline())
    names = {"scheduler": "scheduler", "quick": "quick", "training": "training"}
    known = next((name for part, name in names.items() if part in command), "")
    return known or ("worker" if "spawn_main" in command else command[:60])


class Watch:
    """Looks at the sum once a second and keeps the largest."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak, self.at_peak = pid, 0.0, dict[str, float]()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._ended.wait(1.0):
            found = shares(self.pid)
            if sum(found.values()) > self.peak:
                self.peak, self.at_peak = sum(found.values()), found


def visit_all(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for language in ("en", "zh"):
        for spec in PAGES:
            page.goto(f"{url}/{'' if spec.default else spec.path}?lang={language}")
            page.wait_for_selector("h2", timeout=60_000)
            page.wait_for_timeout(3000)
    page.close()


def train(browser: Browser, app: App, size: int, epochs: int) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{app.url}/train?lang=en&data=mine&image_size={size}&epochs={epochs}")
    page.get_by_role("button", name="Train", exact=True).click(timeout=60_000)
    ended = False
    while not ended:  # the page goes on polling meanwhile
        page.wait_for_timeout(1000)
        states = [path.read_text() for path in (app.home / "runs").glob("*/state.json")]
        ended = any('"ended_at": null' not in state for state in states)
    page.wait_for_timeout(5000)
    print(f"    {states[0].split(',')[0].strip('{ ').strip()}")
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", choices=["off", "on"])
    parser.add_argument("--folder", type=Path, help="of classes, to train on")
    parser.add_argument("--size", type=int, default=180)
    parser.add_argument("--epochs", type=int, default=2)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="convscope-memory-"))
    if asked.training == "on":
        if asked.folder is None:
            parser.error("training on needs --folder")
        (home / "datasets").mkdir()
        (home / "datasets" / "mine").symlink_to(asked.folder.resolve())
    app = App(home, CONVSCOPE_TRAINING=asked.training)
    app.start()
    assert app.process is not None
    with sync_playwright() as playwright, Watch(app.process.pid) as watch:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        visit_all(browser, app.url)
        time.sleep(5)
        print(f"all pages visited: {sum(shares(app.process.pid).values()):7.1f} MB")
        if asked.training == "on":
            train(browser, app, asked.size, asked.epochs)
            print(f"after a training:  {sum(shares(app.process.pid).values()):7.1f} MB")
        browser.close()
    app.stop()
    print(f"highest:           {watch.peak:7.1f} MB   (at most {LIMITS[asked.training]:.0f})")
    for name, size in watch.at_peak.items():
        print(f"    {size:7.1f} MB  {name}")


if __name__ == "__main__":
    main()
