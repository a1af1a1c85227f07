"""Two to four recipes side by side, from the same pictures and several seeds."""

from lib.jobs import engine
from lib.ui.compare import live_view, recorded_view, yours_view
from lib.ui.page import Page
from lib.ui.views import show_views

page = Page("compare")


def before(view: str) -> None:
    """Only who trains needs a worker."""
    if view == "live":
        engine.warm_up()


show_views(
    page,
    {
        "recorded": lambda: recorded_view.draw(page),
        "yours": lambda: yours_view.draw(page),
        "live": lambda: live_view.draw(page),
    },
    before=before,
)
