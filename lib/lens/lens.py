"""The lens on a page: input | kernel | output, and the arithmetic of every cell.

A page shows a lens, computes the same in NumPy, and hands the result to the line below it::

    state = lens(picture, WeightedSum(kernel), key="edges.lens", say=say, editable=True)
    output = numpy_result(state.shown)  # with the kernel as the visitor has edited it
    lens_check(state, output, say=say)

The picture reaches the browser before NumPy has begun; hovering, editing and sliding never ask
the server.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from lib.browser.script import join_modules
from lib.cnn.arrays import FloatArray
from lib.cnn.kernel_cells import WEIGHT_LIMIT
from lib.cnn.windows import Padding, Pair
from lib.figures.theme import LAYER_KINDS, MAGNITUDE, SIGNED
from lib.lens.operations import (
    Masking,
    Operation,
    Pointwise,
    Pooling,
    Shown,
    WeightedSum,
    look_at,
    window_of,
)
from lib.lens.payload import digest, pack_check, pack_view
from lib.words import Words

DISPLAYS = ("signed", "magnitude", "relu", "grey")
_HERE = Path(__file__).parent
_SHARED = ("door", "colour", "text", "element")
_MODULES = (
    "windows", "borders", "convolution", "pooling", "activations", "payload", "scene", "terms",
    "digits", "scale", "camera", "bitmap", "grid", "equation", "arithmetic", "plot", "fields",
    "player", "speech", "toolbar", "channels", "look", "skeleton", "pointer", "marks", "words",
    "registry", "render", "frames", "pointing", "sliding", "editing", "lens", "code",
)  # fmt: skip
_ACCENTS = {
    WeightedSum: "convolution",
    Pooling: "pooling",
    Pointwise: "convolution",
    Masking: "dropout",
}


@dataclass(frozen=True)
class LensState:
    """What a visitor has done to a lens.

    Attributes:
        key: The lens.
        shown: What it shows, with the kernel as edited.
        kernel: The edited kernel, of the shape of the given one; None while it is untouched.
        pinned: Row and column of the output cell held by a click or Enter; None if none is.
        display: How the output is coloured, one of :data:`DISPLAYS`.
    """

    key: str
    shown: Shown
    kernel: FloatArray | None = field(compare=False)
    pinned: tuple[int, int] | None
    display: str


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
    display: str = "signed",
    displays: Sequence[str] = (),
    input_display: str = "auto",
    input_range: tuple[float, float] | None = None,
    channel_names: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    link: str = "",
    height: int = 400,
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
        display: How the output is coloured: ``"signed"``, ``"magnitude"``, ``"relu"`` or
            ``"grey"``; grey keeps a pooled picture a picture.
        displays: Which of these the visitor may choose from, in the lens itself.
        input_display: ``"auto"``, or ``"grey"`` for floats that are a picture.
        input_range: Values shown as black and white of a grey input; its own range if left out.
        channel_names: C names; red, green and blue for a picture, else numbers, if left out.
        titles: Other captions than "Input" and "Output", under ``"input"`` and ``"output"``.
        link: Lenses with the same link point at the same cell.
        height: Pixels that input and output may take, at most.
        on_change: Called when the kernel, the pinned cell or the display was changed.

    Returns:
        The state.

    Raises:
        ShapeError: As :func:`lib.lens.operations.look_at`.
    """
    shown = look_at(
        values, operation, stride=stride, dilation=dilation, padding=padding, border=border
    )
    base = _base(operation)
    header = {
        "key": key,
        "language": say.language,
        "signature": signature(shown),
        "base": base,
        "operation": _operation(operation),
        "windows": {
            "stride": shown.stride,
            "dilation": shown.dilation,
            "padding": shown.padding,
            "border": border,
        },
        "edited": _cells(read_state(key, shown)[0]),
        "pinned": read_state(key, shown)[1],
        "editable": editable and isinstance(operation, WeightedSum),
        "display": display,
        "displays": list(displays),
        "input_display": input_display,
        "input_range": input_range and dict(zip(("low", "high"), input_range, strict=True)),
        "channel_names": _channel_names(shown, channel_names, say),
        "titles": dict(titles or {}),
        "link": link,
        "height": height,
        "accent": _ACCENTS[type(operation)],
    }
    arrays = {"input": shown.values}
    if isinstance(operation, Masking):
        arrays["mask"] = np.asarray(operation.mask, np.uint8).reshape(shown.values.shape)
    changed = on_change or _nothing
    with st.container(gap=None):
        # Script, rules and words travel once, the picture at every change: see door.mjs.
        _component("lens_code", lens_script())(
            key=f"{key}.code",
            data={
                "language": say.language,
                "css": _rules(),
                "words": lens_words(say),
                "theme": {"signed": SIGNED, "magnitude": MAGNITUDE, "kinds": dict(LAYER_KINDS)},
            },
        )
        _component("lens", stub_script())(
            key=key,
            data=pack_view(header, arrays),
            on_kernel_change=changed,
            on_pinned_change=changed,
            on_display_change=changed,
        )
    kernel, pinned, chosen = read_state(key, shown)
    if kernel is not None and isinstance(operation, WeightedSum):
        shown = replace(shown, operation=replace(operation, kernel=kernel))
    return LensState(key, shown, kernel, pinned, chosen or display)


def lens_check(state: LensState, output: FloatArray, *, say: Words) -> None:
    """Say under a lens whether a result agrees with the browser's, and the largest difference.

    Args:
        state: What :func:`lens` returned in this run.
        output: The result to compare, ``(H', W')`` or ``(H', W', C')``, such as
            :func:`lib.lens.result.numpy_result` gives.
        say: The words.
    """
    operation = state.shown.operation
    kernel = operation.kernel if isinstance(operation, WeightedSum) else None
    header = {
        "key": state.key,
        "signature": signature(state.shown),
        "cells": _cells(kernel),
        "words": {name: say.strings[f"lens.{name}"] for name in _CHECK_WORDS},
    }
    shape = state.shown.output_shape
    _component("check", check_script(), css=_rules())(
        key=f"{state.key}.check", data=pack_check(header, np.asarray(output).reshape(shape))
    )


_CHECK_WORDS = ("check_waiting", "check_agrees", "check_differs")


def read_state(
    key: str, shown: Shown
) -> tuple[FloatArray | None, tuple[int, int] | None, str | None]:
    """Edited kernel, pinned cell and display of a lens, as far as they make sense.

    What arrives from a browser may be anything: whatever is not a finite kernel of the right
    size for the kernel now given, or a cell of the output, counts as absent.
    """
    state = st.session_state.get(key)
    if not isinstance(state, Mapping):
        return None, None, None
    rows, columns, _ = shown.output_shape
    pinned = state.get("pinned")
    if not (
        isinstance(pinned, list)
        and len(pinned) == 2
        and all(type(place) is int for place in pinned)
        and 0 <= pinned[0] < rows
        and 0 <= pinned[1] < columns
    ):
        pinned = None
    display = state.get("display")
    return (
        _edited(state.get("kernel"), shown.operation),
        None if pinned is None else (pinned[0], pinned[1]),
        display if display in DISPLAYS else None,
    )


def _edited(sent: Any, operation: Operation) -> FloatArray | None:
    if not isinstance(operation, WeightedSum) or not isinstance(sent, Mapping):
        return None
    cells = sent.get("cells")
    if sent.get("base") != _base(operation) or not isinstance(cells, list):
        return None
    if len(cells) != operation.kernel.size:
        return None
    for cell in cells:
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            return None
        if not math.isfinite(cell) or abs(cell) > WEIGHT_LIMIT:
            return None
    return np.array(cells, np.float64).reshape(operation.kernel.shape)


def signature(shown: Shown) -> str:
    """A name for everything that decides the output but the kernel's weights."""
    operation = shown.operation
    facts: dict[str, Any] = _operation(operation)
    facts.pop("kernel", None)
    mask = operation.mask if isinstance(operation, Masking) else None
    return digest(
        shown.values, facts, shown.stride, shown.dilation, shown.padding, shown.border, mask
    )


def _base(operation: Operation) -> str:
    if not isinstance(operation, WeightedSum):
        return ""
    return digest(np.asarray(operation.kernel, np.float64))


def _operation(operation: Operation) -> dict[str, Any]:
    window = window_of(operation)
    if isinstance(operation, WeightedSum):
        kernel = operation.kernel
        return {
            "kind": "weighted_sum",
            "window": window,
            "depth": kernel.shape[2] if kernel.ndim == 3 else 1,
            "kernel": _cells(kernel),
            "bias": float(operation.bias),
            "flip": operation.flip,
        }
    if isinstance(operation, Pooling):
        sigma = operation.sigma if operation.sigma is not None else max(window) / 4
        return {"kind": "pool", "window": window, "reduction": operation.reduction, "sigma": sigma}
    if isinstance(operation, Pointwise):
        return {"kind": "activation", "window": window, "activation": operation.activation}
    return {"kind": "mask", "window": window, "scale": float(operation.scale)}


def _cells(kernel: FloatArray | None) -> list[float] | None:
    return None if kernel is None else [float(cell) for cell in np.ravel(kernel)]


def _channel_names(shown: Shown, names: Sequence[str], say: Words) -> list[str]:
    count = shown.values.shape[2]
    if len(names) == count:
        return list(names)
    if count == 3 and shown.values.dtype == np.uint8:
        return [say("lens.red"), say("lens.green"), say("lens.blue")]
    return [str(number + 1) for number in range(count)]


def lens_words(say: Words) -> dict[str, str]:
    """The strings that the browser needs: everything under ``lens.``."""
    return {
        key.removeprefix("lens."): text
        for key, text in say.strings.items()
        if key.startswith("lens.")
    }


def _nothing() -> None:
    """A component keeps a value only if somebody listens to it."""


@cache
def lens_script() -> str:
    """The JavaScript of the lens."""
    return join_modules(_HERE, _MODULES, shared=_SHARED)


@cache
def stub_script() -> str:
    """What travels with a lens's data: the way to its script."""
    return join_modules(_HERE, ("stub",), shared=("door",))


@cache
def check_script() -> str:
    """The JavaScript of the line under it."""
    return join_modules(_HERE, ("digits", "payload", "check"), shared=("text",))


@cache
def _rules() -> str:
    return (_HERE / "lens.css").read_text(encoding="utf-8")


def _component(name: str, script: str, *, css: str = "") -> Any:
    html = f'<div class="{name}"></div>'
    return st.components.v2.component(f"convscope_{name}", html=html, css=css, js=script)
