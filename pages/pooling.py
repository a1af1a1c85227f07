"""One number for a neighbourhood: what pooling keeps, what it forgets, where the gradient goes."""

import streamlit as st

from lib.lens.lens import lens, lens_check
from lib.lens.operations import Pooling
from lib.lens.result import numpy_result
from lib.operations import pooling as pools
from lib.operations.checks import pooling as checks
from lib.operations.pooling_corner import draw_strokes
from lib.operations.pooling_formulas import GRADIENTS, pooling_formula
from lib.operations.pooling_gradient import flow_through
from lib.operations.pooling_shift import TOLERANCES, changed_by, shift_curves, try_shift
from lib.snippets import pooling as snippets
from lib.ui import pooling_controls as controls
from lib.ui import pooling_view as view
from lib.ui.page import Page
from lib.ui.predict_first import predict_first, yes_or_no
from lib.ui.views import finish, show_views

page = Page("pooling")
say = page.say


def show_window() -> None:
    """The lens on nine numbers, a photograph or a feature map."""
    map_ = controls.read_map(page, "input", ("notes", "picture", "map"), side=144)
    pooling = controls.read_pooling(page)
    if map_ is None:
        return
    pooling = controls.fitting(page, map_, pooling)
    operation = Pooling(pooling.reduction, pooling.window, pooling.sigma)
    state = lens(map_.values, operation, key="pooling.lens", say=say, stride=pooling.step,
                 padding=pooling.padding, display=view.display_of(map_), height=300)  # fmt: skip
    lens_check(state, numpy_result(state.shown), say=say)
    st.caption(view.sizes(say, state))
    small = pools.patch_of(map_)
    other = pools.other_reduction(pooling)
    right, options = pools.first_window_options(small, other)
    predict_first(page, "first", options, answer=right, format_func=view.plain,
                  window=view.first_window(say, small, other),
                  reduction=view.name_of(say, other))  # fmt: skip
    finish(page, "window", snippets.pooling_snippet(small, pooling), checks.pooled_side(pooling),
           formula=pooling_formula(small, pooling), **view.size_facts(state))  # fmt: skip


def show_gradient() -> None:
    """Who won, and where the gradient goes."""
    map_ = controls.read_map(page, "patch", ("notes", "picture", "map"), side=144)
    pooling = controls.read_pooling(page)
    if map_ is None:
        return
    patch = pools.patch_of(map_)
    pooling = controls.fitting(page, pools.Map(map_.digest, patch), pooling)
    flow = flow_through(patch, pooling)
    left, right = st.columns([1, 1.9], gap="medium")
    with right:
        view.show_flow(say, flow, pooling)
    with left:
        other = pools.other_reduction(pooling)
        asked = flow_through(patch, other)
        predict_first(page, "reached", view.count_options(asked), answer=asked.reached,
                      cells=asked.values.size, outputs=asked.output.size,
                      reduction=view.name_of(say, other))  # fmt: skip
    finish(page, "gradient", snippets.gradient_snippet(patch, pooling), checks.grown_sum(flow),
           formula=GRADIENTS[pooling.reduction], **view.flow_facts(flow),
           **view.gradient_facts(flow))  # fmt: skip


def show_shift() -> None:
    """How much stays the same when the input moves."""
    map_ = controls.read_map(page, "moved", ("map", "picture"), side=96)
    pooling = controls.read_pooling(page)
    if map_ is None:
        return
    pooling = controls.fitting(page, map_, pooling)
    left, right = st.columns([1, 1.9], gap="medium")
    with left:
        tolerance = controls.choose(page, "tolerance", TOLERANCES, 0.0, words="tolerance")
        most = controls.read_most(page)
        curves = shift_curves(map_, pooling, tolerance)
        facts = view.share_facts(curves, pooling.reduction)
        predict_first(page, "more", ("more", "fewer", "equal"),
                      answer=view.more_or_fewer(curves, pooling.reduction),
                      format_func=lambda answer: say(f"pooling.answer.{answer}"),
                      reduction=view.name_of(say, pooling), **facts)  # fmt: skip
    with right:
        view.show_curves(say, curves, chosen=pooling.reduction, most=most)
        st.caption(say("pooling.curve.caption"))
    code = snippets.shift_snippet(pools.patch_of(map_), pooling, 1)
    finish(page, "shift", code, checks.whole_moves(pooling), stride=pooling.step, **facts)


def show_flip() -> None:
    """The pattern that a single step turns over."""
    reduction, window = controls.read_trial(page)
    left, right = st.columns([1, 1.9], gap="medium")
    with left:
        cells = controls.read_move(page)
        trial, back = try_shift(reduction, window, cells), changed_by(reduction, window, -cells)
        predict_first(page, "back", view.back_options(trial, back), answer=back,
                      cells=view.plain(-cells), size=trial.changed.size)  # fmt: skip
    with right:
        view.show_trial(say, trial, cells)
    pooling = pools.PoolingControls(reduction, window)
    code = snippets.shift_snippet(trial.still, pooling, cells)
    finish(page, "flip", code, checks.harmless_moves(reduction, window), window=window,
           reduction=view.name_of(say, pooling),
           **view.flip_facts(say, reduction, window, cells))  # fmt: skip


def show_corner() -> None:
    """Two strokes that meet and two that do not."""
    gap, window = controls.read_corner(page)
    corner, apart = draw_strokes(0, window), draw_strokes(gap, window)
    view.show_corners(say, corner, apart, window=window)
    other, differing = view.other_corner(gap, window)
    predict_first(page, "corner", (True, False), answer=differing == 0,
                  format_func=yes_or_no(page), window=other, gap=gap,
                  differing=differing)  # fmt: skip
    code = snippets.corner_snippet(apart, window=window)
    finish(page, "corner", code, checks.places_of_two(window), window=window,
           **view.corner_numbers(corner, apart))  # fmt: skip


show_views(page, {"window": show_window, "gradient": show_gradient, "shift": show_shift,
                  "flip": show_flip, "corner": show_corner})  # fmt: skip
