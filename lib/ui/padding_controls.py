"""The controls of the page about padding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.cnn.windows import AxisPadding, AxisRule
from lib.errors import ShapeError
from lib.operations.border_layers import MOST_LAYERS, SIZES
from lib.operations.padding import (
    LARGEST_DILATION,
    LARGEST_SIDE,
    LARGEST_STRIDE,
    LARGEST_WINDOW,
    AxisControls,
)
from lib.ui.page import Page
from lib.ui.pairs import paired_columns

AXES = ("rows", "columns")
# The grid of 6 by 7 has an odd total in one direction and an even one in the other.
_DEFAULT_SIZES = {"rows": 6, "columns": 7}
_DEFAULT_AXES = (AxisControls(6, 3, 2, 1), AxisControls(7, 3, 2, 1))
_SAME = ("same", "same")
_LAST_GOOD = "padding that fitted last"
_SIDES = ("top", "bottom", "left", "right")
_LIMITS = {
    "window": (LARGEST_WINDOW, 3),
    "stride": (LARGEST_STRIDE, 2),
    "dilation": (LARGEST_DILATION, 1),
}


def choose(page: Page, name: str, options: Sequence[str], default: str) -> str:
    """A row of buttons named by the page's own strings."""
    chosen: str = page.controls.choice(
        name,
        options,
        label=page.say(f"padding.{name}"),
        default=default,
        format_func=lambda option: page.say(f"padding.{name}.{option}"),
    )
    return chosen


def _read_axes(page: Page) -> tuple[AxisControls, AxisControls]:
    """Draw the sliders of rows and columns in one line, and read them."""
    controls, say = page.controls, page.say
    places = paired_columns(page, "axes", [1, 1, 1, 1, 1, 1.2], vertical_alignment="top")
    sizes, steps = [], []
    for axis, place in zip(AXES, places[:2], strict=True):
        with place:
            sizes.append(
                controls.slider(axis, label=say(f"padding.{axis}"), minimum=1,
                                maximum=LARGEST_SIDE, default=_DEFAULT_SIZES[axis], step=1)
            )  # fmt: skip
    with places[5]:
        apart = controls.toggle(
            "apart", label=say("padding.apart"), default=False, help=say("padding.apart.help")
        )
    for (name, (largest, default)), place in zip(_LIMITS.items(), places[2:5], strict=True):
        both = []
        with place:
            for axis in AXES if apart else AXES[:1]:
                key = name if axis == "rows" else f"{name}_columns"
                label = say(f"padding.{name}.{axis}" if apart else f"padding.{name}")
                both.append(
                    controls.slider(key, label=label, minimum=1, maximum=largest,
                                    default=default, step=1)
                )  # fmt: skip
        steps.append((both[0], both[-1]))
    rows, columns = (AxisControls(sizes[axis], *(step[axis] for step in steps)) for axis in (0, 1))
    return rows, columns


def _read_padding(page: Page, choice: str) -> tuple[AxisPadding, AxisPadding]:
    """The padding of both axes; explicit numbers are asked for."""
    if choice != "explicit":
        return choice, choice
    controls, say, cells = page.controls, page.say, []
    for side, place in zip(_SIDES, paired_columns(page, "explicit", 4), strict=True):
        with place:
            cells.append(
                controls.number(side, label=say(f"padding.{side}"), minimum=0, maximum=6,
                                default=1, step=1)
            )  # fmt: skip
    return (cells[0], cells[1]), (cells[2], cells[3])


def read_layers(page: Page) -> int:
    """How many blurring layers."""
    layers: int = page.controls.slider(
        "layers",
        label=page.say("padding.layers"),
        minimum=1,
        maximum=MOST_LAYERS,
        default=3,
        step=1,
    )
    return layers


def read_size(page: Page) -> int:
    """The side of the blurring kernel."""
    size: int = page.controls.choice(
        "size",
        SIZES,
        label=page.say("padding.size"),
        default=SIZES[0],
        format_func=lambda side: f"{side}×{side}",
    )
    return size


@dataclass(frozen=True)
class Asked:
    """Two axes and their padding, as a visitor set them.

    Attributes:
        axes: Rows and columns.
        choice: One of :data:`lib.operations.padding.CHOICES`.
        cells: The same for :func:`lib.cnn.windows.axis_rule`, for rows and columns.
    """

    axes: tuple[AxisControls, AxisControls]
    choice: str
    cells: tuple[AxisPadding, AxisPadding]

    @property
    def rules(self) -> tuple[AxisRule, AxisRule]:
        """How the windows lie along both axes.

        Raises:
            ShapeError: Not one window fits.
        """
        return self.axes[0].rule(self.cells[0]), self.axes[1].rule(self.cells[1])


def read_rule(page: Page, choice: str) -> Asked:
    """The axes and the padding; if no window fits, say why and keep what was shown last.

    Args:
        page: The page being drawn.
        choice: One of :data:`lib.operations.padding.CHOICES`.
    """
    cells = _read_padding(page, choice)
    asked = Asked(_read_axes(page), choice, cells)
    try:
        _ = asked.rules
    except ShapeError as error:
        page.report(error, stays=True)
        asked = st.session_state.get(f"{_LAST_GOOD} {choice}", Asked(_DEFAULT_AXES, "same", _SAME))
    st.session_state[f"{_LAST_GOOD} {choice}"] = asked
    return asked
