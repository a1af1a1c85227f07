"""How soon each page with sliders answers them, in a real Chromium, all in one run.

``python benchmarks/pages.py [rounds] [path …]`` takes the pages of the registry's sections
``operation``, ``picture`` and ``model`` (or those named), and of each the first Streamlit slider,
or the first segmented control where there is none.  It measures from the key press to the changed
pixels of the first lens, drawing or image that answers.  Two sliders that do nothing but rewrite
``st.text`` are pressed in turns with it, so that other work on the machine meets all alike: one at
the top of the same page, and one in an app of a single line.  The ratio of the medians to the
first must be at most 1.5 where the web process computes, 2.5 where a worker does, 3 where a model
is looked into; ``all`` is that ratio until the last figure has answered, ``alone`` the ratio to
the app of a single line, which has no other element to keep.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.ui.registry import PAGES, find_page  # noqa: E402

# A section's ratio; what happens to a picture is computed by Keras in a worker.
LIMITS = {"operation": 1.5, "picture": 2.5, "model": 3.0}
_WARM_UP = 4  # presses that are not counted
_QUIET = 160  # milliseconds after a press in which the other figures of a page may answer
_PATIENCE = 5000
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# Where a page opens without a slider, one step further.
_OPEN = {
    "edges": "edges?kernel=gaussian",
    "pooling": "pooling?input=map",
    "layers": "layers?view=lens",
}
_ALONE = 'import streamlit as st\n\nst.text(st.slider("step", 0, 100, 50))\n'
# The project's own entry; every page begins with a slider that rewrites a line of text.
_ENTRY = f"""
import sys
sys.path.insert(0, {str(PROJECT)!r})
import streamlit as st
from lib.ui.page import Page

draw_the_rest = Page.run

def with_text(page, body):
    @st.fragment
    def rewrite():
        with st.container(key="floor"):
            st.text(st.slider("step", 0, 100, 50, key="floor slider"))
    rewrite()
    draw_the_rest(page, body)

Page.run = with_text
import streamlit_app
app = st.App({str(PROJECT / "lib" / "main.py")!r}, lifespan=streamlit_app.lifespan)
"""

# A message posted in an animation frame is delivered after that frame has been painted.
# Runs before the page's own scripts, so that it meets every shadow root as it is made: looking for
# them afterwards would cost the page more than its own work.
_WATCH = """(() => {
  const afterPaint = (done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  });
  let start = 0;
  window.answers = [];
  const begin = (event) => { start = event.timeStamp; window.answers = []; };
  addEventListener("keydown", begin, true);
  addEventListener("pointerdown", begin, true);
  const answered = (kind) => {
    const from = start;
    afterPaint((end) => { if (from === start) window.answers.push([kind, end - from]); });
  };
  const kindOf = ({ target, attributeName }) => {
    const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (!element || !start) return null;
    if (element.closest(".lens")) return attributeName === "data-painted" ? "lens" : null;
    if (element.closest(".flow, .grid")) return attributeName === "data-painted" ? "flow" : null;
    if (element.closest(".drawing")) return attributeName ? null : "drawing";
    if (element.closest("[data-testid=stImage]")) return "image";
    return element.closest("[data-testid=stText]") ? "text" : null;
  };
  const observer = new MutationObserver((records) => {
    const found = new Map(records.map((record) => [kindOf(record), record.target]));
    for (const [kind, target] of found) {
      if (kind === "image") decoded(target).then(() => answered(kind));
      else if (kind) answered(kind);
    }
  });
  const decoded = (element) => (element.closest("img") ?? element.querySelector?.("img"))
    ?.decode?.().catch(() => {}) ?? Promise.resolve();
  const options = { subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["data-painted", "src"] };
  observer.observe(document, options);
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attachShadow.call(this, how);
    observer.observe(root, options);
    return root;
  };
})();"""


@dataclass(frozen=True)
class Control:
    """What is pressed on a page: its name, and a function that presses it once more."""

    name: str
    press: Callable[[], None]


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each press of a page and of the two floors, taken in turns."""

    path: str
    control: str
    kinds: tuple[str, ...]
    first: tuple[float, ...]
    last: tuple[float, ...]
    floor: tuple[float, ...]
    alone: tuple[float, ...]
    silent: int

    @property
    def ratio(self) -> float:
        """Of the medians until the first figure answers."""
        return statistics.median(self.first) / statistics.median(self.floor)

    @property
    def ratio_all(self) -> float:
        """Of the medians until the last figure has answered."""
        return statistics.median(self.last) / statistics.median(self.floor)

    @property
    def ratio_alone(self) -> float:
        """Of the medians until the first figure answers, to the app of a single line."""
        return statistics.median(self.first) / statistics.median(self.alone)


def main() -> None:
    rounds = next((int(text) for text in sys.argv[1:] if text.isdigit()), 40)
    named = [text for text in sys.argv[1:] if not text.isdigit()]
    found = [page.path for page in PAGES if page.section in LIMITS]
    paths = named or [_OPEN.get(path, path) for path in found]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        scripts = []
        for name, text in (("entry", _ENTRY), ("alone", _ALONE)):
            scripts.append(Path(folder) / f"{name}.py")
            scripts[-1].write_text(text, encoding="utf-8")
        apps = [App(home, script=str(script)) for script in scripts]
        try:
            for app in apps:
                app.start()
            measured = measure_all(apps[0].url, apps[1].url, paths, rounds)
        finally:
            for app in apps:
                app.stop()
    print_table(measured)
    late = [
        found.path
        for found in measured
        # Presses that changed nothing are allowed at the ends of a slider only.
        if not found.first
        or found.ratio > limit_of(found.path)
        or found.silent > 0.1 * len(found.floor)
    ]
    print(f"\nratio of medians at most {LIMITS}: " + (f"over it {late}" if late else "all pages"))
    sys.exit(bool(late))


def limit_of(path: str) -> float:
    """The ratio that a page may have, by its path with or without parameters."""
    return LIMITS[find_page(path.partition("?")[0]).section]


def measure_all(url: str, alone_url: str, paths: list[str], rounds: int) -> list[Measured]:
    """Every page beside the floors, one page after another."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=_ARGUMENTS)
        alone = opened(browser, alone_url)
        found = []
        for path in paths:
            page = opened(browser, f"{url}/{path}")
            found.append(measure(path, page, alone, rounds))
            page.context.close()
        browser.close()
    return found


def measure(path: str, page: Page, alone: Page, rounds: int) -> Measured:
    """Press the page's control and the floors' in turns."""
    text = text_slider(page.locator(".st-key-floor"))
    control, lonely = first_control(page), text_slider(alone)
    answers: list[list[tuple[str, float]]] = []
    floors: list[float] = []
    alones: list[float] = []
    for number in range(rounds + _WARM_UP):
        answered = pressed(page, control)
        rewritten = pressed(page, text)
        apart = pressed(alone, lonely)
        # On a busy machine a figure of the press before may answer into the next one alone.
        texts = [taken for kind, taken in rewritten if kind == "text"]
        alone_texts = [taken for kind, taken in apart if kind == "text"]
        if number >= _WARM_UP and texts and alone_texts:
            floors.append(min(texts))
            alones.append(min(alone_texts))
            answers.append(answered)
    times = [[taken for _, taken in answered] for answered in answers if answered]
    return Measured(
        path,
        control.name,
        tuple(sorted({kind for answered in answers for kind, _ in answered})),
        tuple(min(taken) for taken in times),
        tuple(max(taken) for taken in times),
        tuple(floors),
        tuple(alones),
        len(answers) - len(times),
    )


def text_slider(place: Page | Locator) -> Control:
    """The slider that only rewrites a line of text."""
    return Control("step", arrows(place.locator("[data-testid=stSlider]").first))


def opened(browser: Browser, url: str) -> Page:
    """The page in a context of its own, settled and watched."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.add_init_script(_WATCH)
    page.goto(url)
    # A page ends with the doors to its neighbours; the app of one line has none.
    page.locator("[data-testid=stMain] hr, [data-testid=stText]").last.wait_for(timeout=60_000)
    # A page that asks the worker says so until the first answer is there.
    page.get_by_test_id("stAlert").first.wait_for(state="detached", timeout=120_000)
    page.wait_for_timeout(2500)
    # Likewise a page whose first answer is waited for with a spinner.
    page.get_by_test_id("stSpinner").first.wait_for(state="detached", timeout=120_000)
    page.wait_for_timeout(1500)
    return page


def first_control(page: Page) -> Control:
    """The first slider, moved to and fro by arrow keys, else the first segmented control.

    The language picker is a segmented control too, but in the heading.
    """
    main = page.locator("[data-testid=stMain]")
    slider = main.locator("[data-testid=stSlider]:not(.st-key-floor *)").first
    if slider.count():
        name = slider.locator("label").first.inner_text()
        return Control(name, arrows(slider))
    groups = main.locator("[data-testid=stButtonGroup]:not(.st-key-heading *)")
    group = groups.first
    return Control(group.locator("label").first.inner_text() or "segments", segments(group))


def arrows(slider: Locator) -> Callable[[], None]:
    """Step to one end of a slider, then back, and so on."""
    handle = slider.get_by_role("slider").first
    keys = ["ArrowRight", "ArrowLeft"]

    def value() -> str | None:
        return (
            handle.input_value()
            if handle.evaluate("e => e.tagName === 'INPUT'")
            else (handle.get_attribute("aria-valuenow"))
        )

    def limit(key: str) -> str | None:
        side = "max" if key == "ArrowRight" else "min"
        return handle.get_attribute(side) or handle.get_attribute(f"aria-value{side}")

    def press() -> None:
        at, end = value(), limit(keys[0])
        if at is not None and end is not None and abs(float(at) - float(end)) < 1e-9:
            keys.reverse()
        handle.press(keys[0])

    return press


def segments(group: Locator) -> Callable[[], None]:
    """Press one segment after another."""
    buttons = group.get_by_role("radio")
    count = buttons.count() or group.get_by_role("button").count()
    chosen = buttons if buttons.count() else group.get_by_role("button")
    turn = [0]

    def press() -> None:
        turn[0] = (turn[0] + 1) % count
        chosen.nth(turn[0]).click(force=True)

    return press


def pressed(page: Page, control: Control) -> list[tuple[str, float]]:
    """Press once; what answered, and after how many milliseconds.  Empty when nothing did."""
    page.bring_to_front()
    page.wait_for_timeout(60)
    control.press()
    try:
        page.wait_for_function("window.answers.length > 0", timeout=_PATIENCE, polling=20)
    except PlaywrightTimeout:
        return []
    page.wait_for_timeout(_QUIET)
    return [(kind, taken) for kind, taken in page.evaluate("window.answers")]


def print_table(measured: list[Measured]) -> None:
    """Medians, 95th percentiles and ratios, a line a page."""
    print(
        f"{'page':24}{'control':26}{'figure':16}{'median':>8}{'95 %':>8}"
        f"{'floor':>8}{'ratio':>8}{'all':>8}{'alone':>8}"
    )
    for found in measured:
        start = f"{found.path:24}{found.control[:24]:26}{'+'.join(found.kinds):16}"
        if not found.first:
            print(f"{start}  no figure answered in {found.silent} presses")
            continue
        ordered = sorted(found.first)
        high = ordered[int(0.95 * (len(ordered) - 1))]
        print(
            f"{start}{statistics.median(found.first):8.1f}{high:8.1f}"
            f"{statistics.median(found.floor):8.1f}{found.ratio:8.2f}{found.ratio_all:8.2f}{found.ratio_alone:8.2f}"
            + (f"  ({found.silent} presses changed nothing)" if found.silent else "")
        )


if __name__ == "__main__":
    main()
