"""The two components: pictures through a shuffle buffer, and pictures in batches in epochs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.browser.parts import pack
from lib.browser.script import join_modules, join_rules
from lib.components import FLOW, GRID, PREFIX
from lib.figures.hues import hues
from lib.operations.shuffling import Integers

_HERE = Path(__file__).parent
_SHARED = ("element", "icon", "playing", "text", "parts")
_MODULES = ("order", "layout")


def show_flow(
    order: Integers | None,
    *,
    buffer: int,
    batch_size: int,
    labels: Sequence[int],
    tiles: Sequence[int],
    classes: Sequence[str],
    pictures: bytes,
    words: Mapping[str, str],
    name: str,
    key: str,
) -> None:
    """Show pictures on their way from the folder through the shuffle buffer into batches.

    Args:
        order: (N,) the order that tf.data gave; None while it is not known: then the full buffer
            is shown, which needs no luck.
        buffer: Its places.
        batch_size: Pictures a batch.
        labels: (N,) class of each picture.
        tiles: (N,) place of each picture on the strip.
        classes: Their names.
        pictures: A WebP strip of N pictures side by side, the same at every call.
        words: What is said: see ``flow.mjs``.
        name: Of what is shown; the component notes it when it is painted.
        key: Of the component.
    """
    view = {
        "order": None if order is None else order.tolist(),
        "count": len(labels),
        "buffer": buffer,
        "batch": batch_size,
        "labels": list(map(int, labels)),
        "tiles": list(map(int, tiles)),
        "hues": hues(len(classes)),
        "classes": list(classes),
        "words": dict(words),
        "name": name,
    }
    _component(FLOW)(key=key, data=pack(view, pictures))


def show_grid(
    orders: NDArray[np.uint16],
    *,
    batch_size: int,
    origins: Sequence[Sequence[int]],
    starts: Sequence[int],
    classes: Sequence[str],
    sheet: bytes,
    columns: int,
    words: Mapping[str, str],
    name: str,
    key: str,
) -> None:
    """Show which picture is in which batch, epoch by epoch.

    Args:
        orders: (epochs, N) pictures in the order of their coming.
        batch_size: Pictures a batch.
        origins: (epochs, batches) the batch of epoch 1 whose members a batch has, −1 for none.
        starts: The first picture of each class.
        classes: Their names.
        sheet: A WebP sheet of all N pictures, the same at every call.
        columns: Pictures in a row of the sheet.
        words: What is said: see ``grid.mjs``.
        name: Of what is shown; the component notes it when it is painted.
        key: Of the component.
    """
    epochs, count = orders.shape
    view = {
        "epochs": epochs,
        "count": count,
        "batch": batch_size,
        "origins": [list(map(int, row)) for row in origins],
        "starts": list(map(int, starts)),
        "classes": list(classes),
        "columns": columns,
        "words": dict(words),
        "name": name,
    }
    numbers = orders.astype("<u2").tobytes()
    _component(GRID)(key=key, data=pack(view, numbers + sheet))


@cache
def component_script(name: str) -> str:
    """The joined script of the component ``flow`` or ``grid``."""
    return join_modules(_HERE, (*_MODULES, name), shared=_SHARED)


@cache
def _rules() -> str:
    return join_rules(_HERE / "batches.css", "player")


def _component(name: str) -> Any:
    return st.components.v2.component(
        name,
        html=f'<div class="{name.removeprefix(PREFIX)} surface"></div>',
        css=_rules(),
        js=component_script(name.removeprefix(PREFIX)),
    )
