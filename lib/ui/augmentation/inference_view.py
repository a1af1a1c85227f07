"""The same layers, called for training and for prediction."""

from __future__ import annotations

import streamlit as st

from lib.figures.pixels import picture_png
from lib.operations.augmentation import Inference
from lib.operations.checks.augmentation import draws_for_batches
from lib.snippets.augmentation import draws_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.augmentation.controls import choose_draw, choose_settings
from lib.ui.augmentation.shared import ask
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.picture import choose_picture
from lib.ui.predict_first import predict_first, yes_or_no
from lib.ui.views import finish


def draw(page: Page) -> None:
    """Controls, three pictures, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns([1, 2.6], gap="large")
    with at_controls:
        picture = choose_picture(page)
        settings, seed = choose_settings(page), choose_draw(page)
    if picture is None:
        return
    found: Inference | None = ask(asking, "inference", picture, settings, seed)
    with at_figure:
        if found is None:
            asking.still_starting()
        else:
            _show(page, found)
            # About a layer alone: what the layers of the page do is on the screen.
            predict_first(page, "alone", (True, False), answer=found.unsaid_difference > 0,
                          format_func=yes_or_no(page),
                          difference=f"{found.unsaid_difference:g}")  # fmt: skip
    difference = UNKNOWN if found is None else f"{found.prediction_difference:g}"
    snippet = draws_snippet(settings, seed=seed, count=1)
    finish(page, "inference", snippet, draws_for_batches(settings), difference=difference)
    asking.wait()


def _show(page: Page, found: Inference) -> None:
    """The same layers, called both ways."""
    say = page.say
    pictures = {
        "original": (found.original, None),
        "training": (found.training, found.training_difference),
        "prediction": (found.prediction, found.prediction_difference),
    }
    for place, (name, (pixels, difference)) in zip(st.columns(3, gap="medium"), pictures.items(),
                                                   strict=True):  # fmt: skip
        with place:
            st.markdown(f"**{say(f'augmentation.called.{name}')}**")
            with st.container(key=f"pixels-{name}"):
                alt = say(f"augmentation.called.{name}")
                inline_picture(picture_png(pixels), width="stretch", alt=alt)
            if difference is not None:
                st.caption(say("augmentation.called.difference", difference=f"{difference:g}"))
