"""The drawings of the dropout page, and the sentences their parts say."""

from __future__ import annotations

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.draws import NARROW, CutOffWords, MeanWords, cut_off_bars, settling_means
from lib.figures.dropout_graph import NARROW as NARROW_GRAPH
from lib.figures.dropout_graph import GraphWords, dropout_graph
from lib.figures.quantities import count_text, number_text, share_text
from lib.operations.cut_off import DRAWS, CutOffTrial, cut_offs, expected_cut_offs, guesses
from lib.operations.dropout import Means
from lib.operations.small_layer import SmallDraw
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.words import Words

_HARDLY_EVER = 0.01


def show_graph(page: Page, draw: SmallDraw) -> None:
    """A small layer as a graph; pointing at a part shows the connections it has left."""
    say, layer = page.say, draw.layer
    words = GraphWords(
        headings=(
            say("dropout.graph.before"),
            say("dropout.graph.mask"),
            say("dropout.graph.after"),
            say("dropout.graph.units"),
        ),
        inputs=[_input_sentence(page, draw, place) for place in range(len(layer.values))],
        units=[_unit_sentence(page, draw, place) for place in range(len(layer.units))],
        nothing=say("dropout.graph.nothing") if draw.cut_off else "",
    )
    drawing(
        dropout_graph(draw, words=words),
        narrow=dropout_graph(draw, words=words, layout=NARROW_GRAPH),
        say=say,
        key="dropout.graph",
        alt=say("dropout.graph.alt", kept=int(draw.kept.sum()), inputs=len(layer.values)),
        hint=say("dropout.graph.hint"),
    )


def show_means(page: Page, means: Means, rate: float) -> None:
    """How the mean of one number settles over many draws."""
    say = page.say
    count = len(means.scaled)
    facts = {
        "value": f"{means.value:.2f}",
        "scaled": f"{means.scaled[-1]:.2f}",
        "unscaled": f"{means.unscaled[-1]:.2f}",
        "scale": f"{1 / (1 - rate):.2f}",
        "draws": f"{count:,}",
    }
    words = MeanWords(
        value=say("dropout.means.value", **facts),
        scaled=say("dropout.means.scaled", **facts),
        unscaled=say("dropout.means.unscaled"),
        draws=say("dropout.means.draws"),
    )
    st.markdown(f"**{say('dropout.means.title')}**")
    drawing(
        settling_means(means, words=words),
        narrow=settling_means(means, words=words, width=NARROW),
        say=say,
        key="dropout.means",
        alt=say("dropout.means.alt", **facts),
    )
    st.caption(say("dropout.means.caption", **facts))


def show_cut_offs(page: Page, trials: tuple[CutOffTrial, ...], units: int) -> None:
    """Computed beside simulated, for layers of a few units."""
    say = page.say
    draws = f"{trials[0].draws:,}"
    words = CutOffWords(
        computed=say("dropout.cut_off.computed"),
        happened=say("dropout.cut_off.happened"),
        units=say("dropout.cut_off.units"),
        shares=[share_text(trial.computed.probability, however_small=True) for trial in trials],
        layers=[
            say(
                "dropout.cut_off.layer",
                units=trial.units,
                computed=share_text(trial.computed.probability, however_small=True),
                happened=f"{trial.happened:,}",
                draws=draws,
                expected=count_text(trial.computed.probability * trial.draws),
            )
            for trial in trials
        ],
    )
    st.markdown(f"**{say('dropout.cut_off.title')}**")
    drawing(
        cut_off_bars(trials, chosen=units, words=words),
        narrow=cut_off_bars(trials, chosen=units, words=words, width=NARROW),
        say=say,
        key="dropout.cut_off",
        alt=say("dropout.cut_off.alt", most=trials[-1].units, draws=draws),
        hint=say("dropout.cut_off.hint"),
    )
    st.caption(say("dropout.cut_off.caption", draws=draws))


def ask_cut_off(page: Page, rate: float, units: int, seed: int) -> None:
    """Ask how often a layer is cut off, at another rate than the one whose bars are shown."""
    asked = 0.5 if rate != 0.5 else 0.8
    expected = expected_cut_offs(asked, units)
    predict_first(
        page,
        "cut_off",
        guesses(asked, units),
        answer=expected,
        format_func=lambda count: guess_text(page.say, count),
        rate=f"{asked:g}",
        units=units,
        draws=f"{DRAWS:,}",
        expected=guess_text(page.say, expected),
        happened=f"{cut_offs(asked, seed=seed)[units - 1].happened:,}",
    )


def guess_text(say: Words, count: float) -> str:
    """In how many draws something is expected to happen; in words where hardly ever."""
    return say("dropout.hardly_ever") if 0 < count < _HARDLY_EVER else count_text(count)


def _input_sentence(page: Page, draw: SmallDraw, place: int) -> str:
    row, column, channel = draw.layer.places[place]
    return page.say(
        f"dropout.graph.{'kept' if draw.kept[place] else 'dropped'}",
        index=f"{draw.layer.indices[place]:,}",
        row=row + 1,
        column=column + 1,
        map=channel + 1,
        value=f"{draw.layer.values[place]:.3f}",
        scale=f"{draw.scale:.2f}",
        after=f"{draw.after[place]:.3f}",
        units=len(draw.layer.units),
    )


def _unit_sentence(page: Page, draw: SmallDraw, place: int) -> str:
    return page.say(
        "dropout.graph.unit",
        unit=draw.layer.units[place],
        kept=int(draw.kept.sum()),
        inputs=len(draw.kept),
        sum=number_text(float(draw.sums[place]), 3),
        whole=number_text(float(draw.sums_in_prediction[place]), 3),
    )
