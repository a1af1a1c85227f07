"""Training and validation subset: who is in which, how many batches, and what two seeds do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.labels.split_map import (
    MOST_CLASSES,
    BatchRow,
    ClassCells,
    split_map,
)
from lib.operations.checks import labels as checks
from lib.operations.collection import Collection
from lib.operations.folder_split import Batches, Place, TwoCalls
from lib.snippets.labels import split_snippet
from lib.ui.check import ask
from lib.ui.labels.data_choice import choose_data
from lib.ui.labels.split_facts import LISTED, Asked, Found, find_split, split_facts
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import Words, plain

_SEEDS = 2**31 - 1
_FEWEST_ASKED = 5  # files: less cannot be cut in every way that is asked about


def draw(page: Page) -> None:
    """Controls, map, question, words."""
    data = choose_data(page)
    asked = _choose(page)
    found = find_split(data, asked)
    _show(page, data, found)
    facts = split_facts(page.say, data, asked, found)
    st.caption(page.say(f"labels.split.caption.{asked.case}", **facts))
    _ask(page, data, asked)
    page.block(f"notice-{asked.case}", **facts)
    page.block(f"formula-{asked.case}", **facts)
    page.fold("classes", rows=_class_rows(data, found.table))
    if asked.case == "leak":
        _list_leak(page, data, found.calls)
    snippet = split_snippet(
        dict(data.counts),
        asked.percent / 100,
        batch_size=asked.batch_size,
        training_seed=asked.training_seed,
        validation_seed=asked.validation_seed,
    )
    if snippet is not None:
        reproduce(page, snippet)
    _check(page, data, asked, found)


def _choose(page: Page) -> Asked:
    say, controls = page.say, page.controls
    at_percent, at_batch, at_training, at_validation, at_shuffle = st.columns(
        [1.25, 1.25, 0.9, 0.9, 1.1], gap="medium", vertical_alignment="bottom"
    )
    with at_percent:
        percent = controls.slider(
            "validation",
            label=say("labels.validation"),
            minimum=5,
            maximum=50,
            default=20,
            step=5,
            format="%d%%",
        )
    with at_batch:
        size = controls.slider(
            "batch", label=say("labels.batch"), minimum=4, maximum=256, default=32, step=4
        )
    with at_shuffle:
        shuffled = controls.toggle("shuffle", label=say("labels.shuffle"), default=True)
    seeds = []
    for place, name in ((at_training, "seed"), (at_validation, "seed2")):
        with place:
            seed = controls.number(
                name,
                label=say(f"labels.{name}"),
                minimum=0,
                maximum=_SEEDS,
                default=123,
                step=1,
                disabled=not shuffled,
            )
            seeds.append(int(seed) if shuffled else None)
    return Asked(percent, size, *seeds)


def _show(page: Page, data: Collection, found: Found) -> None:
    say = page.say
    classes = []
    for label, (name, count) in enumerate(data.counts[:MOST_CLASSES]):
        start = data.starts()[label]
        row = found.table[label]
        says = {
            place: say(
                f"labels.split.{place.name.lower()}.say",
                name=name,
                some=f"{row[place]:,}",
                count=f"{count:,}",
            )
            for place in Place
            if row[place]
        }
        title = say("labels.split.class", label=label, name=name, parts=_parts(say, row))
        short = say("labels.split.class", label=label, name=name, parts=f"{count:,}")
        classes.append(ClassCells(title, short, found.calls.places[start : start + count], says))
    rows = [
        _batch_row(say, name, batches)
        for name, batches in (("training", found.training), ("validation", found.validation))
    ]
    legend = {
        place: say(f"labels.split.{place.name.lower()}")
        for place in Place
        if found.table[:, place].any()
    }
    left_out = len(data.counts) - len(classes)
    more = say("labels.more_classes", count=left_out) if left_out else ""
    drawn = split_map(classes, rows, legend, more_classes=more)
    drawing(
        drawn.wide,
        narrow=drawn.narrow,
        say=say,
        key="labels.split",
        alt=say(
            "labels.split.alt",
            training=f"{len(found.calls.training):,}",
            validation=f"{len(found.calls.validation):,}",
            both=f"{found.calls.files(Place.BOTH).size:,}",
        ),
        hint=say("labels.split.hint"),
    )


def _parts(say: Words, row: NDArray[np.int64]) -> str:
    """How many files of a class are in each place, those with none left out."""
    said = []
    for place in Place:
        if row[place]:
            name = say(f"labels.split.{place.name.lower()}.short")
            said.append(say("labels.split.part", count=f"{row[place]:,}", place=name))
    return say.strings["list.separator"].join(said)


def _batch_row(say: Words, name: str, batches: Batches) -> BatchRow:
    facts = {
        "batches": f"{batches.count:,}",
        "pictures": f"{batches.pictures:,}",
        "size": batches.size,
        "full": f"{batches.count - 1:,}",
        "last": batches.last,
    }
    return BatchRow(
        name,
        say(f"labels.split.batches.{name}", **facts),
        batches,
        (say("labels.split.batch.full", **facts), say("labels.split.batch.last", **facts)),
    )


def _ask(page: Page, data: Collection, shown: Asked) -> None:
    """Ask about another split than the one on the screen, whose numbers stand there."""
    if data.total < _FEWEST_ASKED:
        return
    if shown.case == "clean":
        asked = replace(shown, batch_size=64 if shown.batch_size != 64 else 32)
    else:
        asked = replace(shown, percent=50 if shown.percent != 50 else 40)
    found = find_split(data, asked)
    held, size, last = len(found.calls.validation), asked.batch_size, found.training.last
    if asked.case == "clean":
        answer, others = last, [size, size // 2, max(1, size - last)]
    elif asked.case == "leak":
        answer, others = found.calls.files(Place.BOTH).size, [0, held // 5, held]
    else:
        measured = int((found.table[:, Place.VALIDATION] > 0).sum())
        answer, others = measured, [1, 2, len(data.counts)]
    predict_first(
        page,
        asked.case,
        sorted({answer, *others}),
        answer=answer,
        format_func=lambda count: f"{count:,}",
        percent=asked.percent,
        **split_facts(page.say, data, asked, found),
    )


def _check(page: Page, data: Collection, asked: Asked, found: Found) -> None:
    """What the split means for a measured accuracy, or for the last batch."""
    if asked.case == "leak":
        ask(page, "leak", checks.leaked_accuracy(found.calls, len(data.counts)))
        return
    if asked.case == "order":
        worked = checks.files_for_one_more(data.class_counts, len(found.calls.validation))
        if worked is not None:
            ask(page, "order", worked)
            return
    ask(page, "clean", checks.room_in_last(found.training))


def _class_rows(data: Collection, table: NDArray[np.int64]) -> str:
    """Rows of a Markdown table: a class, its files, and how many are in each place."""
    lines = []
    for label, (name, count) in enumerate(data.counts):
        cells = " | ".join(f"{found:,}" for found in table[label])
        lines.append(f"| {label} | {plain(name)} | {count:,} | {cells} |")
    return "\n".join(lines)


def _list_leak(page: Page, data: Collection, calls: TwoCalls) -> None:
    def listed(place: Place) -> str:
        positions = calls.files(place)[:LISTED]
        return "\n".join(
            f"- {_file_title(page.say, data, int(position))}" for position in positions
        )

    page.fold(
        "leak",
        both_count=f"{calls.files(Place.BOTH).size:,}",
        neither_count=f"{calls.files(Place.NEITHER).size:,}",
        both=listed(Place.BOTH),
        neither=listed(Place.NEITHER),
    )


def _file_title(say: Words, data: Collection, position: int) -> str:
    file = data.file(position)
    if file is not None:
        return plain(file)
    name, number = data.locate(position)
    return say("labels.split.file", name=plain(name), number=f"{number + 1:,}")
