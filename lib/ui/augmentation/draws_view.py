"""Twelve draws of one picture."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.figures.pixels import picture_png
from lib.images.framing import fill_frame
from lib.operations.augmentation import LARGEST, SIDE, Augmentation
from lib.operations.checks.augmentation import widest_flower
from lib.snippets.augmentation import draws_snippet
from lib.ui.asking import Asking
from lib.ui.augmentation.controls import SHARES, choose_draw, choose_settings
from lib.ui.augmentation.shared import DRAWS, ask, factor_facts, framed, show_draws
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture, choose_picture
from lib.ui.predict_first import predict_first
from lib.ui.views import finish


def draw(page: Page) -> None:
    """Controls, the draws, the original, words."""
    asking = Asking(page)
    at_controls, at_figure, at_words = st.columns(SHARES, gap="large")
    with at_controls:
        picture = choose_picture(page)
        settings, seed = choose_settings(page), choose_draw(page)
    if picture is None:
        return
    found = ask(asking, "draws", picture, settings, seed, DRAWS)
    with at_figure:
        if found is None:
            asking.still_starting()
        else:
            show_draws(page, found, name="draws")
    with at_words:
        _show_original(page, picture)
        _show_words(page, settings)
    _ask(page, settings)
    facts = factor_facts(settings, "rotation")
    snippet = draws_snippet(settings, seed=seed, count=DRAWS)
    finish(page, "draws", snippet, widest_flower(settings), **facts, zoom=f"{settings.zoom:g}")
    asking.wait()


def _ask(page: Page, settings: Augmentation) -> None:
    """Ask about another strength than the one on the screen, whose degrees stand there."""
    strength = 0.25 if settings.rotation != 0.25 else LARGEST
    facts: dict[str, Any] = {"strength": f"{strength:g}", "degrees": f"{360 * strength:.0f}"}
    options = sorted({f"{whole * strength:.0f}" for whole in (360, 180, 90, 100)}, key=float)
    predict_first(page, "turn", options, answer=facts["degrees"],
                  format_func=lambda number: f"±{number}°", **facts)  # fmt: skip


def _show_original(page: Page, picture: ChosenPicture, *, width: int = 220) -> None:
    """The picture that is varied, in the size in which it is varied."""
    pixels = fill_frame(framed(picture), SIDE, SIDE)
    st.markdown(f"**{page.say('augmentation.original')}**")
    with st.container(key="pixels-original"):
        inline_picture(picture_png(pixels), width=width, alt=page.say("augmentation.original"))


def _show_words(page: Page, settings: Augmentation) -> None:
    """What the factors mean."""
    lines = [
        page.say(f"augmentation.means.{name}", **factor_facts(settings, name))
        for name in settings.layers
    ]
    if settings.fills:
        lines.append(page.say(f"augmentation.means.{settings.fill_mode}"))
    text = "\n".join(f"- {line}" for line in lines or [page.say("augmentation.means.none")])
    with st.expander(page.say("augmentation.words")):  # folded: a question asks about them
        st.markdown(text)
