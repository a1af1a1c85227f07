"""How long from starting the server until the start page is painted, beside a one-line app.

``python benchmarks/first_paint.py [rounds]`` starts both apps in turn, each with a fresh server
process and a fresh browser context, and prints the ratio of the medians.  It must be at most 1.3.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
LIMIT = 1.3
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        plain = Path(folder) / "plain.py"
        plain.write_text('import streamlit as st; st.text("visible")\n', encoding="utf-8")
        executable = next(path for name in BROWSERS if (path := shutil.which(name)))
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        apps = {
            "one line": (plain, "text=visible"),
            "start page": (PROJECT / "streamlit_app.py", ".stages[data-painted] canvas"),
        }
        seconds: dict[str, list[float]] = {name: [] for name in apps}
        for number in range(rounds + 1):
            for name, (script, visible) in apps.items():
                taken = measure(browser, script, visible)
                if number:  # the first round warms the disk's cache for both
                    seconds[name].append(taken)
        browser.close()
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    for name, taken in seconds.items():
        print(f"{name:12} {medians[name]:.2f} s  ({', '.join(f'{t:.2f}' for t in taken)})")
    ratio = medians["start page"] / medians["one line"]
    print(f"ratio        {ratio:.2f}, at most {LIMIT}")
    sys.exit(ratio > LIMIT)


def measure(browser: Browser, script: Path, visible: str) -> float:
    """Seconds from the start of the server's process until ``visible`` is on the screen."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    options += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        wait_until_healthy(port)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
        page.locator(visible).first.wait_for(timeout=60_000)
        return time.perf_counter() - start
    finally:
        context.close()
        server.terminate()
        server.wait()


def wait_until_healthy(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise TimeoutError("the server did not start within a minute")


if __name__ == "__main__":
    main()
