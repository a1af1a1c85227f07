"""Evidence about signs: between which bounds every layer of the shipped network lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.bounds_rows import NARROW, WIDE, BoundsRow, BoundsWords, bounds_rows
from lib.figures.readable import readable
from lib.layers.bounds import LayerBounds
from lib.layers.passage import MapChoice, Overview
from lib.layers.spec import NetworkSpec
from lib.runs.shipped import shipped_run
from lib.ui.asking import Asking
from lib.ui.page import Page
from lib.ui.picture import sample

_ONE_MAP = MapChoice("active", 0, 1, 8)


def show_bounds(page: Page, asking: Asking, bounds: Sequence[LayerBounds]) -> dict[str, Any]:
    """What can be, whatever the picture, and what was on one picture."""
    say = page.say
    picture, model = sample(page, "daisy"), str(shipped_run().model_path)
    seen: Overview | None = asking.about(
        "lib.models.inside.passing", "overview", picture.digest, picture.pixels,
        model, _ONE_MAP,
    )  # fmt: skip
    network: NetworkSpec | None = asking.ask("lib.models.inside.network", "describe", model)
    negative = [bound for bound in bounds if bound.can_be_negative]
    facts = {
        "layers": len(bounds),
        "negative": say("list.separator").join(f"`{bound.name}`" for bound in negative),
        "low": readable(bounds[-1].low),
        "high": readable(bounds[-1].high),
    }
    if seen is None or network is None:
        asking.still_starting()
        return facts
    rows = []
    for bound, maps in zip(bounds, seen.layers, strict=True):
        here = (maps.spread.minimum, maps.spread.maximum)
        verdict = say("layers.signs.can" if bound.can_be_negative else "layers.signs.cannot")
        sentence = say(
            "questions.bounds.say",
            name=bound.name,
            low=readable(bound.low),
            high=readable(bound.high),
            here_low=readable(here[0]),
            here_high=readable(here[1]),
        )
        rows.append(
            BoundsRow(
                title=bound.name,
                accent=network.layer(bound.name).accent,
                bounds=(bound.low, bound.high),
                over_set=None,
                here=here,
                verdict=verdict,
                negative=bound.can_be_negative,
                say=sentence,
            )
        )
    words = BoundsWords(say("layers.signs.possible"), "", say("layers.signs.here"))
    drawing(
        bounds_rows(rows, words, width=WIDE),
        narrow=bounds_rows(rows, words, width=NARROW),
        say=say,
        key="questions.bounds",
        alt=say("layers.signs.alt", layers=len(rows), negative=len(negative)),
        hint=say("questions.bounds.hint"),
    )
    st.caption(say("questions.bounds.caption"))
    return facts
