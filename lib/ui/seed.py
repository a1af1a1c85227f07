"""A seed, typed in."""

from __future__ import annotations

from lib.ui.page import Page

MOST_SEED = 9999


def choose_seed(page: Page, name: str = "seed", *, default: int) -> int:
    """A number from 0 to 9999; ``<page>.<name>`` is its label."""
    return int(
        page.controls.number(
            name,
            label=page.say(f"{page.path}.{name}"),
            minimum=0,
            maximum=MOST_SEED,
            default=default,
            step=1,
        )
    )
