"""The same file, another picture in every epoch: Keras' augmentation layers at work."""

from lib.jobs import engine
from lib.ui.augmentation import (
    count_view,
    draws_view,
    effect_view,
    epochs_view,
    inference_view,
    label_view,
)
from lib.ui.page import Page
from lib.ui.views import show_views

page = Page("augmentation")
engine.warm_up()
show_views(
    page,
    {
        "draws": lambda: draws_view.draw(page),
        "epochs": lambda: epochs_view.draw(page),
        "inference": lambda: inference_view.draw(page),
        "label": lambda: label_view.draw(page),
        "count": lambda: count_view.draw(page),
        "effect": lambda: effect_view.draw(page),
    },
)
