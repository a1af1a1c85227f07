"""From a photograph of any shape to image_size: squash, crop or pad, and what is lost."""

from lib.jobs import engine
from lib.ui.page import Page
from lib.ui.resize import data_view, interpolation_view, mix_view, model_view, picture_view
from lib.ui.views import show_views

page = Page("resize")
engine.warm_up()
show_views(
    page,
    {
        "picture": lambda: picture_view.draw(page),
        "mix": lambda: mix_view.draw(page),
        "interpolation": lambda: interpolation_view.draw(page),
        "data": lambda: data_view.draw(page),
        "model": lambda: model_view.draw(page),
    },
)
