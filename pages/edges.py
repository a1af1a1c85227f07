"""Edges: what a kernel of two cells sees, and what it saves."""

from lib.ui.edges import (
    cost_view,
    descent_view,
    flip_view,
    gradient_view,
    kernel_view,
    learned_view,
)
from lib.ui.page import Page

VIEWS = {
    "kernel": kernel_view,
    "cost": cost_view,
    "flip": flip_view,
    "gradient": gradient_view,
    "learned": learned_view,
    "descent": descent_view,
}

page = Page("edges")
say = page.say


def show() -> None:
    """The view chosen."""
    view = page.controls.choice(
        "view",
        [*VIEWS],
        label=say("edges.view"),
        default="kernel",
        format_func=lambda name: say(f"edges.view.{name}"),
        label_visibility="collapsed",
    )
    VIEWS[view].draw(page)


page.run(show)
