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
from lib.ui.views import show_views

page = Page("edges")
show_views(
    page,
    {
        "kernel": lambda: kernel_view.draw(page),
        "cost": lambda: cost_view.draw(page),
        "flip": lambda: flip_view.draw(page),
        "gradient": lambda: gradient_view.draw(page),
        "learned": lambda: learned_view.draw(page),
        "descent": lambda: descent_view.draw(page),
    },
)
