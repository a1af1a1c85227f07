"""Magnitude and direction of the edges, from two kernels together."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.edge_arrows import arrow_picture
from lib.figures.pixels import signed_png
from lib.figures.quantities import number_text
from lib.operations.checks.edges import faded_negative
from lib.operations.edge_gradient import (
    PAIRS,
    Arrow,
    Gradient,
    picture_gradient,
    step_direction,
    strongest_arrows,
)
from lib.snippets.edges import gradient_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import grey, take_picture
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_BLOCK = 20
_TURN = 1  # of the question: black on top, white below
_WAYS = {0.0: "right", 90.0: "down", 180.0: "left", -90.0: "up"}


def draw(page: Page) -> None:
    """Arrows on the picture; beside them the two outputs that they come from."""
    say = page.say
    figure, side = st.columns([1.35, 1], gap="large")
    with side:
        picture = take_picture(page)
        pair = page.controls.choice(
            "pair", [*PAIRS], label=say("edges.pair"), default="sobel",
            format_func=lambda name: say(f"edges.pair.{name}"), style="select",
        )  # fmt: skip
        threshold = page.controls.slider(
            "threshold", label=say("edges.threshold"), minimum=0, maximum=100, default=25, step=5
        )
    values = grey(picture)
    gradient, files = _gradient(picture.digest, pair, values)
    arrows = strongest_arrows(gradient, block=_BLOCK, threshold=threshold / 100)
    with figure:
        drawing(
            arrow_picture(
                values, arrows, describe=lambda arrow: _sentence(page, arrow), block=_BLOCK
            ),
            say=say,
            key="edges.arrows",
            alt=say("edges.arrows.alt", count=len(arrows)),
            hint=say("edges.arrows.hint"),
        )
        st.caption(
            say("edges.arrows.caption", count=len(arrows), block=_BLOCK, threshold=threshold)
        )
    with side:
        places = st.columns(3, gap="small")
        for place, (name, file) in zip(places, files.items(), strict=True):
            with place, st.container(key=f"pixels-map-{name}"):
                inline_picture(
                    file,
                    width="stretch",
                    alt=say(f"edges.part.{name}"),
                    caption=say(f"edges.part.{name}"),
                )
        predict_first(
            page,
            "step",
            [*_WAYS.values()],
            answer=_WAYS[round(step_direction(pair, _TURN))],
            format_func=lambda name: say(f"edges.way.{name}"),
        )
    strongest = max(arrows, key=lambda arrow: arrow.magnitude, default=None)
    page.block("notice-gradient")
    if strongest is not None:
        page.block("formula-gradient", **_numbers(strongest))
    reproduce(page, gradient_snippet(values, pair))
    ask(page, "gradient", faded_negative(gradient))


def _sentence(page: Page, arrow: Arrow) -> str:
    return page.say("edges.arrow", **_numbers(arrow))


def _numbers(arrow: Arrow) -> dict[str, object]:
    return {
        "row": arrow.row + 1,
        "column": arrow.column + 1,
        "right": number_text(arrow.right, 0),
        "down": number_text(arrow.down, 0),
        "magnitude": f"{arrow.magnitude:.0f}",
        "direction": number_text(arrow.direction, 0),
    }


# Moving the threshold changes the arrows only.  Keyed by the picture's digest.
@st.cache_resource(max_entries=40, show_spinner=False)
def _gradient(
    digest: str, pair: str, _values: NDArray[np.uint8]
) -> tuple[Gradient, dict[str, bytes]]:
    gradient = picture_gradient(_values, pair)
    peak = float(gradient.magnitude.max())
    parts = {"right": gradient.right, "down": gradient.down, "magnitude": gradient.magnitude}
    return gradient, {name: signed_png(part, peak=peak) for name, part in parts.items()}
