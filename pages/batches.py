"""Batches: who comes when, who meets whom, and what a seed decides."""

from lib.ui.batches import buffer_view, count_view, epochs_view, seed_view
from lib.ui.page import Page
from lib.ui.views import show_views

page = Page("batches")
show_views(
    page,
    {
        "buffer": lambda: buffer_view.draw(page),
        "epochs": lambda: epochs_view.draw(page),
        "seed": lambda: seed_view.draw(page),
        "count": lambda: count_view.draw(page),
    },
)
