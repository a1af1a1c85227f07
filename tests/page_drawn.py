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
