"""A photograph's border after several layers, in the visitor's words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.borders import DeviationCurve, deviation_plot, picture_gallery
from lib.operations.border_layers import (
    BORDERS,
    FARTHEST,
    BorderResult,
    Photograph,
    frame_photograph,
    right_answer,
    wall_brightness,
    with_border,
)
from lib.ui.picture import ChosenPicture
from lib.words import Words


def results_of(picture: ChosenPicture, *, size: int, layers: int) -> list[BorderResult]:
    """A picture through the layers, once with every border."""
    photograph = photograph_of(picture)
    return [with_border(photograph, border, size=size, layers=layers) for border in BORDERS]


def photograph_of(picture: ChosenPicture) -> Photograph:
    """The photograph of the page, framed once for every picture."""
    framed: Photograph = _framed(picture.digest, picture.pixels)
    return framed


# Shared, not copied: a photograph is only read.
@st.cache_resource(max_entries=8, show_spinner=False)
def _framed(digest: str, _pixels: NDArray[np.uint8]) -> Photograph:
    return frame_photograph(_pixels, digest)


def show_photograph(
    picture: ChosenPicture, results: Sequence[BorderResult], *, size: int, layers: int, say: Words
) -> None:
    """The right answer and what each border makes of it; and how far each is off."""
    truth = right_answer(photograph_of(picture), size=size, layers=layers)
    titles = [say("padding.truth"), *(say(f"padding.border.{result.border}") for result in results)]
    gallery = picture_gallery([truth, *(result.picture for result in results)], titles)
    curves = _border_curves(results, reach=layers * (size // 2), say=say)
    left, right = st.columns(2, gap="large")
    with left:
        drawing(gallery, say=say, key="gallery", alt=say("padding.gallery.alt", layers=layers))
        st.caption(say("padding.gallery.caption", layers=layers, size=size))
    with right:
        drawing(curves, say=say, key="deviation", alt=say("padding.deviation.alt"),
                hint=say("padding.deviation.hint"))  # fmt: skip


def _border_curves(results: Sequence[BorderResult], *, reach: int, say: Words) -> str:
    farthest = min(FARTHEST, max(10, reach + reach // 4))
    values = {result.border: result.deviation for result in results}
    return deviation_plot(
        [
            DeviationCurve(say(f"padding.border.{name}"), values[name][: farthest + 1])
            for name in BORDERS
        ],
        reach=reach,
        vertical=say("padding.deviation"),
        horizontal=say("padding.distance"),
        reach_label=say("padding.reach", cells=reach),
        sentences=[
            say(
                "padding.deviation.at",
                distance=distance,
                **{name: f"{values[name][distance]:.1f}" for name in BORDERS},
            )
            for distance in range(farthest + 1)
        ],
    )


def border_facts(size: int, layers: int) -> dict[str, object]:
    """The numbers of the block about what to notice at the border."""
    side, corner = wall_brightness(size, layers)
    return {
        "layers": layers,
        "reach": layers * (size // 2),
        "side": f"{side:.0%}",
        "corner": f"{corner:.0%}",
    }


def wall_formula(size: int, layers: int) -> str:
    """What is left of a white wall's brightness at its side, layer by layer, in LaTeX."""
    first = rf"b_1 &= \frac{{(k+1)/2}}{{k}} = \frac{{{(size + 1) // 2}}}{{{size}}}"
    lines = [rf"b_{{{layer}}} &= {wall_brightness(size, layer)[0]:.3f}" for layer in _shown(layers)]
    return "\\begin{aligned}\n" + "\\\\\n".join([first, *lines]) + "\n\\end{aligned}"


def _shown(layers: int) -> list[int]:
    return sorted({1, 2, 3, layers} & set(range(1, layers + 1)))
