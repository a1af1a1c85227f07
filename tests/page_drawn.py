"""When a page in a browser is drawn to its end."""

from typing import Any


def drawn(page: Any, *, timeout: float = 60_000) -> None:
    """Wait for the line above the doors, the last of every page, and for the page's style.

    A door alone says nothing: that to the search stands at the top.

    Args:
        page: Of Playwright.
        timeout: Milliseconds.
    """
    page.locator("[data-testid=stMain] hr").last.wait_for(timeout=timeout)
    page.wait_for_function(
        "getComputedStyle(document.documentElement).getPropertyValue('--convscope-style') !== ''",
        timeout=timeout,
    )


def settled(page: Any, *, timeout: float = 60_000) -> None:
    """Wait until nothing of a drawn page changes any more.

    The parts of Streamlit that a page is the first to need come late on a busy machine, and what
    they replace loses the focus.

    Args:
        page: Of Playwright.
        timeout: Milliseconds.
    """
    page.evaluate(
        """() => {
          window.__changed = performance.now();
          new MutationObserver(() => { window.__changed = performance.now(); }).observe(
            document, { subtree: true, childList: true, attributes: true, characterData: true });
        }"""
    )
    page.wait_for_function("performance.now() - window.__changed > 1000", timeout=timeout)
