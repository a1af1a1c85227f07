"""Evidence about pixels: a picture made square, and the factor that pixels are multiplied by."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lib.cnn.resizing import resize
from lib.figures.pixels import picture_png
from lib.figures.quantities import factor_text
from lib.operations.questions import bits
from lib.operations.resize import fit
from lib.ui.asking import Asking
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.picture import sample
from lib.ui.questions.recorded import show

_PICTURES = ("cat", "astronaut", "coffee", "rocket")
_TALL = 200  # pixels of the screen


def show_squashed(page: Page, _: Asking) -> dict[str, Any]:
    """A photograph and what ``image_size`` makes of it; and what that did to trainings."""
    say = page.say
    at_picture, at_side = st.columns(2, gap="medium", vertical_alignment="bottom")
    with at_picture:
        name = page.controls.choice(
            "picture",
            _PICTURES,
            label=say("picture.sample"),
            default=_PICTURES[0],
            format_func=lambda key: say(f"picture.sample.{key}"),
            style="select",
        )
    with at_side:
        side = page.controls.slider(
            "image_size",
            label=say("questions.image_size"),
            minimum=16,
            maximum=256,
            default=180,
            step=1,
        )
    chosen = sample(page, name)
    height, width = chosen.pixels.shape[:2]
    fitted = fit("squash", (height, width), (side, side))
    square = np.clip(np.rint(resize(chosen.pixels, side, side)), 0, 255).astype(np.uint8)
    facts = {
        "before": f"{width}×{height}",
        "after": f"{side}×{side}",
        "aspect": f"{width / height:.2f}",
        "stretch": say(
            f"resize.stretch.{fitted.direction}",
            factor=f"{max(fitted.stretch, 1 / fitted.stretch):.2f}",
        ),
        "kept": factor_text(side * side / (width * height)),
    }
    original, result = st.columns(2, gap="medium")
    for column, pixels, name in (
        (original, chosen.pixels, "original"), (result, square, "result"),
    ):  # fmt: skip
        with column:
            shape = pixels.shape
            inline_picture(
                picture_png(pixels),
                width=round(_TALL * shape[1] / shape[0]),
                alt=say(f"resize.alt.{name}"),
            )
            st.caption(say(f"questions.picture.{name}", **facts))
    return facts | show(page, "resizing", 1, ("squash", "pad"))


def show_factors(page: Page, _: Asking) -> dict[str, Any]:
    """The bits of three factors, and what they make of a pixel."""
    say = page.say
    pixel = page.controls.slider(
        "pixel",
        label=say("questions.pixel"),
        minimum=0,
        maximum=255,
        default=200,
        step=1,
        width=420,
    )
    factors = {"1. / 255": 1.0 / 255, "1 / 255": 1 / 255, "1 // 255": float(1 // 255)}
    lines = [
        f"| {say('questions.factor')} | {say('questions.value')} | {say('questions.becomes')} |",
        "|---|---|---:|",
        *(f"| `{text}` | {factor!r} | {pixel * factor:.6f} |" for text, factor in factors.items()),
    ]
    st.markdown("\n".join(lines))
    st.markdown(f"**{say('questions.bits')}**")
    st.code(
        "\n".join(f"{text:<8}  {bits(factor)}" for text, factor in factors.items()),
        language=None,
        wrap_lines=True,
    )
    st.caption(say("questions.bits.caption"))
    return {"pixel": pixel, "value": f"{pixel / 255:.6f}"}
