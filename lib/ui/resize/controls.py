"""What the visitor sets on the page about resizing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image

from lib.images.framing import luminance
from lib.images.patterns import PATTERNS, draw_pattern
from lib.operations.resize import (
    LONGEST,
    SIDES,
    WAYS,
    Fit,
    check_room,
    fit,
    interpolations_for,
)
from lib.operations.resize import takes_antialias as takes
from lib.ui.page import Page
from lib.ui.pairs import paired_columns
from lib.ui.picture import choose_picture

SHARES = (1, 2.3)  # of the controls and the figure
PHOTOGRAPH = "photograph"
_DEFAULT_PICTURE = "dandelion"
_DEFAULT_SIDE = 96  # as the quick recipe and the shipped network
_DEFAULT_COLUMN = 48


@dataclass(frozen=True)
class Subject:
    """The picture of the page.

    Attributes:
        digest: Of its content.
        pixels: uint8 (H, W, 3), no side longer than :data:`~lib.operations.resize.LONGEST`.
        title: What to call it.
        whole: All of it, as pixels or as a file, for the network.
        reduced: Whether ``pixels`` are a smaller copy.
    """

    digest: str
    pixels: NDArray[np.uint8]
    title: str
    whole: NDArray[np.uint8] | bytes
    reduced: bool = False

    @property
    def grey(self) -> NDArray[np.uint8]:
        """uint8 (H, W): its brightness."""
        return luminance(self.pixels)


@dataclass(frozen=True)
class Setting:
    """A way and how it mixes."""

    fit: Fit
    interpolation: str
    antialias: bool


def choose_subject(page: Page) -> Subject | None:
    """A photograph of any kind or a test pattern; None while a visitor's own is awaited."""
    say = page.say
    name = page.controls.choice(
        "subject",
        (PHOTOGRAPH, *PATTERNS),
        label=say("resize.subject"),
        default=PHOTOGRAPH,
        format_func=lambda code: say(f"resize.subject.{code}"),
        label_visibility="collapsed",
    )
    if name in PATTERNS:
        drawn = draw_pattern(name)
        return Subject(f"pattern:{name}", drawn, say(f"resize.subject.{name}"), drawn)
    picture = choose_picture(page, default=_DEFAULT_PICTURE)
    if picture is None:
        return None
    pixels = _working_copy(picture.digest, picture.pixels)
    reduced = pixels is not picture.pixels or picture.file is not None
    whole = picture.pixels if picture.file is None else picture.file
    return Subject(f"{picture.digest}/{LONGEST}", pixels, picture.title, whole, reduced)


def choose_setting(page: Page, subject: Subject) -> Setting:
    """The way, the size and the interpolation."""
    way = page.controls.choice(
        "way",
        WAYS,
        label=page.say("resize.way"),
        default="squash",
        format_func=lambda code: page.say(f"resize.way.{code}"),
    )
    at_height, at_width = st.columns(2, gap="medium")
    with at_height:
        height = choose_side(page, "height")
    with at_width:
        width = choose_side(page, "width")
    interpolation, antialias = choose_interpolation(page, interpolations_for(way))
    before = (subject.pixels.shape[0], subject.pixels.shape[1])
    fitted = check_room(fit(way, before, (height, width)))
    return Setting(fitted, interpolation, antialias)


def choose_side(page: Page, name: str, *, default: int = _DEFAULT_SIDE) -> int:
    """A side of the result in pixels."""
    return int(
        page.controls.slider(
            name,
            label=page.say(f"resize.{name}"),
            minimum=SIDES[0],
            maximum=SIDES[1],
            default=default,
            step=1,
        )
    )


def choose_column(page: Page) -> tuple[int, int]:
    """How many columns the result has, and which of them, from 0."""
    at_width, at_column = paired_columns(page, "width-column", 2, gap="medium")
    with at_width:
        width = choose_side(page, "width")
    if st.session_state.get("resize.column", 0) >= width:  # of a wider result
        page.controls.set(column=width - 1)
    with at_column:
        column = page.controls.slider(
            "column",
            label=page.say("resize.column", last=width - 1),
            minimum=0,
            maximum=width - 1,
            default=min(_DEFAULT_COLUMN, width - 1),
            step=1,
        )
    return width, int(column)


def choose_interpolation(page: Page, names: tuple[str, ...]) -> tuple[str, bool]:
    """One of the interpolations, and whether antialiasing is on and does something."""
    name = choose_kernel(page, names)
    antialias = choose_antialias(page, disabled=not takes(name))
    return name, antialias and takes(name)


def choose_kernel(page: Page, names: tuple[str, ...]) -> str:
    """One of the interpolations."""
    name: str = page.controls.choice(
        "interpolation",
        names,
        label=page.say("resize.interpolation"),
        default="bilinear",
        style="select",
    )
    return name


def choose_antialias(page: Page, *, disabled: bool = False) -> bool:
    """Whether the kernel is widened where the picture shrinks."""
    return page.controls.toggle(
        "antialias",
        label=page.say("resize.antialias"),
        default=False,
        help=page.say("resize.antialias.help"),
        disabled=disabled,
    )


def _working_copy(digest: str, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture itself when it is small enough; a smaller one is made once a visit."""
    scale = LONGEST / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    kept: dict[str, NDArray[np.uint8]] = st.session_state.setdefault("resize/working copy", {})
    if digest not in kept:
        kept.clear()  # one is enough
        height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
        small = Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS)
        kept[digest] = np.asarray(small)
    return kept[digest]
