"""A filter that the network learned, beside the preset that it resembles most."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.kernels import filter_tiles
from lib.figures.quantities import number_text
from lib.lens.lens import lens, lens_check
from lib.lens.operations import WeightedSum
from lib.lens.result import numpy_result
from lib.operations.checks.edges import nearest_multiple
from lib.operations.learned_filters import (
    LearnedFilter,
    Likeness,
    alike,
    first_layer,
    picture_side,
    small_presets,
)
from lib.snippets.edges import learned_snippet
from lib.ui.check import ask
from lib.ui.edges.bench import framed, take_picture
from lib.ui.page import Page
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

_TILES = "edges.filters"
_OPTIONS = ("sobel_x", "sobel_y", "laplacian_4", "box")


def draw(page: Page) -> None:
    """Sixteen filters to choose from; the chosen one on the picture, and its relative."""
    say = page.say
    filters = first_layer()
    tiles, words = st.columns([1, 1.1], gap="large")
    with words:
        picture = take_picture(page)
        number = page.controls.slider(
            "filter", label=say("edges.filter"), minimum=1, maximum=len(filters), default=3, step=1
        )
        chosen = filters[number - 1]
        nearest = alike(chosen.on_grey)[0]
        _predict(page, chosen, nearest)
    with tiles:
        drawing(
            _tiles(say.language, number - 1, page),
            say=say,
            key=_TILES,
            alt=say("edges.filters.alt", count=len(filters)),
            hint=say("edges.filters.hint"),
            on_pick=lambda: _pick(page, len(filters)),
        )
    side = picture_side()
    pixels = (framed(picture, (side, side)) / 255).astype(np.float32)
    relative = small_presets()[nearest.preset] * np.sign(nearest.cosine)
    for name, kernel, bias in (
        ("learned", chosen.kernel, chosen.bias),
        ("preset", np.repeat(relative[:, :, None] / 3, 3, axis=2), 0.0),
    ):
        st.markdown(f"**{_title(page, name, chosen, nearest)}**")
        state = lens(
            pixels, WeightedSum(kernel, bias=bias), key=f"edges.{name}.lens", say=say,
            padding="same", input_display="grey", input_range=(0.0, 1.0), link="edges.learned",
            channel_names=[say("lens.red"), say("lens.green"), say("lens.blue")],
            displays=("signed", "relu"), height=200,
        )  # fmt: skip
        lens_check(state, numpy_result(state.shown), say=say)
    page.block(
        "notice-learned",
        number=number,
        grey=f"{chosen.grey_share:.0%}",
        colour=f"{1 - chosen.grey_share:.0%}",
        side=side,
    )
    page.block(
        "formula-learned",
        number=number,
        bias=number_text(chosen.bias, 4),
        **_cosine(chosen, relative),
    )
    reproduce(page, learned_snippet(pixels, chosen))
    ask(page, "learned", nearest_multiple(chosen.on_grey, relative), number=number)


def _predict(page: Page, chosen: LearnedFilter, nearest: Likeness) -> None:
    say = page.say
    options = [*dict.fromkeys((*_OPTIONS, nearest.preset))]
    predict_first(
        page,
        "relative",
        sorted(options),
        answer=nearest.preset,
        format_func=lambda name: say(f"edges.preset.{name}"),
        number=chosen.number,
        cosine=number_text(nearest.cosine),
    )


def _title(page: Page, name: str, chosen: LearnedFilter, nearest: Likeness) -> str:
    say = page.say
    if name == "learned":
        return say("edges.learned.title", number=chosen.number)
    return say(
        "edges.learned.relative" if nearest.cosine > 0 else "edges.learned.relative.negative",
        name=say(f"edges.preset.{nearest.preset}"),
        cosine=f"{abs(nearest.cosine):.2f}",
    )


def _sentence(page: Page, each: LearnedFilter) -> str:
    return page.say("edges.filters.one", number=each.number, grey=f"{each.grey_share:.0%}")


def _cosine(chosen: LearnedFilter, relative: np.ndarray) -> dict[str, str]:
    product = float((chosen.on_grey * relative).sum())
    lengths = [float(np.linalg.norm(each)) for each in (chosen.on_grey, relative)]
    return {
        "product": f"{product:.3f}",
        "first": f"{lengths[0]:.3f}",
        "second": f"{lengths[1]:.3f}",
        "cosine": number_text(product / (lengths[0] * lengths[1])),
    }


def _pick(page: Page, count: int) -> None:
    if numbers := picked_numbers(_TILES, (1, count)):
        page.controls.set(filter=numbers[0])


@st.cache_data(max_entries=64, show_spinner=False)
def _tiles(language: str, chosen: int, _page: Page) -> str:
    filters = first_layer()
    return filter_tiles(
        [each.kernel for each in filters],
        chosen=chosen,
        describe=lambda index: _sentence(_page, filters[index]),
    )
