"""The filters of a layer as bars; pressing one shows its map."""

from __future__ import annotations

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.filter_peaks import NARROW, WIDE, PeakWords, filter_peaks
from lib.figures.quantities import number_text
from lib.operations.feature_maps import picture_keys
from lib.operations.relu import TRIAL_ANSWERS, Filters, lower_biases
from lib.ui.page import Page
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first

_KEY = "relu.filters"


def show_filters(page: Page, filters: Filters, chosen: int) -> None:
    """Draw the bars and their heading.

    Args:
        page: The page being drawn; it has a control named ``filter``.
        filters: Of a layer, biases shifted.
        chosen: The filter shown, from 1.
    """
    say = page.say
    silent, count = int(filters.silent.sum()), len(filters.anywhere)
    st.markdown(f"**{say('relu.filters.title', silent=silent, filters=count)}**")
    words = PeakWords(
        above=say("relu.filters.above"),
        below=say("relu.filters.below"),
        filters=[_sentence(page, filters, place) for place in range(count)],
    )
    wide, narrow = (
        filter_peaks(filters.anywhere, filters.here, chosen=chosen - 1, words=words, width=width)
        for width in (WIDE, NARROW)
    )
    drawing(
        wide,
        narrow=narrow,
        say=say,
        key=_KEY,
        alt=say("relu.filters.alt", silent=silent, filters=count),
        hint=say("relu.filters.hint"),
        on_pick=lambda: _pick(page, count),
    )


def _pick(page: Page, count: int) -> None:
    if numbers := picked_numbers(_KEY, (1, count)):
        page.controls.set(filter=numbers[0])


def ask_about_silence(page: Page, convolution: int, filters: Filters) -> None:
    """The question before looking, and what the bars beside it mean."""
    trial = lower_biases(convolution)
    predict_first(
        page,
        "silent",
        TRIAL_ANSWERS,
        answer=trial.answer,
        format_func=lambda answer: page.say(f"relu.predict.silent.{answer}"),
        drop=number_text(-trial.shift, 1),
        shift=number_text(trial.shift, 1),
        layer=convolution,
        filters=trial.count,
        silent=trial.silent,
    )
    here = int(filters.silent_here.sum())
    st.caption(page.say("relu.filters.caption", pictures=len(picture_keys()), here=here))


def _sentence(page: Page, filters: Filters, place: int) -> str:
    peak = float(filters.anywhere[place])
    return page.say(
        f"relu.filters.{'silent' if peak <= 0 else 'fires'}",
        filter=place + 1,
        peak=number_text(peak),
        here=number_text(float(filters.here[place])),
        best=page.say(f"picture.sample.{filters.best_picture[place]}"),
    )
