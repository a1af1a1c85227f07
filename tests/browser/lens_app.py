"""A page with lenses in several settings, for the tests of this folder.

``?view=<name>``, or several with commas between them, one below the other.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from lib.images.samples import sample_picture
from lib.lens.lens import DISPLAYS, LensState, lens, lens_check
from lib.lens.operations import Masking, Pointwise, Pooling, WeightedSum
from lib.lens.result import numpy_result
from lib.ui.style import apply_style
from lib.words import load_words

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
NOTES = np.arange(1, 10, dtype=np.float32).reshape(3, 3)
# Of a size that is never a multiple of the strides, with fractions, and below zero.
SMALL = np.round(np.random.default_rng(5).normal(0, 2, (7, 8)), 1).astype(np.float32)

say = load_words(st.query_params.get("lang", "en"))
views = st.query_params.get("view", "edges").split(",")


@st.cache_resource
def photograph(name: str = "cat", height: int = 280, width: int = 320) -> np.ndarray:
    """A sample cut to the size that the notes speak of."""
    return sample_picture(name).pixels[:height, 40 : 40 + width]


@st.cache_resource
def grey_cat() -> np.ndarray:
    """The cat without colour: what is measured is the lens, not this."""
    return grey(photograph())


def grey(picture: np.ndarray) -> np.ndarray:
    """Luminance, uint8."""
    return (picture @ np.array([0.299, 0.587, 0.114])).round().astype(np.uint8)


def checked(state: LensState) -> None:
    """What Python knows, for the tests to read; and NumPy's word on it."""
    lens_check(state, numpy_result(state.shown), say=say)
    kernel = None if state.kernel is None else state.kernel.round(4).tolist()
    st.text(f"kernel={kernel} pinned={state.pinned} display={state.display}")


st.set_page_config(layout="wide")
apply_style()

if "edges" in views:
    state = lens(grey(photograph()), WeightedSum(np.array([[-1, 1]])), key="edges", say=say,
                 editable=True, displays=DISPLAYS)  # fmt: skip
    checked(state)
if "sobel" in views:
    state = lens(grey(photograph("photographer")), WeightedSum(SOBEL), key="sobel", say=say,
                 editable=True, displays=DISPLAYS)  # fmt: skip
    checked(state)
if "thirds" in views:
    state = lens(grey(photograph()), WeightedSum(np.full((5, 5), 1 / 76)), key="thirds", say=say,
                 editable=True, displays=DISPLAYS)  # fmt: skip
    checked(state)
if "large" in views:
    rows = np.exp(-((np.arange(7) - 3) ** 2) / 8)
    blur = np.outer(rows, rows) / np.outer(rows, rows).sum()
    checked(lens(grey(photograph()), WeightedSum(blur.round(4)), key="large", say=say,
                 editable=True, display="grey", displays=DISPLAYS))  # fmt: skip
if "colour" in views:
    kernel = SOBEL[:, :, None] * np.array([0.3, 0.59, 0.11])
    checked(lens(photograph(), WeightedSum(kernel, bias=4.0), key="colour", say=say,
                 editable=True, displays=DISPLAYS, padding="same"))  # fmt: skip
if "deep" in views:
    rng = np.random.default_rng(2)
    maps = np.maximum(rng.normal(0, 1, (24, 24, 16)), 0).astype(np.float32)
    kernel = rng.normal(0, 0.3, (3, 3, 16))
    checked(lens(maps, WeightedSum(kernel, bias=-0.2), key="deep", say=say, padding="same",
                 displays=DISPLAYS))  # fmt: skip
if "pooling" in views:
    reduction = st.query_params.get("reduction", "max")
    checked(lens(NOTES, Pooling(reduction, 2), key="pooling", say=say, padding="same",
                 display="magnitude"))  # fmt: skip
if "pool_picture" in views:
    checked(lens(photograph(), Pooling("max", 4), key="pool_picture", say=say, display="grey"))
if "padding" in views:
    for border in st.query_params.get("border", "zero").split(","):
        checked(lens(SMALL, WeightedSum(np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0.5]])),
                     key=f"padding-{border}", say=say, stride=2, dilation=2, padding="same",
                     border=border, editable=True))  # fmt: skip
if "dropped" in views:
    checked(lens(SMALL, WeightedSum(SOBEL), key="dropped", say=say, stride=3, editable=True))
if "flip" in views:
    checked(lens(SMALL, WeightedSum(np.arange(1.0, 7.0).reshape(2, 3), flip=True), key="flip",
                 say=say, editable=True))  # fmt: skip
if "relu" in views:
    name = st.query_params.get("activation", "relu")
    checked(lens(SMALL, Pointwise(name), key="relu", say=say))
if "dropout" in views:
    mask = np.random.default_rng(1).random(SMALL.shape) > 0.5
    checked(lens(SMALL, Masking(mask, 2.0), key="dropout", say=say))
if "linked" in views:
    for reduction in ("max", "average"):
        lens(SMALL, Pooling(reduction, 2), key=reduction, say=say, link="pair", height=220)
if "slider" in views:

    def slider() -> None:
        """A slider that moves the picture, or one that only rewrites a text."""
        step = st.slider("step", 0, 60, key="step")
        if st.query_params.get("shown", "lens") == "lens":
            picture = np.roll(grey_cat(), step, axis=1)
            lens(picture, WeightedSum(np.array([[-1, 1]])), key="slider", say=say)
        else:
            st.text(f"step {step}")

    (st.fragment(slider) if st.query_params.get("fragment") else slider)()
if "floor" in views:
    st.text("nothing happens here")
if "presets" in views:
    name = st.radio("preset", ["sobel", "transposed"], key="preset")
    kernel = SOBEL if name == "sobel" else SOBEL.T
    checked(lens(grey(photograph()), WeightedSum(kernel), key="presets", say=say, editable=True))
