"""Every picture of a data set: its shape, and how strongly squashing changes it."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.datasets.annotation.names import is_set_name
from lib.datasets.folder import list_folders
from lib.datasets.sizes import Sizes
from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures.histogram import NARROW, HistogramWords, count_in_bins, histogram
from lib.figures.quantities import share_text
from lib.operations.checks.resize import fitting_width
from lib.operations.resize_statistics import SetFit, fit_all, near_shares
from lib.places import datasets_home
from lib.runs.recipe import GARDEN
from lib.snippets.resize import sizes_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.histograms import aspect_text, bin_sentences
from lib.ui.known_sets import known_sets, set_title
from lib.ui.page import Page
from lib.ui.predict_first import per_cent, predict_first
from lib.ui.resize.controls import choose_side
from lib.ui.views import finish
from lib.words import plain

GARDEN_PICTURES = 500  # flowers whose sizes are planned, a second of work
_FRESH_SECONDS, _FRESH_SET_SECONDS = 60, 5  # a set grows while its maker looks


def draw(page: Page) -> None:
    """Controls, two histograms, words."""
    asking = Asking(page)
    at_data, at_height, at_width = st.columns(3, gap="large")
    with at_data:
        name = choose_data(page)
    with at_height:
        height = choose_side(page, "height")
    with at_width:
        width = choose_side(page, "width")
    after = (height, width)
    sizes = ask_sizes(asking, name)
    facts = _facts(page, name, sizes, after)
    if sizes is None:
        asking.still_starting()
        page.block("notice-data", **facts)
        asking.wait()
        return
    found = fit_all(sizes.sides, after)
    _show(page, found, after)
    predict_first(page, "strongly", near_shares(found.strongly),
                  answer=round(100 * found.strongly), format_func=per_cent, **facts)  # fmt: skip
    worked = fitting_width(sizes.sides, height)
    finish(page, "data", sizes_snippet(sizes.sides, after), worked, **facts)


def choose_data(page: Page) -> str:
    """The garden, a folder of the host's, or a set of the visitor's own."""
    name: str = page.controls.choice(
        "data",
        (GARDEN, *list_folders(datasets_home()), *known_sets()),
        label=page.say("resize.data"),
        default=GARDEN,
        format_func=lambda code: data_title(page, code),
        style="select",
    )
    return name


def data_title(page: Page, name: str) -> str:
    """What a data set is called."""
    if name == GARDEN:
        return page.say("resize.data.garden", count=f"{GARDEN_PICTURES:,}")
    return set_title(page.say, name) if is_set_name(name) else name


def ask_sizes(asking: Asking, name: str) -> Sizes | None:
    """The sizes of its pictures, looked up by a worker; None while they are on their way."""
    place = "lib.datasets.sizes"
    found: Sizes | None
    if name == GARDEN:
        found = asking.ask(place, "garden_sizes", GARDEN_PICTURES)
    else:
        fresh = _FRESH_SET_SECONDS if is_set_name(name) else _FRESH_SECONDS
        found = asking.ask(place, "folder_sizes", name, fresh=fresh)
    return found


def _show(page: Page, found: SetFit, after: tuple[int, int]) -> None:
    """The shapes of the pictures, and how strongly squashing changes each."""
    aspect, typical = after[1] / after[0], float(np.median(found.stretches))
    left, right = st.columns(2, gap="large")
    with left:
        mark = page.say("resize.aspects.mark", aspect=f"{aspect:.2f}")
        _histogram(page, "aspects", found.aspects, aspect, mark)
    with right:
        mark = page.say("resize.stretches.mark", factor=f"{typical:.2f}")
        _histogram(page, "stretches", found.stretches, typical, mark)


def _histogram(
    page: Page, name: str, values: NDArray[np.float64], mark: float, mark_text: str
) -> None:
    say, bins = page.say, count_in_bins(values)
    words = HistogramWords(
        title=say(f"resize.{name}.title"),
        across=say(f"resize.{name}.across"),
        tick=aspect_text,
        sentences=bin_sentences(say, f"resize.{name}.bin", bins, aspect_text),
        mark=mark_text,
    )
    drawing(
        histogram(bins, words, mark=mark),
        narrow=histogram(bins, words, mark=mark, width=NARROW),
        say=say,
        key=f"resize.{name}",
        alt=say(f"resize.{name}.alt"),
        hint=say("drawing.hint") if name == "aspects" else QUIET_HINT,
    )


def _facts(page: Page, name: str, sizes: Sizes | None, after: tuple[int, int]) -> dict[str, Any]:
    """The numbers of what to notice about a data set."""
    known = {"data": plain(data_title(page, name)), "after": f"{after[1]}×{after[0]}"}
    if sizes is None:
        names = ("pictures", "least", "most", "typical", "largest", "strongly", "cut", "empty")
        return known | dict.fromkeys(names, UNKNOWN)
    found = fit_all(sizes.sides, after)
    least, most = sizes.sides.min(axis=0), sizes.sides.max(axis=0)
    return known | {
        "pictures": f"{len(sizes.sides):,}",
        "least": f"{least[1]}×{least[0]}",
        "most": f"{most[1]}×{most[0]}",
        "typical": f"{np.median(found.stretches):.2f}",
        "largest": f"{found.stretches.max():.2f}",
        "strongly": share_text(found.strongly),
        "cut": share_text(float(found.cut.mean())),
        "empty": share_text(float(found.empty.mean())),
    }
