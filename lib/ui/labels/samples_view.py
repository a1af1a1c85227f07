"""Pictures of a data set by class, page by page."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.datasets.pictures import file_picture, garden_picture
from lib.errors import ConvScopeError
from lib.images.contact import contact_strip
from lib.operations.checks.labels import sorted_place
from lib.operations.collection import Collection
from lib.snippets.labels import folder_snippet
from lib.ui.check import ask
from lib.ui.labels.data_choice import choose_data
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import plain

ALL = ""  # every class, a row each
_ACROSS = 8  # pictures in a row
_STRIP = 4  # of them in one image: two such stand side by side, or one below the other
_ROWS = 2  # of one class
_SIDE = 144  # pixels of a picture in a row
_CLASSES_SHOWN = 8  # rows on one page


def draw(page: Page) -> None:
    """Controls, pictures, question, words."""
    data = choose_data(page)
    if not data.has_pictures or not data.total:
        st.info(page.say("labels.no_pictures"), icon=":material/cloud_off:")
        return
    chosen, start = _choose_part(page, data)
    if chosen == ALL:
        _rows(page, data, start)
    else:
        _grid(page, data, chosen, start)
    _ask(page, data, start)
    page.block("notice-samples", classes=len(data.counts), total=f"{data.total:,}")
    snippet = folder_snippet(data.labelling)
    if snippet is not None:
        reproduce(page, snippet)
    _check(page, data, start)


def _choose_part(page: Page, data: Collection) -> tuple[str, int]:
    """A class or all, and the number of the first picture in its class."""
    say, controls = page.say, page.controls
    names = [name for name, _ in data.counts]
    if st.session_state.get("labels.shown", ALL) not in (ALL, *names):  # of another data set
        controls.set(shown=ALL)
    at_class, at_page = st.columns([1, 1.25], gap="medium")
    with at_class:
        chosen = controls.choice(
            "shown",
            (ALL, *names),
            label=say("labels.shown"),
            default=ALL,
            format_func=lambda name: name or say("labels.shown.all"),
            style="select",
        )
    each = _ACROSS if chosen == ALL else _ACROSS * _ROWS
    count = max(data.class_counts) if chosen == ALL else data.labelling.counts[chosen]
    pages = max(1, -(-count // each))
    if pages == 1:
        return chosen, 0
    if st.session_state.get("labels.page", 1) > pages:
        controls.set(page=pages)
    with at_page:
        number = controls.slider(
            "page",
            label=say("labels.page", pages=pages),
            minimum=1,
            maximum=pages,
            default=1,
            step=1,
        )
    return chosen, each * (number - 1)


def _rows(page: Page, data: Collection, start: int) -> None:
    say = page.say
    for label, (name, count) in enumerate(data.counts[:_CLASSES_SHOWN]):
        end = min(start + _ACROSS, count)
        if end > start:
            key = "labels.samples.row"
        else:
            key = "labels.samples.end" if count else "labels.samples.none"
        st.caption(
            say(key, name=plain(name), label=label, first=start + 1, last=end, count=f"{count:,}")
        )
        pictures, wrong = _pictures(data, label, range(start, max(start, end)))
        with st.container(horizontal=True, gap="xsmall"):
            for first in range(0, len(pictures), _STRIP):
                part = pictures[first : first + _STRIP]
                strip = contact_strip(part, side=_SIDE)
                alt = say("labels.samples.alt", name=name, count=len(part))
                st.image(strip, width=strip.shape[1], output_format="PNG", alt=alt)
        for error in wrong:
            st.caption(f":material/error: {say.error(error)}")
    if len(data.counts) > _CLASSES_SHOWN:
        st.caption(say("labels.more_classes", count=len(data.counts) - _CLASSES_SHOWN))


def _grid(page: Page, data: Collection, name: str, start: int) -> None:
    say = page.say
    label, count = data.labelling.label(name), data.labelling.counts[name]
    end = min(start + _ACROSS * _ROWS, count)
    key = "labels.samples.row" if count else "labels.samples.none"
    st.caption(
        say(key, name=plain(name), label=label, first=start + 1, last=end, count=f"{count:,}")
    )
    with st.container(horizontal=True, gap="small"):
        for number in range(start, end):
            file = (data.file(data.starts()[label] + number) or "").partition("/")[2]
            (pixels,), wrong = _pictures(data, label, range(number, number + 1))
            with st.container(width=_SIDE):
                if pixels is None:
                    st.caption(f":material/error: {say.error(wrong[0])}")
                    continue
                st.image(
                    pixels,
                    caption=plain(file),
                    width=_SIDE,
                    output_format="JPEG",
                    alt=say("labels.samples.alt", name=name, count=1),
                )


def _pictures(
    data: Collection, label: int, numbers: range
) -> tuple[list[NDArray[np.uint8] | None], list[ConvScopeError]]:
    """Pictures of a class, None for those that cannot be read, and why."""
    pictures: list[NDArray[np.uint8] | None] = []
    wrong: list[ConvScopeError] = []
    for number in numbers:
        try:
            pictures.append(_picture(data, label, number))
        except ConvScopeError as error:
            pictures.append(None)
            wrong.append(error)
    return pictures, wrong


def _picture(data: Collection, label: int, number: int) -> NDArray[np.uint8]:
    if data.folder is None:
        return garden_picture(data.counts[label][0], number)
    file = data.file(data.starts()[label] + number)
    return file_picture(data.folder, file or "")


def _ask(page: Page, data: Collection, start: int) -> None:
    """Which number is the label of a file; another file on every page."""
    classes = len(data.counts)
    filled = [label for label, (_, count) in enumerate(data.counts) if count]
    label = filled[(start // _ACROSS + len(filled) // 2) % len(filled)]
    number = min(start, data.class_counts[label] - 1)
    file = data.file(data.starts()[label] + number) or ""
    last = min(classes, 8)
    options = sorted({*range(last), label, number + 1})
    predict_first(
        page,
        "label",
        options,
        answer=label,
        file=plain(file),
        chosen=plain(data.counts[label][0]),
        place=label + 1,
        classes=classes,
    )


def _check(page: Page, data: Collection, start: int) -> None:
    """Where a file stands in the sorted list of all; another one on every page."""
    labels = range(min(len(data.counts), _CLASSES_SHOWN))
    label = max(label for label in labels if data.class_counts[label] or label == 0)
    number = max(0, min(start, data.class_counts[label] - 1))
    worked = sorted_place(data, label, number)
    ask(page, "samples", worked, chosen=plain(data.counts[label][0]))
