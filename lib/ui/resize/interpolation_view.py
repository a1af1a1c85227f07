"""The same patch of one picture by every interpolation there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.quantities import number_text
from lib.figures.resize_pictures import Tile, tiles
from lib.operations.checks.resize import pixels_below
from lib.operations.resize import fit
from lib.operations.resized import Interpolated
from lib.snippets.resize import resize_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.resize.controls import SHARES, choose_antialias, choose_side, choose_subject
from lib.ui.views import finish


def draw(page: Page) -> None:
    """Controls, eight patches, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = choose_subject(page)
        if subject is None:
            return
        side = choose_side(page, "side", default=48)
        antialias = choose_antialias(page)
        question = st.container()
    found: Sequence[Interpolated] | None = asking.about(
        "lib.models.resizing", "interpolated", subject.digest, subject.pixels, (side, side),
        antialias,
    )  # fmt: skip
    with at_figure:
        if found is None:
            asking.still_starting()
        else:
            _show(page, found)
    facts = _facts(found)
    with question:
        if found is not None:
            options = sorted({0, 1, 2, 4, facts["beyond"], facts["count"]})
            predict_first(page, "beyond", options, answer=facts["beyond"], **facts)
    fitted = fit("squash", subject.pixels.shape[:2], (side, side))
    snippet = resize_snippet(subject.grey, fitted, interpolation="bicubic", antialias=antialias)
    worked = pixels_below(fitted.before, fitted.after)
    finish(page, "interpolation", snippet, worked, **facts)
    asking.wait()


def _show(page: Page, found: Sequence[Interpolated]) -> None:
    """The same patch of every result, enlarged."""
    say = page.say
    pictures = []
    for one in found:
        facts = {
            "name": one.name,
            "low": number_text(one.low, 0),
            "high": number_text(one.high, 0),
            "mean": f"{one.mean:.1f}",
        }
        note = say(f"resize.tile.{'beyond' if one.overshoots else 'within'}", **facts)
        pictures.append(
            Tile(one.name, one.patch, one.name, note, say("resize.tile.say", **facts),
                 "wrong" if one.overshoots else "")
        )  # fmt: skip
    drawing(
        tiles(pictures, columns=4, side=180.0),
        narrow=tiles(pictures, columns=2, side=165.0),
        say=say,
        key="resize.tiles",
        alt=say("resize.tiles.alt", count=len(pictures)),
    )


def _facts(found: Sequence[Interpolated] | None) -> dict[str, Any]:
    """The numbers of what to notice about the interpolations."""
    if found is None:
        names = ("beyond", "count", "low", "high", "best", "best_mean", "worst", "worst_mean")
        return dict.fromkeys(names, UNKNOWN)
    best, worst = min(found, key=lambda one: one.mean), max(found, key=lambda one: one.mean)
    return {
        "beyond": sum(one.overshoots for one in found),
        "count": len(found),
        "low": number_text(min(one.low for one in found), 0),
        "high": number_text(max(one.high for one in found), 0),
        "best": best.name,
        "best_mean": f"{best.mean:.1f}",
        "worst": worst.name,
        "worst_mean": f"{worst.mean:.1f}",
    }
