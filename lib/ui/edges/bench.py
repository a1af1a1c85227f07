"""What several views share: the picture as grey, and how a kernel is laid on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.images.framing import fill_frame, luminance
from lib.operations.edge_costs import BORDERS, Setting
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture, choose_picture, sample

FRAME = (280, 320)  # of the notes
PHOTOGRAPH = "cat"


@dataclass(frozen=True)
class Laying:
    """How a kernel is laid on a picture, as :class:`lib.operations.edge_costs.Setting`."""

    stride: int
    border: str
    bias: float

    def on(self, shape: tuple[int, int], kernel_shape: tuple[int, int]) -> Setting:
        """The setting for a picture and a kernel."""
        return Setting(shape, kernel_shape, self.stride, self.border)


def take_picture(page: Page) -> ChosenPicture:
    """Draw the chooser; while the visitor has given none yet, the photograph stays."""
    return choose_picture(page, default=PHOTOGRAPH) or sample(page, PHOTOGRAPH)


def framed(picture: ChosenPicture, shape: tuple[int, int] = FRAME) -> NDArray[np.uint8]:
    """The picture's middle in a shape, uint8 ``(H, W, 3)``."""
    return _framed(picture.digest, shape, picture.pixels)


def grey(picture: ChosenPicture, shape: tuple[int, int] = FRAME) -> NDArray[np.uint8]:
    """The picture's middle in a shape as brightness, uint8 ``(H, W)``."""
    return _grey(picture.digest, shape, picture.pixels)


def frame_note(page: Page, picture: ChosenPicture) -> str:
    """What became of a picture of another size, as a sentence to follow; else nothing."""
    height, width = FRAME
    if (picture.height, picture.width) == FRAME:
        return ""
    return page.say(
        "edges.framed",
        own=f"{picture.height}×{picture.width}",
        frame=f"{height}×{width}",
    )


def choose_laying(page: Page) -> Laying:
    """Draw stride, border and bias."""
    say = page.say
    stride = page.controls.slider(
        "stride", label=say("edges.stride"), minimum=1, maximum=8, default=1, step=1, away=True
    )
    border = page.controls.choice(
        "border",
        BORDERS,
        label=say("edges.border"),
        default="none",
        format_func=lambda name: say(f"edges.border.{name}"),
        style="select",
        away=True,
        help=say("edges.border.help"),
    )
    bias = page.controls.slider(
        "bias", label=say("edges.bias"), minimum=-255, maximum=255, default=0, step=5, away=True
    )
    return Laying(stride, border, float(bias))


# Keyed by the picture's digest: Streamlit hashes large arrays by a sample.
@st.cache_data(max_entries=60, show_spinner=False)
def _framed(digest: str, shape: tuple[int, int], _pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return fill_frame(_pixels, *shape)


@st.cache_data(max_entries=60, show_spinner=False)
def _grey(digest: str, shape: tuple[int, int], _pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return luminance(fill_frame(_pixels, *shape))
