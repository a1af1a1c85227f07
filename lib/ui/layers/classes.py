"""Which class a view asks about, and the picture with what the network says of it."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.layers.class_bars import ClassBar, class_bars
from lib.figures.quantities import share_text
from lib.layers.passage import Overview
from lib.ui.layers.bench import Bench, forget_other
from lib.ui.picked import picked_numbers
from lib.ui.run_titles import class_title

_MOST = 7  # bars: more would push the rest off the screen
PICTURE_SIDE = 180  # pixels on the page
_BEST = ""  # the class that the network says, whichever that is


def choose_class(bench: Bench, shares: NDArray[np.floating]) -> int:
    """Draw the list of classes; the most probable one unless another was chosen.

    Args:
        bench: Network and picture.
        shares: (K,) probabilities.
    """
    page, names = bench.page, bench.network.class_names
    options = [_BEST, *names]
    forget_other(page, "class", options, _BEST)
    best = int(shares.argmax())

    def title(name: str) -> str:
        if name != _BEST:
            return class_title(page.say, name)
        return page.say("layers.class.best", name=class_title(page.say, names[best]))

    chosen: str = page.controls.choice(
        "class", options, label=page.say("layers.class"), default=_BEST, format_func=title,
        style="select",
    )  # fmt: skip
    return best if chosen == _BEST else names.index(chosen)


def shares_of(seen: Overview) -> NDArray[np.float64]:
    """The probabilities of a picture, (K,)."""
    outputs = np.asarray(seen.outputs, np.float64)
    shares = np.exp(outputs - outputs.max())
    whole: NDArray[np.float64] = shares / shares.sum()
    return whole


def show_classes(
    bench: Bench,
    shares: NDArray[np.floating],
    class_: int,
    *,
    before: NDArray[np.floating] | None = None,
) -> None:
    """A bar a class, most probable first; pressing one asks about it.

    Args:
        bench: Network and picture.
        shares: (K,) probabilities.
        class_: The one that is asked about; it is shown whatever its place.
        before: (K,) probabilities to compare with.
    """
    page, say, names = bench.page, bench.page.say, bench.network.class_names
    order = [int(each) for each in np.argsort(-shares, kind="stable")][:_MOST]
    if class_ not in order:
        order[-1] = class_
    bars = [
        ClassBar(
            number=each,
            name=class_title(say, names[each]),
            share=float(shares[each]),
            say=say("layers.class.say", name=class_title(say, names[each]),
                    share=share_text(float(shares[each]))),
            chosen=each == class_,
            before=None if before is None else float(before[each]),
        )
        for each in order
    ]  # fmt: skip
    key = "layers.classes"

    def pick() -> None:
        if numbers := picked_numbers(key, (0, len(names) - 1)):
            page.controls.set(**{"class": names[numbers[0]]})

    drawing(
        class_bars(bars), say=say, key=key, on_pick=pick, hint=say("layers.class.hint"),
        alt=say("layers.class.alt", title=bench.picture.title),
    )  # fmt: skip


def show_picture(bench: Bench, seen: Overview) -> None:
    """The square that the network got."""
    with st.container(key="pixels-seen"):
        st.image(seen.seen, width=PICTURE_SIDE, output_format="PNG", alt=bench.picture.title)
