"""Which columns of the original one column of the result is mixed from."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.cnn.resizing import INTERPOLATIONS, axis_weights
from lib.drawing.drawing import drawing
from lib.figures.column_mix import NARROW, MixWords, column_mix, shown_columns
from lib.figures.quantities import number_text, share_text
from lib.operations.checks.resize import other_centre
from lib.operations.resize import Mix, mix
from lib.operations.resize_formulas import mix_formula
from lib.operations.resize_statistics import near_shares
from lib.snippets.resize import mix_snippet
from lib.ui.page import Page
from lib.ui.predict_first import per_cent, predict_first
from lib.ui.resize.controls import (
    SHARES,
    Subject,
    choose_column,
    choose_interpolation,
    choose_subject,
)
from lib.ui.views import finish


def draw(page: Page) -> None:
    """Controls, the cells and their weights, words."""
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = choose_subject(page)
        if subject is None:
            return
        width, column = choose_column(page)
        interpolation, antialias = choose_interpolation(page, INTERPOLATIONS)
    mixed = mix(subject.pixels.shape[1], width, column, interpolation=interpolation,
                antialias=antialias)  # fmt: skip
    facts = _facts(mixed)
    with at_figure:
        _show(page, subject, mixed, (interpolation, antialias))
        predict_first(page, "unread", near_shares(mixed.unread), answer=round(100 * mixed.unread),
                      format_func=per_cent, **facts)  # fmt: skip
    formula = mix_formula(mixed, subject.grey[subject.grey.shape[0] // 2])
    snippet = mix_snippet(mixed, interpolation=interpolation, antialias=antialias)
    finish(page, "mix", snippet, other_centre(mixed), formula=formula, **facts)


def _show(page: Page, subject: Subject, mixed: Mix, setting: tuple[str, bool]) -> None:
    """Where a column of the result comes from, in the middle row of the picture."""
    say = page.say
    row = subject.grey[subject.grey.shape[0] // 2]
    weights = axis_weights(
        mixed.before, mixed.after, interpolation=setting[0], antialias=setting[1]
    )
    read = (weights != 0).any(axis=0)
    by_column = dict(zip(mixed.columns, mixed.weights, strict=True))
    sentences = []
    for column in shown_columns(mixed):
        kind = "mixed" if column in by_column else "elsewhere" if read[column] else "unread"
        weight = number_text(by_column.get(column, 0.0), 3)
        sentences.append(
            say(f"resize.column.{kind}", column=column, value=int(row[column]), weight=weight)
        )
    value = sum(weight * int(row[column]) for column, weight in by_column.items())
    facts = {"column": mixed.column, "count": len(by_column), "value": f"{value:.1f}"}
    words = MixWords(
        original=say("resize.mix.original", row=subject.grey.shape[0] // 2),
        weights=say("resize.mix.weights"),
        result=say("resize.mix.result", column=mixed.column),
        columns=sentences,
        mixed=say("resize.mix.mixed", **facts),
    )
    drawing(
        column_mix(mixed, row, read, words),
        narrow=column_mix(mixed, row, read, words, width=NARROW),
        say=say,
        key="resize.mix",
        alt=say("resize.mix.alt", **facts),
    )
    st.caption(say("resize.mix.caption"))


def _facts(mixed: Mix) -> dict[str, Any]:
    """The numbers of what to notice about the weights."""
    return {
        "before": mixed.before,
        "after": mixed.after,
        "step": f"{mixed.step:.2f}",
        "count": len(mixed.columns),
        "read": mixed.read,
        "unread": mixed.before - mixed.read,
        "unread_share": share_text(mixed.unread),
    }
