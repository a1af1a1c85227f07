"""Why a class: Grad-CAM, occlusion and saliency beside each other on the picture."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.reasons import ReasonWords, reason_pictures
from lib.figures.quantities import share_text
from lib.figures.readable import readable, readable_latex
from lib.layers.checks import louder_pixel
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.reasons import Covered, Slopes
from lib.layers.spec import CONVOLUTIONS, POINTWISE, POOLINGS, LayerSpec
from lib.snippets.reasons import reasons_snippet
from lib.ui.check import ask
from lib.ui.layers.bench import Bench, choose_layer
from lib.ui.layers.classes import choose_class, shares_of, show_classes, show_picture
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.run_titles import class_title
from lib.words import plain

PATCHES = (3, 5, 8)  # a picture is as many patches wide
FILLS = ("grey", "mean", "blur")


def draw(bench: Bench) -> None:
    """Controls, the three pictures, what each of them means."""
    page = bench.page
    seen: Overview = bench.ask("passing.overview", FIRST_LOOK)
    shares = shares_of(seen)
    first, second, third, fourth = st.columns([1.2, 1.5, 1, 1.3], gap="medium")
    with first:
        class_ = choose_class(bench, shares)
    with second:
        layer = choose_layer(
            page, bench.network, fits=_weighable, default=_last_convolution(bench), name="cam"
        )
    if layer is None:
        return
    with third:
        patch = _choice(bench, "patch", PATCHES, PATCHES[1])
    with fourth:
        fill = _choice(bench, "fill", FILLS, FILLS[0])
    slopes: Slopes = bench.ask("reasons.slopes", layer.name, class_)
    covered: Covered = bench.ask("reasons.covered", patch, fill)
    facts = _facts(bench, layer, class_, slopes, covered)
    beside, figure = st.columns([1, 4], gap="medium")
    with beside:
        show_picture(bench, seen)
        show_classes(bench, shares, class_)
    with figure:
        _draw_three(bench, seen, (slopes, covered, class_), facts)
    st.caption(page.say("layers.why.caption", **facts))
    _predict(bench, slopes, covered, class_, facts)
    for part, place in zip(
        ("cam", "occlusion", "saliency"), st.columns(3, gap="large"), strict=True
    ):
        with place:
            page.block(f"why-{part}", **facts)
    reproduce(
        page,
        reasons_snippet(
            bench.run.id, bench.network, layer=layer.name, class_=class_, slopes=slopes,
            covered=covered, fill=fill,
        ),
    )  # fmt: skip
    ask(page, "why", louder_pixel(slopes), **facts)


def _draw_three(
    bench: Bench, seen: Overview, found: tuple[Slopes, Covered, int], facts: dict[str, Any]
) -> None:
    say, (slopes, covered, class_) = bench.page.say, found
    parts = ("cam", "occlusion", "saliency")

    def place(row: int, column: int) -> str:
        there = covered.probabilities[row, column]
        best = bench.network.class_names[int(there.argmax())]
        return say(
            "layers.why.place",
            **{"class": facts["class"]},
            row=covered.starts[row] + 1,
            column=covered.starts[column] + 1,
            whole=share_text(float(covered.whole[class_])),
            share=share_text(float(there[class_])),
            best=class_title(say, best),
        )

    words = ReasonWords(
        titles=[say(f"layers.why.{part}") for part in parts],
        notes=[say(f"layers.why.{part}.note", **facts) for part in parts],
        cam=say("layers.why.cam.say", **facts),
        saliency=say("layers.why.saliency.say", **facts),
        place=place,
    )
    wide, narrow = (
        reason_pictures(seen.seen, slopes, covered, class_, words, narrow=each)
        for each in (False, True)
    )
    drawing(
        wide, narrow=narrow, say=say, key="layers.why", alt=say("layers.why.alt", **facts),
        hint=say("layers.why.hint"),
    )  # fmt: skip


def _weighable(layer: LayerSpec) -> bool:
    """Whether Grad-CAM can weigh the layer's maps: they must have been computed from pixels."""
    kinds = (*CONVOLUTIONS, *POOLINGS, *POINTWISE, "BatchNormalization")
    return layer.has_maps and layer.kind in kinds and min(layer.map_shape) > 1


def _last_convolution(bench: Bench) -> str | None:
    names = [
        layer.name for layer in bench.network.layers
        if layer.kind in CONVOLUTIONS and _weighable(layer)
    ]  # fmt: skip
    return names[-1] if names else None


def _choice(bench: Bench, name: str, options: tuple[Any, ...], default: Any) -> Any:
    say = bench.page.say
    return bench.page.controls.choice(
        name, options, label=say(f"layers.why.{name}"), default=default,
        format_func=lambda code: say(f"layers.why.{name}.{code}"),
    )  # fmt: skip


def _predict(
    bench: Bench, slopes: Slopes, covered: Covered, class_: int, facts: dict[str, Any]
) -> None:
    """Whether the place that Grad-CAM finds strongest is one that occlusion misses, too."""
    falls = covered.falls(class_)
    worst = float(falls.max())
    if worst <= 0 or slopes.cam.max() == 0:
        return
    side = bench.network.side
    row, column = np.unravel_index(int(slopes.cam.argmax()), slopes.cam.shape)
    middles = np.array(covered.starts) + covered.patch / 2
    place = tuple(
        int(np.abs(middles - (cell + 0.5) * side / cells).argmin())
        for cell, cells in ((row, slopes.cam.shape[0]), (column, slopes.cam.shape[1]))
    )
    fall = float(falls[place])
    answer = "none" if fall <= 0 else "part" if fall < worst / 2 else "most"
    there = float(covered.probabilities[(*place, class_)])
    predict_first(
        bench.page, "cover", ("none", "part", "most"), answer=answer,
        format_func=lambda code: bench.page.say(f"layers.predict.cover.{code}"),
        cover_text=share_text(there), **facts,
    )  # fmt: skip


def _facts(
    bench: Bench, layer: LayerSpec, class_: int, slopes: Slopes, covered: Covered
) -> dict[str, Any]:
    strongest = int(slopes.weights.argmax())
    row, column = (int(each) for each in np.unravel_index(slopes.cam.argmax(), slopes.cam.shape))
    place = covered.worst(class_)
    pixel = np.unravel_index(slopes.saliency.argmax(), slopes.saliency.shape)
    whole = float(covered.whole[class_])
    there = float(covered.probabilities[(*place, class_)])
    return {
        "class": plain(class_title(bench.page.say, bench.network.class_names[class_])),
        "layer": layer.name,
        "rows": slopes.cam.shape[0],
        "columns": slopes.cam.shape[1],
        "maps": len(slopes.weights),
        "map": strongest + 1,
        "weight": readable_latex(float(slopes.weights[strongest])),
        "cam": readable_latex(float(slopes.cam[row, column])),
        "cam_text": readable(float(slopes.cam[row, column])),
        "cam_row": row + 1,
        "cam_column": column + 1,
        "logit": readable_latex(slopes.logit),
        "patch": covered.patch,
        "places": len(covered.starts) ** 2,
        **_subtraction(whole, there),
        "whole_text": share_text(whole),
        "there_text": share_text(there),
        "patch_row": covered.starts[place[0]] + 1,
        "patch_column": covered.starts[place[1]] + 1,
        "steepest": readable_latex(float(slopes.saliency.max())),
        "ten": readable_latex(10 * float(slopes.saliency.max())),
        "steepest_text": readable(float(slopes.saliency.max())),
        "pixel_row": int(pixel[0]) + 1,
        "pixel_column": int(pixel[1]) + 1,
    }


def _subtraction(whole: float, there: float) -> dict[str, str]:
    """Two probabilities and their difference in per cent, with as many digits as make it true."""
    size = max(abs(whole - there), 1e-9)
    digits = min(6, max(1, math.ceil(-math.log10(100 * size)) + 1))
    before, after = round(100 * whole, digits), round(100 * there, digits)
    return {
        "whole": rf"{before:.{digits}f}\,\%",
        "there": rf"{after:.{digits}f}\,\%",
        "points": f"{before - after:.{digits}f}",
    }
