"""Where the windows lie: same, valid, symmetric, explicit; and what the border is made of."""

import streamlit as st

from lib.cnn.borders import BORDERS
from lib.lens.lens import lens, lens_check
from lib.lens.operations import WeightedSum
from lib.lens.result import numpy_result
from lib.operations import border_layers
from lib.operations import padding as grids
from lib.operations.checks import padding as checks
from lib.operations.padding_formulas import axis_formula
from lib.snippets import padding as snippets
from lib.ui import padding_border, padding_compare, padding_controls
from lib.ui import padding_view as view
from lib.ui.check import ask, check
from lib.ui.page import Page
from lib.ui.picture import choose_picture
from lib.ui.predict_first import per_cent, predict_first, yes_or_no
from lib.ui.reproduce import reproduce
from lib.ui.views import show_views

page = Page("padding")
say = page.say


def show_rule() -> None:
    """One grid, its border and its sliding window."""
    choice, border = st.columns(2)
    with choice:
        padding = padding_controls.choose(page, "padding", grids.CHOICES, "same")
    with border:
        beyond = padding_controls.choose(page, "border", BORDERS, "zero")
    asked = padding_controls.read_rule(page, padding)
    axes, rules, padding = asked.axes, asked.rules, asked.choice
    state = lens(
        grids.digit_grid(axes[0].size, axes[1].size),
        WeightedSum(grids.ones_kernel(axes[0].window, axes[1].window)),
        key="padding.lens",
        say=say,
        stride=(axes[0].stride, axes[1].stride),
        dilation=(axes[0].dilation, axes[1].dilation),
        padding=((rules[0].before, rules[0].after), (rules[1].before, rules[1].after)),
        border=beyond,
        display="magnitude",
        height=280,
    )
    lens_check(state, numpy_result(state.shown), say=say)
    st.caption(view.summary(say, rules))
    other = grids.other_stride(axes[1]).rule(asked.cells[1])
    predict_first(
        page,
        "columns",
        grids.output_options(other),
        answer=other.output_size,
        padding=say(f"padding.padding.{padding}"),
        **view.facts(other),
    )
    view.show_axes(say, rules)
    page.block("notice-rule", **view.notice(say, rules, beyond))
    formulas = [axis_formula(rule, padding) for rule in rules]
    page.block("formula-rule", rows=formulas[0], columns=formulas[1])
    grid = state.shown.values[:, :, 0]
    code = snippets.padding_snippet(grid, *rules, padding=padding, border=beyond)
    reproduce(page, code)
    touching = grids.border_windows(rules[1])
    check(page, "rule", answer=touching.any, **view.border_facts(rules[1], touching))


def show_compare() -> None:
    """TensorFlow's same beside equal padding on both sides."""
    axes = padding_controls.read_rule(page, "symmetric").axes
    pairs = [grids.compare(axis) for axis in axes]
    left, right = st.columns(2, gap="large")
    with left:
        padding_compare.show_strips(say, pairs)
    with right:
        predict_first(
            page,
            "same_cells",
            (True, False),
            answer=not any(pair.differs for pair in pairs),
            format_func=yes_or_no(page),
            **view.moves(pairs),
        )
        padding_compare.show_outputs(say, axes, pairs)
        padding_compare.show_map(page, axes)
    page.block("notice-compare")
    formulas = [axis_formula(rule, name) for rule, name in padding_compare.columns_of(pairs[1])]
    page.block("formula-compare", same=formulas[0], symmetric=formulas[1])
    grid = grids.digit_grid(axes[0].size, axes[1].size)
    reproduce(page, snippets.compare_snippet(grid, pairs[0].symmetric, pairs[1].symmetric))
    padding_compare.ask_about_layers(page, axes, pairs)


def show_border() -> None:
    """A photograph through several blurring layers, and how far its border is off."""
    source, depth, width = st.columns([1.4, 1, 0.8], gap="medium")
    with depth:
        layers = padding_controls.read_layers(page)
    with width:
        size = padding_controls.read_size(page)
    with source:
        picture = choose_picture(page)
    if picture is not None:
        results = padding_border.results_of(picture, size=size, layers=layers)
        padding_border.show_photograph(picture, results, size=size, layers=layers, say=say)
    right, options = border_layers.wall_options(size, layers)
    predict_first(page, "wall", options, answer=right, format_func=per_cent,
                  layers=layers, size=size)  # fmt: skip
    page.block("notice-border", **padding_border.border_facts(size, layers))
    side = border_layers.wall_brightness(size, layers)[0]
    page.block("formula-border", formula=padding_border.wall_formula(size, layers))
    reproduce(page, snippets.wall_snippet(size=size, layers=layers, brightness=side))
    ask(page, "border", checks.untouched_share(size, layers))


show_views(page, {"rule": show_rule, "compare": show_compare, "border": show_border})
