"""What a buffer does to all training pictures of the notes, for four sizes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from lib.datasets.garden import CLASS_NAMES, class_counts
from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures.batches.mixing import batch_columns
from lib.figures.quantities import memory_text, share_text
from lib.operations.folder_split import listed
from lib.operations.shuffling import Mixture, Travel, class_counts_of, mixture, travel
from lib.ui.asking import Asking
from lib.ui.batches.shared import ORDERS, class_titles
from lib.ui.page import Page

TRAINING, NOTES_BATCH, NOTES_SIDE = 2936, 32, 180  # of the notes
COMPARED = (1, 32, 1000, TRAINING)


@dataclass(frozen=True)
class Mixed:
    """What one size of buffer does to all training pictures of the notes."""

    buffer: int
    mixture: Mixture
    travel: Travel


def ask_mixed(asking: Asking, seed: int, listing_seed: int | None) -> list[Mixed] | None:
    """Every size of :data:`COMPARED`; None while the orders are on their way.

    Args:
        asking: The questions of the page.
        seed: Of the shuffle.
        listing_seed: Of the loader; None for a list that is sorted by class.
    """
    orders = asking.ask(ORDERS, "shuffled_each", COMPARED, TRAINING, seed)
    if orders is None:
        return None
    counts = [class_counts(TRAINING)[name] for name in CLASS_NAMES]
    labels = np.repeat(np.arange(len(counts)), counts)[listed(TRAINING, listing_seed)]
    return [
        Mixed(
            buffer,
            mixture(class_counts_of(order, labels, NOTES_BATCH, len(CLASS_NAMES))),
            travel(order),
        )
        for buffer, order in zip(COMPARED, orders, strict=True)
    ]


def show_mixed(page: Page, asking: Asking, mixed: Sequence[Mixed] | None) -> None:
    """A drawing for each size, under one title."""
    st.markdown(f"**{page.say('batches.mixing.title')}**")
    if mixed is None:
        asking.still_starting()
        return
    # Two a row, so that on a narrow screen they still come in their order.
    places = [place for _ in range(0, len(mixed), 2) for place in st.columns(2, gap="medium")]
    for place, found in zip(places, mixed, strict=True):
        with place:
            _columns(page, found)
    st.caption(page.say("batches.mixing.caption", training=f"{TRAINING:,}", batch=NOTES_BATCH))


def _columns(page: Page, found: Mixed) -> None:
    say, titles = page.say, class_titles(page.say)
    counts, size = found.mixture.counts, f"{found.buffer:,}"
    sentences = [
        say(
            "batches.mixing.batch",
            batch=batch + 1,
            members=say("list.separator").join(
                f"{title} {count}" for title, count in zip(titles, row, strict=True) if count
            ),
        )
        for batch, row in enumerate(counts.tolist())
    ]
    whole = found.buffer == TRAINING
    title = say("batches.mixing.all" if whole else "batches.mixing.size", buffer=size)
    note = say("batches.mixing.note", single=found.mixture.single, batches=len(counts))
    drawing(
        batch_columns(counts, title=title, note=note, sentences=sentences),
        say=say,
        key=f"batches.mixing.{found.buffer}",
        alt=f"{title}: {note}",
        hint=QUIET_HINT,
    )


def buffer_bytes(buffer: int, *, value_bytes: int) -> int:
    """Memory of a buffer of pictures in the size of the notes: B · H · W · 3 · bytes of a value.

    Example:
        >>> buffer_bytes(1000, value_bytes=4)
        388800000
    """
    return buffer * NOTES_SIDE * NOTES_SIDE * 3 * value_bytes


def table_rows(mixed: Sequence[Mixed] | None) -> str:
    """The rows of the table: numbers only."""
    rows = []
    for number, buffer in enumerate(COMPARED):
        found = mixed[number] if mixed else None
        measured = ["…"] * 5
        if found is not None:
            mix, moved = found.mixture, found.travel
            measured = [
                f"{mix.classes:.2f}",
                share_text(mix.biggest),
                f"{mix.entropy:.2f}",
                f"{moved.mean:,.0f}",
                f"−{moved.most_early:,} … +{moved.most_late:,}" if moved.mean else "0",
            ]
        memory = [memory_text(buffer_bytes(buffer, value_bytes=size)) for size in (4, 1)]
        rows.append("| " + " | ".join([f"{buffer:,}", *measured, *memory]) + " |")
    return "\n".join(rows)
