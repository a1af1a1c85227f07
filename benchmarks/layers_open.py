"""How long until every layer of a network is on the screen, in a real Chromium.

``python benchmarks/layers_open.py [rounds] [side]``: a network of the notes for 180×180 pixels (or
``side``), untrained, on a drawn flower; server, worker and browser are warm.  Three ways to all
activations, in seconds from the press or the request to the painted frame, median of the rounds:

``load``      the page's address typed in: Streamlit itself loads first
``door``      a link inside the app, from the page *shapes*
``picture``   another picture chosen from the list, the first after the page was opened
``next``      and the one after it, when that has been looked at for some seconds

Beside it when the browser got the first and the last message, and the bytes of all.  Below, what
was pressed in turns with these: a slider at the top of the same page that does nothing but rewrite
a line of text, as in ``pages.py``, and that of an app of one line, which was also opened.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser"), str(PROJECT / "benchmarks")]
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from conftest import App, find_browser  # noqa: E402
from playwright.sync_api import CDPSession, Page, sync_playwright  # noqa: E402
from playwright.sync_api import TimeoutError as PlaywrightTimeout  # noqa: E402

from pages import _ALONE, _ENTRY, _WATCH, opened, pressed, text_slider  # noqa: E402

_PICTURES = ("roses", "tulips", "sunflowers", "dandelion", "daisy")
_WARM_UP = 2  # rounds that are not counted
_QUIET = 700  # milliseconds after the first answer in which the rest may come
_LOOKED_AT = 4000  # milliseconds that a picture is looked at before the next is chosen
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# When it began (the last press, else the request for the page) and when the drawing of all layers
# was changed last and that frame was painted; both since 1970.
_WATCH_ROWS = """(() => {
  window.begun = performance.timeOrigin;
  window.changed = 0;
  const begin = (event) => {
    window.begun = performance.timeOrigin + event.timeStamp;
    window.changed = 0;
  };
  addEventListener("keydown", begin, true);
  addEventListener("pointerdown", begin, true);
  const note = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    const from = window.begun;
    channel.port1.onmessage = () => {
      if (from === window.begun) window.changed = performance.timeOrigin + performance.now();
    };
    channel.port2.postMessage(0);
  });
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attachShadow.call(this, how);
    new MutationObserver(() => {
      if (root.querySelector("[data-part=layer-4]")) note();
    }).observe(root, { subtree: true, childList: true });
    return root;
  };
})();"""


class Wire:
    """What the browser is sent: bytes, and seconds since the beginning of each message."""

    def __init__(self, session: CDPSession) -> None:
        self.messages: list[tuple[float, int]] = []
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._take)

    def _take(self, event: Any) -> None:
        data = event["response"]["payloadData"]
        size = len(data) if event["response"]["opcode"] == 1 else len(data) * 3 // 4
        self.messages.append((time.time(), size))


def main() -> None:
    numbers = [int(text) for text in sys.argv[1:]]
    rounds, side = (numbers + [7, 180][len(numbers) :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        os.environ["CONVSCOPE_HOME"] = str(home)
        run = untrained_run(side)
        scripts = []
        for name, text in (("entry", _ENTRY), ("alone", _ALONE)):
            scripts.append(Path(folder) / f"{name}.py")
            scripts[-1].write_text(text, encoding="utf-8")
        apps = [App(home, script=str(script)) for script in scripts]
        try:
            for app in apps:
                app.start()
            measure(apps[0].url, apps[1].url, run, rounds)
        finally:
            for app in apps:
                app.stop()


def untrained_run(side: int) -> str:
    """A finished run that has the network of the notes as it was before training."""
    from lib.models.network import build_network
    from lib.runs.directory import create_run
    from lib.runs.recipe import Recipe

    recipe = Recipe(image_size=side)
    run = create_run(recipe)
    build_network(recipe, len(_PICTURES)).save(run.model_path)
    run.write_state(status="finished", class_names=tuple(sorted(_PICTURES)))
    return run.id


def measure(url: str, alone_url: str, run: str, rounds: int) -> None:
    """Go all ways in turns and print the table."""
    ways: dict[str, list[tuple[float, ...]]] = {
        "load": [], "door": [], "picture": [], "next": []
    }  # fmt: skip
    texts: list[float] = []
    texts_alone: list[float] = []
    floors: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=_ARGUMENTS)
        alone = opened(browser, alone_url)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.add_init_script(_WATCH_ROWS)
        wire = Wire(context.new_cdp_session(page))
        warm(page, f"{url}/layers?run={run}&picture=roses&lang=en")
        empty = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        for number in range(rounds + _WARM_UP):
            empty.bring_to_front()
            begun = time.perf_counter()
            empty.goto(alone_url)
            empty.locator("[data-testid=stText]").wait_for()
            floor = time.perf_counter() - begun
            page.bring_to_front()
            address = f"{url}/layers?run={run}&picture={_PICTURES[number % 5]}&lang=en"
            found = {"load": gone(page, wire, lambda: page.goto(address))}  # noqa: B023
            found["picture"] = gone(page, wire, lambda: choose_next(page))
            page.wait_for_timeout(_LOOKED_AT)
            found["next"] = gone(page, wire, lambda: choose_next(page))
            floor_slider = text_slider(page.locator(".st-key-floor"))
            rewritten = [taken for kind, taken in pressed(page, floor_slider) if kind == "text"]
            page.goto(f"{url}/shapes?lang=en")
            page.locator("[data-testid=stMain] hr").last.wait_for()
            page.wait_for_timeout(1500)
            door = page.locator("[data-testid=stPageLink] a").last
            found["door"] = gone(page, wire, door.click)
            apart = [taken for _, taken in pressed(alone, text_slider(alone))]
            if number >= _WARM_UP:
                texts += rewritten[:1]
                texts_alone += apart[:1]
                floors.append(floor)
                for name, taken in found.items():
                    ways[name].append(taken)
        browser.close()
    print(f"{'way':10}{'painted':>9}{'least':>8}{'most':>8}{'first':>8}{'last':>8}{'bytes':>12}")
    for name, rows in ways.items():
        painted = [row[0] for row in rows]
        first, last, size = (statistics.median(row[at] for row in rows) for at in (1, 2, 3))
        print(
            f"{name:10}{statistics.median(painted):>9.2f}{min(painted):>8.2f}{max(painted):>8.2f}"
            f"{first:>8.2f}{last:>8.2f}{size:>12,.0f}"
        )
    print(f"the app of one line: opened in {statistics.median(floors):.2f}")
    for where, taken in (("on the same page", texts), ("in the app of one line", texts_alone)):
        text = statistics.median(taken) / 1000
        first, then = (
            statistics.median(row[0] for row in ways[way]) / text for way in ("picture", "next")
        )
        print(
            f"a line of text rewritten {where} in {text:.3f}: another picture takes {first:.1f} "
            f"times as long, the next {then:.1f}, at most 3"
        )


def warm(page: Page, address: str) -> None:
    """Open the page until its worker has answered: on a busy machine its first question is lost."""
    for _ in range(5):
        page.goto(address)
        with contextlib.suppress(PlaywrightTimeout):
            page.locator("[data-part=layer-4]").first.wait_for(timeout=75_000)
            return


def gone(page: Page, wire: Wire, go: Callable[[], object]) -> tuple[float, float, float, float]:
    """Seconds until painted, until the first and the last message came, and their bytes."""
    wire.messages.clear()
    go()
    page.wait_for_function("window.changed > 0", timeout=60_000, polling=30)
    page.wait_for_timeout(_QUIET)
    begun, changed = page.evaluate("[window.begun, window.changed]")
    times = [stamp - begun / 1000 for stamp, _ in wire.messages]
    size = sum(size for _, size in wire.messages)
    return (changed - begun) / 1000, min(times), max(times), size


def choose_next(page: Page) -> None:
    """Choose another of the drawn flowers in the list."""
    box = page.locator(".st-key-bench-row [data-testid=stSelectbox] input").last
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")


if __name__ == "__main__":
    main()
