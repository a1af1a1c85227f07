"""Choose the data set that the page about labels looks at."""

from __future__ import annotations

import time

import streamlit as st

from lib.datasets.annotation.names import is_set_name
from lib.datasets.folder import list_folders
from lib.datasets.garden import LARGEST_GARDEN, SMALLEST_GARDEN
from lib.operations.collection import Collection, archive, folder_collection, garden
from lib.places import datasets_home
from lib.runs.recipe import FLOWER_PHOTOS, GARDEN
from lib.ui.known_sets import known_sets, set_title, state_of
from lib.ui.page import Page
from lib.words import plain

_FRESH_SECONDS = 10.0  # a folder is not walked through again at every step of a slider
_SHELF = "labels data"


def choose_data(page: Page, *, most: int = LARGEST_GARDEN, count: str = "count") -> Collection:
    """Draw the list of data sets and, for the garden, how many flowers it has.

    Args:
        page: The page being drawn.
        most: Flowers that the garden can have here.
        count: Name of the control for their number; its label is ``labels.<count>``.

    Raises:
        DatasetError: The folder chosen cannot be listed.
    """
    at_data, at_count = st.columns([1, 1.25], gap="medium")
    with at_data:
        name = _choose_name(page)
    with at_count:
        if name == GARDEN:
            flowers = page.controls.slider(
                count,
                label=page.say(f"labels.{count}"),
                minimum=SMALLEST_GARDEN,
                maximum=most,
                default=most,
                step=10,
            )
            return garden(flowers)
        there = name in _folders() or is_set_name(name)
        found = _folder(name) if there else archive()
        st.caption(about(page, found))
    return found


def about(page: Page, data: Collection) -> str:
    """Where the numbers of a data set come from, as a sentence."""
    name = page.say("run.data.own") if is_set_name(data.name) else data.name  # never the key
    facts = {"count": f"{data.total:,}", "classes": len(data.counts), "name": plain(name)}
    if data.drawn:
        return page.say("labels.about.garden", **facts)
    if data.folder is None:
        return page.say("labels.about.archive", **facts)
    return page.say("labels.about.folder", **facts)


def _folders() -> tuple[str, ...]:
    return list_folders(datasets_home())


def _choose_name(page: Page) -> str:
    folders = _folders()

    def title(name: str) -> str:
        if is_set_name(name):
            return set_title(page.say, name)
        # Photographs that lie in the data folder are counted there: 3,670 is the archive's number.
        known = name == GARDEN or (name == FLOWER_PHOTOS and name not in folders)
        return page.say(f"labels.data.{name}") if known else name

    names = [GARDEN, FLOWER_PHOTOS]
    names += [name for name in folders if name not in names]
    names += known_sets()
    return str(
        page.controls.choice(
            "data",
            names,
            label=page.say("labels.data"),
            default=GARDEN,
            format_func=title,
            style="select",
        )
    )


def _folder(name: str) -> Collection:
    state = state_of(name)
    kept: tuple[str, str, float, Collection] | None = st.session_state.get(_SHELF)
    if kept and kept[:2] == (name, state) and time.monotonic() - kept[2] < _FRESH_SECONDS:
        return kept[3]
    found = folder_collection(name)
    st.session_state[_SHELF] = (name, state, time.monotonic(), found)
    return found
