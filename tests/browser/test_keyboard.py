"""Every page with the keyboard alone, and with less movement."""

import pytest
from page_drawn import drawn, settled

from lib.ui.registry import PAGES

pytestmark = pytest.mark.browser
PATHS = ["" if page.default else page.path for page in PAGES]
_MOST = 260  # presses; the longest page needs fewer

# What has the focus, and whether one sees that: an outline, a shadow or another border than before.
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  window.__numbers ??= new Map();
  if (!window.__numbers.has(at)) window.__numbers.set(at, window.__numbers.size);
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    number: window.__numbers.get(at),
    tag: at.tagName,
    text: (at.getAttribute("aria-label") || at.innerText || "").trim().slice(0, 60),
    door: Boolean(at.closest('[data-testid="stPageLink"]')),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    shadow: style.boxShadow !== "none",
    small: box.width < 2 || box.height < 2,
  };
}"""


@pytest.mark.parametrize("path", PATHS)
def test_tab_comes_by_everything_and_is_caught_by_nothing(path, app_url, browser_page):
    browser_page.goto(f"{app_url}/{path}?lang=en")
    drawn(browser_page, timeout=120_000)
    browser_page.get_by_test_id("stSpinner").first.wait_for(state="detached", timeout=120_000)
    settled(browser_page)
    seen, before, stuck = [], None, 0
    for _ in range(_MOST):
        browser_page.keyboard.press("Tab")
        at = browser_page.evaluate(_FOCUSED)
        if at is None or (seen and at["number"] == seen[0]["number"]):
            break  # out of the page, or round it
        stuck = stuck + 1 if at["number"] == before else 0
        assert stuck < 3, f"Tab is caught by {at}"
        before = at["number"]
        seen.append(at)
    else:
        pytest.fail(f"after {_MOST} presses Tab is still inside: {seen[-3:]}")
    texts = [each["text"] for each in seen]
    assert any("Share" in text for text in texts), texts
    assert seen[-1]["door"] or any(each["door"] for each in seen[-4:]), seen[-4:]


def test_who_asked_for_less_movement_gets_none(app_url, browser_page):
    browser_page.emulate_media(reduced_motion="reduce")
    browser_page.goto(f"{app_url}/padding?lang=en")
    drawn(browser_page, timeout=120_000)
    for _ in range(40):  # until the page's style is there
        moving = browser_page.evaluate(
            """() => [...document.querySelectorAll("*")].filter(each => {
              const style = getComputedStyle(each);
              return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
            }).length"""
        )
        if moving == 0:
            break
        browser_page.wait_for_timeout(250)
    assert moving == 0
