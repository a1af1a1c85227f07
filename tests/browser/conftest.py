"""A running app and a real Chromium for the tests of this folder.

Where no browser is found the tests are skipped and say so; with ``CONVSCOPE_REQUIRE_BROWSER=1``
they fail instead, so that a missing browser cannot pass for a green run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A browser that looks for updates in the background would leave the machine.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

_PATIENCE = 30_000  # milliseconds: a busy machine is no failure
_SCREEN = {"width": 1280, "height": 800}


def find_browser() -> str | None:
    """Path of the first browser found."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _missing(reason: str) -> None:
    if os.environ.get("CONVSCOPE_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


class App:
    """A server of the app, or of another script, on the loopback interface, with its own home."""

    def __init__(self, home: Path, *, script: str = "streamlit_app.py", **environment: str) -> None:
        self.home = home
        self.script = script
        self.environment = environment
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server with the command of the README and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        options = ["--server.headless=true", "--server.address=127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, *options, f"--server.port={self.port}"],
            cwd=PROJECT,
            env={**os.environ, "CONVSCOPE_HOME": str(self.home), **self.environment},
            stdout=(self.home / "server.log").open("ab"),
            stderr=subprocess.STDOUT,
        )
        _wait_until_healthy(self.url, self.process, self.home / "server.log")

    def stop(self) -> None:
        """End the server as Ctrl-C does; its workers end with it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def kill(self) -> None:
        """End the server without a chance to clean up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def launcher() -> Iterator[tuple[Any, dict[str, Any]]]:
    """What starts Chromium, and how."""
    executable = find_browser()
    if executable is None:
        _missing(f"no browser found (looked for {', '.join(_NAMES)}): browser tests not run")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _missing("the package playwright is not installed: browser tests not run")
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium, {"executable_path": executable, "args": _ARGUMENTS}


@pytest.fixture(scope="session")
def chromium(launcher) -> Iterator[Any]:
    """A headless Chromium for contexts that differ from the usual one: a second visitor, touch."""
    starter, how = launcher
    browser = starter.launch(**how)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def profile(launcher, tmp_path_factory) -> Iterator[Any]:
    """The usual visitor: 1280×800, English.

    A profile on disk, unlike a context, keeps Streamlit's scripts compiled from test to test: a
    page opens with a fifth less work.
    """
    starter, how = launcher
    context = starter.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), viewport=_SCREEN, locale="en-US", **how
    )
    yield context
    context.close()


@pytest.fixture
def new_app(tmp_path_factory, launcher) -> Iterator[Any]:
    """A function that starts further servers; all are stopped after the test."""
    started: list[App] = []

    def start(home: Path | None = None, **environment: str) -> App:
        app = App(home or tmp_path_factory.mktemp("home"), **environment)
        started.append(app)
        app.start()
        return app

    yield start
    for app in started:
        app.stop()


@pytest.fixture(scope="session")
def app(tmp_path_factory, launcher) -> Iterator[App]:
    """One server for all tests that do not mind each other."""
    running = App(tmp_path_factory.mktemp("home"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def lens_url(tmp_path_factory, launcher) -> Iterator[str]:
    """Where the page of lenses answers: ``/?view=<name>``."""
    running = App(tmp_path_factory.mktemp("home"), script="tests/browser/lens_app.py")
    running.start()
    yield running.url
    running.stop()


@pytest.fixture(scope="session")
def app_url(app: App) -> str:
    """Where the shared server answers, without a slash at the end."""
    return app.url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside a failure, what was on the screen: a timeout alone tells nothing."""
    report = yield
    page = item.funcargs.get("browser_page") if hasattr(item, "funcargs") else None
    if report.failed and report.when == "call" and page is not None:
        report.sections.append(("the page", _seen(page)))
    return report


def _seen(page) -> str:
    try:
        return f"{page.url}\n{page.inner_text('body', timeout=5_000)[:4000]}"
    except Exception as error:
        return f"the page does not answer: {error}"


@pytest.fixture
def browser_page(profile) -> Iterator[Any]:
    """A fresh browser page, 1280×800, English; errors in its console fail the test."""
    page = profile.new_page()
    page.set_default_timeout(_PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    with contextlib.suppress(Exception):  # a page that never opened keeps nothing
        page.evaluate("localStorage.clear()")  # the next test is another visitor
    page.close()
    profile.clear_cookies()
    assert errors == []
