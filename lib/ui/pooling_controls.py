"""The controls of the page about pooling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.cnn.pooling import pool
from lib.errors import ShapeError
from lib.images.framing import fill_frame
from lib.operations import pooling_corner, pooling_shift
from lib.operations.feature_maps import picture_keys
from lib.operations.pooling import (
    DEFAULT_FILTERS,
    LARGEST_WINDOW,
    PADDINGS,
    REDUCTIONS,
    STAGES,
    STRIDES,
    Map,
    PoolingControls,
    feature_map,
    filter_count,
    notes_map,
)
from lib.ui.page import Page
from lib.ui.pairs import paired_columns
from lib.ui.picture import choose_picture
from lib.ui.recorded import choose_recorded

_LAST_GOOD = "pooling that fitted last"


def choose(
    page: Page,
    name: str,
    options: Sequence[Any],
    default: Any,
    *,
    titled: bool = True,
    words: str | None = None,
) -> Any:
    """A row of buttons, named by the page's own strings where ``words`` says which."""

    def named(option: Any) -> str:
        return page.say(f"pooling.{words}.{option}") if words else str(option)

    return page.controls.choice(
        name,
        options,
        label=page.say(f"pooling.{name}"),
        default=default,
        format_func=named,
        label_visibility="visible" if titled else "collapsed",
    )


def read_pooling(page: Page) -> PoolingControls:
    """Reduction, window, stride, padding; and the width of the bell where there is one."""
    places = st.columns([5, 1.75, 2.7, 1.45], gap="small")
    with places[0]:
        reduction = choose(page, "reduction", REDUCTIONS, "max", words="reduction")
    with places[1]:
        window = choose(page, "window", range(2, LARGEST_WINDOW + 1), 2)
    with places[2]:
        stride = choose(page, "stride", STRIDES, "window", words="stride")
    with places[3]:
        padding = choose(page, "padding", PADDINGS, "same")
    sigma = None
    if reduction == "gaussian":
        sigma = page.controls.slider(
            "sigma",
            label=page.say("field.sigma"),
            minimum=0.2,
            maximum=3.0,
            default=0.5,
            step=0.1,
            width=320,
        )
    return PoolingControls(reduction, window, stride, padding, sigma)


def read_map(page: Page, name: str, kinds: Sequence[str], *, side: int) -> Map | None:
    """Something to pool; None while the visitor has not given a picture yet.

    Args:
        page: The page being drawn.
        name: Of the choice between the kinds.
        kinds: Some of ``"notes"``, ``"picture"`` and ``"map"``; the first is the default.
        side: Height of a photograph; its width is 4 : 3 of that.
    """
    of_kind, rest = st.columns([1, 1.9], gap="medium")
    with of_kind:
        kind = choose(page, name, kinds, kinds[0], words="input")
    with rest:
        if kind == "notes":
            return notes_map()
        if kind == "map":
            return _read_feature_map(page)
        picture = choose_picture(page)
    if picture is None:
        return None
    framed: Map = _framed(picture.digest, picture.pixels, side)
    return framed


# Shared, not copied: a map is only read.
@st.cache_resource(max_entries=8, show_spinner=False)
def _framed(digest: str, _pixels: Any, side: int) -> Map:
    return Map(f"{digest}/{side}", fill_frame(_pixels, side, side * 4 // 3))


def _read_feature_map(page: Page) -> Map:
    say = page.say
    places = paired_columns(page, "map", [1, 1.15, 1.2], gap="medium")
    of_picture, of_stage, of_filter = places
    with of_picture:
        picture = choose_recorded(page, default=picture_keys()[0], name="recorded")
    with of_stage:
        stage = choose(page, "stage", STAGES, STAGES[0], words="stage")
    with of_filter:
        number = page.controls.slider(
            f"filter_{stage}",
            label=say("pooling.filter"),
            minimum=1,
            maximum=filter_count(stage),
            default=DEFAULT_FILTERS[stage],
            step=1,
        )
    found = feature_map(picture, stage, number)
    if not found.values.any():
        st.caption(say("pooling.silent", number=number))
    return found


def fitting(page: Page, map_: Map, controls: PoolingControls) -> PoolingControls:
    """The pooling asked for if a window fits; else say why not, and keep what was shown last."""
    problem = None
    last: PoolingControls = st.session_state.get(_LAST_GOOD, controls)
    # The third is for a map too small for what was shown last: it fits every map.
    for tried in (controls, last, PoolingControls()):
        try:
            pool(map_.grey, **tried.options())
        except ShapeError as error:
            if problem is None:
                problem = error
                page.report(error, stays=True)
            continue
        st.session_state[_LAST_GOOD] = tried
        return tried
    raise AssertionError("a window of two with padding fits every map")


def read_most(page: Page) -> int:
    """The largest move of a curve."""
    most: int = page.controls.slider(
        "shifts",
        label=page.say("pooling.shifts"),
        minimum=1,
        maximum=pooling_shift.MOST_SHIFT,
        default=6,
        step=1,
    )
    return most


def read_trial(page: Page) -> tuple[str, int]:
    """Reduction and window for the worst pattern."""
    left, right = st.columns([5, 5.9], gap="small")
    with left:
        reduction = choose(page, "reduction", REDUCTIONS, "max", words="reduction")
    with right:
        window = choose(page, "worst_window", pooling_shift.WORST_WINDOWS, 2)
    return reduction, window


def read_move(page: Page) -> int:
    """By how much the worst pattern moves."""
    most = pooling_shift.WORST_WINDOWS[-1]
    cells: int = page.controls.slider(
        "move", label=page.say("pooling.move"), minimum=-most, maximum=most, default=1, step=1
    )
    return cells


def read_corner(page: Page) -> tuple[int, int]:
    """Gap between the strokes, and window of the pooling."""
    left, right = st.columns([1, 1.4], gap="large")
    with left:
        gap = page.controls.slider(
            "gap",
            label=page.say("pooling.gap"),
            minimum=0,
            maximum=pooling_corner.MOST_GAP,
            default=3,
            step=1,
        )
    with right:
        window = choose(page, "corner_window", pooling_corner.WINDOWS, 4)
    return gap, window
