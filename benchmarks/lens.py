"""How fast the lens answers, in a real Chromium, everything in one run.

``python benchmarks/lens.py [rounds]`` starts the tests' lens page and prints, for each
interaction, median and 95th percentile beside a floor measured in the same browser:

hover     from a pointer's movement to the painted arithmetic; floor: the same event on a page
          that does nothing.  At most one frame of 60 Hz (16.7 ms) at the 95th percentile.
edit      from a typed weight to the repainted 280×320 output.  At most two frames.
sliding   frames a second while the window slides; floor: an empty animation.
slider    from a key on a Streamlit slider to changed pixels; floor: the slider that only rewrites
          a text.  Ratio of medians at most 1.5.
          Both with the slider in a fragment, as pages have theirs, and in the whole script.
check     what NumPy's result weighs on its way to the browser, and how long packing takes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import App, find_browser  # noqa: E402

from lib.cnn.convolution import cross_correlate  # noqa: E402
from lib.images.samples import sample_picture  # noqa: E402
from lib.lens.payload import pack_check  # noqa: E402

FRAME = 1000 / 60
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

# A message posted in an animation frame is delivered after that frame has been painted.
_AFTER_PAINT = """
window.afterPaint = (done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
});
window.taken = [];
"""
_WATCH_POINTER = """
document.addEventListener("pointermove", (event) => {
  const start = event.timeStamp;
  afterPaint((end) => window.taken.push(end - start));
}, true);
"""
# Components live in shadow roots, which selectors do not enter by themselves.
_WATCH_KEYS = """(selector) => {
  window.taken = [];
  let start = 0;
  document.addEventListener("keydown", (event) => { start = event.timeStamp; }, true);
  const find = (root) => root.querySelector(selector) ??
    [...root.querySelectorAll("*")].map((one) => one.shadowRoot && find(one.shadowRoot))
      .find(Boolean);
  new MutationObserver(() => {
    if (!start) return;
    const from = start;
    start = 0;
    afterPaint((end) => window.taken.push(end - from));
  }).observe(find(document), { attributes: true, attributeFilter: ["data-painted"],
    childList: true, characterData: true, subtree: true });
}"""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    app = App(Path(tempfile.mkdtemp()), script="tests/browser/lens_app.py")
    app.start()
    failed = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=_ARGUMENTS)

            def opened(query: str) -> Page:
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                page = context.new_page()
                page.add_init_script(_AFTER_PAINT)
                page.goto(f"{app.url}/?{query}")
                page.locator(".lens[data-painted], [data-testid=stText]").first.wait_for()
                page.wait_for_timeout(800)
                return page

            for measure in (hover, edit, sliding, slider):
                failed += measure(opened, rounds)
            browser.close()
        check()
    finally:
        app.stop()
    print("\n" + ("all within their limits" if not failed else f"over the limit: {failed}"))
    sys.exit(bool(failed))


def hover(opened: Callable[[str], Page], rounds: int) -> list[str]:
    failed = []
    for view in ("view=floor", "view=edges", "view=sobel", "view=large", "view=colour"):
        page = opened(view)
        page.evaluate(_WATCH_POINTER)
        target = page.locator("[data-testid=stText]" if "floor" in view else ".grid.output").first
        box = target.bounding_box()
        for step in range(2 * rounds):
            page.mouse.move(
                box["x"] + (step * 37.3) % box["width"], box["y"] + (step * 23.7) % box["height"]
            )
            page.wait_for_timeout(20)
        taken = page.evaluate("window.taken")
        if report(f"hover   {view[5:]}", taken[5:]) > FRAME and "floor" not in view:
            failed.append(view)
        page.context.close()
    return failed


def edit(opened: Callable[[str], Page], rounds: int) -> list[str]:
    failed = []
    for view in ("view=sobel", "view=large", "view=colour"):
        page = opened(view)
        field = page.locator(".fields input").nth(0)
        taken = []
        for step in range(rounds):
            before = page.locator(".grid.output canvas").first.evaluate(_PIXELS)
            taken.append(field.evaluate(_TYPE, f"{(step % 9) / 4 + 0.13:g}"))
            changed = page.locator(".grid.output canvas").first.evaluate(_PIXELS)
            assert changed != before, "the output did not change"
        if report(f"edit    {view[5:]}", taken[3:]) > 2 * FRAME:
            failed.append(f"edit {view}")
        page.context.close()
    return failed


_PIXELS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let hash = 0;
  for (let at = 0; at < data.length; at += 4) hash = (hash * 31 + data[at] + data[at + 2]) | 0;
  return hash;
}"""
# From the beginning of a frame, or the wait for the next one would be counted or not by chance.
_TYPE = """(field, value) => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => {
  const start = performance.now();
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  afterPaint((end) => resolve(end - start));
})))"""


def sliding(opened: Callable[[str], Page], rounds: int) -> list[str]:
    failed = []
    floor = 0.0
    for view in ("view=floor", "view=padding", "view=sobel", "view=large"):
        page = opened(view)
        if "floor" not in view:
            page.locator(".icon.play").click()
        times = page.evaluate(_FRAMES)
        frames = 1000 * (len(times) - 1) / (times[-1] - times[0])
        floor = floor or frames
        share = frames / floor
        print(f"sliding {view[5:]:12} {frames:5.1f} frames a second, {share:.2f} of the floor")
        if frames < 0.95 * floor:
            failed.append(f"sliding {view}")
        page.context.close()
    return failed


_FRAMES = """() => new Promise((resolve) => {
  const times = [];
  const next = (now) => {
    times.push(now);
    if (now - times[0] > 3000) resolve(times); else requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""


def slider(opened: Callable[[str], Page], rounds: int) -> list[str]:
    views = {"script": "", "fragment": "&fragment=1"}
    shown = {"text": "[data-testid=stText]", "lens": ".lens"}
    pages = {
        (where, what): opened(f"view=slider&shown={what}{more}")
        for where, more in views.items()
        for what in shown
    }
    for (_, what), page in pages.items():
        page.evaluate(_WATCH_KEYS, shown[what])
        page.get_by_role("slider", name="step").first.focus()
    # In turns, so that other work on the machine meets all of them alike.
    for number in range(rounds):
        for page in pages.values():
            page.bring_to_front()
            page.wait_for_timeout(80)  # the first frames of a tab that comes to the front are slow
            page.keyboard.press("ArrowRight" if number % 60 < 30 else "ArrowLeft")
            page.wait_for_timeout(140)
    failed = []
    for where in views:
        taken = {what: pages[where, what].evaluate("window.taken")[3:] for what in shown}
        for what in shown:
            report(f"slider  {where} {what}", taken[what])
        ratio = statistics.median(taken["lens"]) / statistics.median(taken["text"])
        print(f"slider  {where}: ratio of medians {ratio:.2f}, at most 1.5")
        failed += [f"slider {where}"] if ratio > 1.5 else []
    for page in pages.values():
        page.context.close()
    return failed


def check() -> None:
    """Bytes and milliseconds of NumPy's result of 280×320, as it is and as it is sent."""
    picture = sample_picture("cat").pixels[:280, :320] @ np.array([0.299, 0.587, 0.114])
    sigma = np.exp(-((np.arange(7) - 3) ** 2) / 8)
    kernels = {"1×2": [[-1, 1]], "Sobel": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
               "Gauss 7×7": np.outer(sigma, sigma) / np.outer(sigma, sigma).sum()}  # fmt: skip
    for name, kernel in kernels.items():
        output = cross_correlate(picture.round(), kernel)
        raw = output.astype("<f4").tobytes()
        start = time.perf_counter()
        sent = pack_check({}, output)
        milliseconds = 1000 * (time.perf_counter() - start)
        plain = len(zlib.compress(raw, 1))
        print(f"check   {name:10} float32 {len(raw) / 1000:4.0f} kB, zlib {plain / 1000:4.0f} kB, "
              f"sorted and zlib {len(sent) / 1000:4.0f} kB in {milliseconds:.1f} ms")  # fmt: skip


def report(name: str, taken: list[float]) -> float:
    """Print median and 95th percentile; returns the latter."""
    ordered = sorted(taken)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    middle = statistics.median(taken)
    print(f"{name:20} median {middle:5.1f} ms, 95 % {high:5.1f} ms  (n = {len(taken)})")
    return high


if __name__ == "__main__":
    main()
