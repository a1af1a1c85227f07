"""The lens on a page: input | kernel | output, and the arithmetic of every cell.

A page shows a lens, computes the same in NumPy, and hands the result to the line below it::

    state = lens(picture, WeightedSum(kernel), key="edges.lens", say=say, editable=True)
    output = numpy_result(state.shown)  # with the kernel as the visitor has edited it
    lens_check(state, output, say=say)

The picture reaches the browser before NumPy has begun; hovering, editing and sliding never ask
the server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from lib.cnn.arrays import FloatArray
from lib.cnn.windows import Padding, Pair
from lib.components import LENS, PREFIX
from lib.lens.header import (
    activation_facts,
    cells_of,
    kernel_name,
    names_of_channels,
    operation_facts,
    signature,
)
from lib.lens.operations import Masking, Operation, Pointwise, Pooling, WeightedSum, look_at
from lib.lens.payload import pack_check, pack_view
from lib.lens.scripts import check_script, lens_script, rules, stub_script
from lib.lens.state import DISPLAYS, LensState, read_state
from lib.words import Words

__all__ = ["DISPLAYS", "LensState", "lens", "lens_check"]

_ACCENTS = {
    WeightedSum: "convolution",
    Pooling: "pooling",
    Pointwise: "convolution",
    Masking: "dropout",
}
_CHECK_WORDS = ("waiting", "agrees", "differs")
_NUMPY_TOLERANCE = 5e-7  # the numbers travel as float32, rounded to about 6e-8 of their size


def lens(
    values: np.ndarray,
    operation: Operation,
    *,
    key: str,
    say: Words,
    stride: Pair | None = None,
    dilation: Pair = 1,
    padding: Padding = "valid",
    border: str = "zero",
    editable: bool = False,
    then: Pointwise | None = None,
    display: str = "signed",
    displays: Sequence[str] = (),
    input_display: str = "auto",
    input_range: tuple[float, float] | None = None,
    channel_names: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    link: str = "",
    height: int = 400,
    held: tuple[int, int] | None = None,
    start: tuple[int, int] | None = None,
    on_change: Callable[[], None] | None = None,
) -> LensState:
    """Show how the output of an operation comes from its input, cell by cell.

    The output is computed in the browser; :func:`lens_check` says whether NumPy agrees.  The
    component stays mounted while its data change: focus, zoom and an edited kernel are kept.
    A kernel counts as edited as long as the page gives the kernel that was edited; giving
    another one, such as a preset, takes its place.  A page that keeps the edited kernel (in the
    address, say) gives it back as the new kernel.

    Args:
        values: ``(H, W)`` or ``(H, W, C)``; uint8 is a picture, 0 to 255, three channels of it
            red, green and blue; anything else becomes float32.
        operation: What is done to it.
        key: Widget key; different for each lens of a page.
        say: The words.
        stride: 1 if left out, for a pooling its window.
        dilation: As in :func:`lib.cnn.windows.axis_rule`.
        padding: As in :func:`lib.cnn.windows.window_rules`.
        border: ``"zero"``, ``"reflect"``, ``"edge"`` or ``"wrap"``.
        editable: Let the visitor change the kernel of a weighted sum.
        then: The activation that the layer ends with: the arithmetic of a weighted sum shows it
            as a second step.  The output shown is the one before it.
        display: How the output is coloured: ``"signed"``, ``"magnitude"``, ``"relu"`` or
            ``"grey"``; grey keeps a pooled picture a picture.
        displays: Which of these the visitor may choose from, in the lens itself.
        input_display: ``"auto"``, or ``"grey"`` for floats that are a picture.
        input_range: Values shown as black and white of a grey input; its own range if left out.
        channel_names: C names; red, green and blue for a picture, else numbers, if left out.
        titles: Other captions than "Input" and "Output", under ``"input"`` and ``"output"``.
        link: Lenses with the same link point at the same cell.
        height: Pixels that input and output may take, at most.
        held: Row and column of the output cell that is held at first.
        start: That of the cell that is shown while nobody has pointed at one; another one is
            shown when it changes.
        on_change: Called when the kernel, the pinned cell or the display was changed.

    Returns:
        The state.

    Raises:
        ShapeError: As :func:`lib.lens.operations.look_at`.
    """
    shown = look_at(
        values, operation, stride=stride, dilation=dilation, padding=padding, border=border
    )
    kernel, pinned, _ = read_state(st.session_state.get(key), shown)
    pinned = pinned if _touched(key) else held
    header = {
        "key": key,
        "language": say.language,
        "signature": signature(shown),
        "base": kernel_name(operation),
        "operation": operation_facts(operation),
        "windows": {
            "stride": shown.stride,
            "dilation": shown.dilation,
            "padding": shown.padding,
            "border": border,
        },
        "edited": cells_of(kernel),
        "pinned": pinned,
        "start": start,
        "then": then and activation_facts(then),
        "editable": editable and isinstance(operation, WeightedSum),
        "display": display,
        "displays": list(displays),
        "input_display": input_display,
        "input_range": input_range and dict(zip(("low", "high"), input_range, strict=True)),
        "channel_names": names_of_channels(shown, channel_names, say),
        "titles": dict(titles or {}),
        "link": link,
        "height": height,
        "accent": _ACCENTS[type(operation)],
    }
    arrays = {"input": shown.values}
    if isinstance(operation, Masking):
        arrays["mask"] = np.asarray(operation.mask, np.uint8).reshape(shown.values.shape)
    changed = on_change or _nothing
    # Script, rules and words travel once, the picture at every change: see door.mjs.
    # A name a language: Streamlit warns of a component that is registered twice with another text.
    _component(f"{LENS}_code_{say.language}", lens_script(say.language))(key=f"{key}.code")
    _component(LENS, stub_script())(
        key=key,
        data=pack_view(header, arrays),
        on_kernel_change=changed,
        on_pinned_change=changed,
        on_display_change=changed,
    )
    kernel, pinned, chosen = read_state(st.session_state.get(key), shown)
    if kernel is not None and isinstance(operation, WeightedSum):
        shown = replace(shown, operation=replace(operation, kernel=kernel))
    pinned = pinned if _touched(key) else held
    return LensState(key, shown, kernel, pinned, chosen or display)


def lens_check(
    state: LensState,
    output: FloatArray,
    *,
    say: Words,
    of: str = "lens.check",
    tolerance: float = _NUMPY_TOLERANCE,
) -> None:
    """Say under a lens whether a result agrees with the browser's, and the largest difference.

    Args:
        state: What :func:`lens` returned in this run.
        output: The result to compare, ``(H', W')`` or ``(H', W', C')``, such as
            :func:`lib.lens.result.numpy_result` gives.
        say: The words.
        of: Beginning of the keys of the words; another one names another source.
        tolerance: Share of the largest value by which the two may differ.
    """
    operation = state.shown.operation
    kernel = operation.kernel if isinstance(operation, WeightedSum) else None
    header = {
        "key": state.key,
        "signature": signature(state.shown),
        "cells": cells_of(kernel),
        "words": {f"check_{name}": say.strings[f"{of}_{name}"] for name in _CHECK_WORDS},
        "tolerance": tolerance,
    }
    shape = state.shown.output_shape
    _component(f"{PREFIX}check", check_script(), css=rules())(
        key=f"{state.key}.check", data=pack_check(header, np.asarray(output).reshape(shape))
    )


def _touched(key: str) -> bool:
    """Whether a cell was held or let go by the visitor."""
    state = st.session_state.get(key)
    return isinstance(state, Mapping) and state.get("pinned") is not None


def _nothing() -> None:
    """A component keeps a value only if somebody listens to it."""


def _component(name: str, script: str, *, css: str = "") -> Any:
    html = f'<div class="{name.removeprefix(PREFIX)}"></div>'
    return st.components.v2.component(name, html=html, css=css, js=script)
