"""Fifty pictures through the shuffle buffer, and what a buffer does to a whole data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from lib.batches.components import show_flow
from lib.datasets.garden import CLASS_NAMES, class_counts
from lib.datasets.miniatures import few, miniature_labels, small_sheet
from lib.drawing.drawing import drawing
from lib.figures.batches.mixing import batch_columns
from lib.figures.batches.travel import TravelWords, travel_dots
from lib.figures.quantities import memory_text, share_text
from lib.operations import shuffling
from lib.operations.shuffling import Integers, Mixture, Travel
from lib.snippets.batches import buffer_snippet
from lib.ui.batches.asking import Asking
from lib.ui.batches.shared import browser_words, choose_seed, class_titles
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.views import finish

EACH = 10  # pictures of each class: few enough to follow one
COUNT = EACH * len(CLASS_NAMES)
BATCH = 8
WATCHED = 30  # the picture that the question is about, counted from 1
TRAINING, NOTES_BATCH, NOTES_SIDE = 2936, 32, 180  # of the notes
# Sizes whose orders are fetched together, before somebody's slider comes to them.
_NEAR = tuple(tuple(range(start, start + 10)) for start in range(1, COUNT + 1, 10))
COMPARED = (1, 32, 1000, TRAINING)
_FLOW_WORDS = (
    "alt", "back", "buffer", "early", "filled", "late", "out", "pause", "picture", "place", "play",
    "player", "same", "scrub", "step", "took", "took_last", "unknown", "waiting",
)  # fmt: skip


@dataclass(frozen=True)
class _Whole:
    """What one size of buffer does to all training pictures of the notes."""

    buffer: int
    mixture: Mixture
    travel: Travel


def draw(page: Page) -> None:
    """Controls, the way through the buffer, travel, mixture, words."""
    say, controls, asking = page.say, page.controls, Asking(page)
    at_buffer, at_seed, at_order = st.columns([2.2, 0.9, 1.7], gap="medium")
    with at_buffer:
        buffer = int(
            controls.slider(
                "buffer", label=say("batches.buffer"), minimum=1, maximum=COUNT, default=8, step=1
            )
        )
    with at_seed:
        seed = choose_seed(page)
    with at_order:
        listing = controls.choice(
            "listing",
            ("sorted", "mixed"),
            label=say("batches.listing"),
            default="sorted",
            format_func=lambda code: say(f"batches.listing.{code}"),
        )
    listing_seed = seed if listing == "mixed" else None
    order = _order(asking, buffer, seed)
    _flow(page, order, buffer, seed, listing_seed)
    st.caption(say("batches.flow.caption", count=COUNT, batch=BATCH, each=EACH))
    dots, question = st.columns([1.15, 1], gap="large")
    with dots:
        if order is None:
            asking.still_starting()
        else:
            _dots(page, order, buffer, listing_seed)
    with question:
        facts = _facts(page, order, buffer)
        options = sorted({1, WATCHED - buffer, facts["first"], WATCHED, WATCHED // 2} - {0})
        options = [place for place in options if place > 0]
        predict_first(page, "earliest", options, answer=facts["first"], **facts)
        if order is not None:
            page.block("travel", **facts)
    whole = _whole(asking, seed, listing_seed)
    st.markdown(f"**{say('batches.mixing.title')}**")
    if whole is None:
        asking.still_starting()
    else:
        _columns(page, whole)
    facts |= {"rows": _rows(page, whole), "batches": -(-TRAINING // NOTES_BATCH)}
    if order is not None:
        finish(page, "buffer", buffer_snippet(order, buffer, seed), **facts)
    for near in sorted(_NEAR, key=lambda sizes: abs(sizes[0] - buffer)):
        asking.prepare("shuffled_each", near, COUNT, seed)
    asking.wait()


def _order(asking: Asking, buffer: int, seed: int) -> Integers | None:
    """The order for a size of buffer: known with those near it, or asked for alone."""
    near = _NEAR[(buffer - 1) // len(_NEAR[0])]
    orders = asking.known("shuffled_each", near, COUNT, seed)
    if orders is not None:
        order: Integers = orders[near.index(buffer)]
        return order
    alone: Integers | None = asking.ask("shuffled", COUNT, buffer, seed)
    return alone


def _flow(
    page: Page, order: Integers | None, buffer: int, seed: int, listing_seed: int | None
) -> None:
    say, files = page.say, shuffling.listed(COUNT, listing_seed)
    show_flow(
        order,
        buffer=buffer,
        batch_size=BATCH,
        labels=miniature_labels()[few(EACH)][files].tolist(),
        tiles=files.tolist(),
        classes=class_titles(say),
        pictures=small_sheet(EACH),
        words=browser_words(say, "flow", _FLOW_WORDS),
        name=f"{buffer}-{seed}-{listing_seed}-{order is not None}",
        key="batches.flow",
    )


def _dots(page: Page, order: Integers, buffer: int, listing_seed: int | None) -> None:
    say = page.say
    labels = miniature_labels()[few(EACH)][shuffling.listed(COUNT, listing_seed)].tolist()
    titles, out = class_titles(say), shuffling.places_out(order)
    sentences = [
        _sentence(page, place, int(out[place]), titles[labels[place]]) for place in range(COUNT)
    ]
    words = TravelWords(
        say("batches.travel.in"),
        say("batches.travel.out"),
        say("batches.travel.limit", early=buffer - 1),
        sentences,
    )
    moves = shuffling.travel(order)
    drawing(
        travel_dots(out, labels, len(CLASS_NAMES), buffer=buffer, words=words),
        say=say,
        key="batches.travel",
        alt=say("batches.travel.alt", early=moves.most_early, late=moves.most_late),
        hint=say("batches.travel.hint"),
    )
    st.caption(say("batches.travel.caption", early=buffer - 1))


def _sentence(page: Page, place: int, out: int, title: str) -> str:
    move = out - place
    facts = {"number": place + 1, "class": title, "out": out + 1, "move": abs(move)}
    facts["batch"] = out // BATCH + 1
    kind = "early" if move < 0 else "late" if move > 0 else "same"
    return page.say(f"batches.flow.{kind}", **facts)


def _facts(page: Page, order: Integers | None, buffer: int) -> dict[str, Any]:
    first = shuffling.earliest(WATCHED - 1, buffer) + 1
    facts: dict[str, Any] = {
        "buffer": buffer,
        "early": buffer - 1,
        "watched": WATCHED,
        "first": first,
        "count": COUNT,
        "notes_memory": memory_text(shuffling.buffer_bytes(1000, NOTES_SIDE, value_bytes=4)),
        "all_memory": memory_text(shuffling.buffer_bytes(TRAINING, NOTES_SIDE, value_bytes=4)),
        "training": f"{TRAINING:,}",
        "side": NOTES_SIDE,
        "out": "…",
    }
    if order is not None:
        moves = shuffling.travel(order)
        facts |= {
            "out": int(shuffling.places_out(order)[WATCHED - 1]) + 1,
            "mean": f"{moves.mean:.1f}",
            "most_early": moves.most_early,
            "most_late": moves.most_late,
        }
    return facts


def _whole(asking: Asking, seed: int, listing_seed: int | None) -> list[_Whole] | None:
    orders = asking.ask("shuffled_each", COMPARED, TRAINING, seed)
    if orders is None:
        return None
    counts = [class_counts(TRAINING)[name] for name in CLASS_NAMES]
    labels = np.repeat(np.arange(len(counts)), counts)[shuffling.listed(TRAINING, listing_seed)]
    return [
        _Whole(
            buffer,
            shuffling.mixture(
                shuffling.class_counts_of(order, labels, NOTES_BATCH, len(CLASS_NAMES))
            ),
            shuffling.travel(order),
        )
        for buffer, order in zip(COMPARED, orders, strict=True)
    ]


def _columns(page: Page, whole: list[_Whole]) -> None:
    say = page.say
    titles = class_titles(say)
    # Two a row, so that on a narrow screen they still come in their order.
    places = [place for _ in range(0, len(whole), 2) for place in st.columns(2, gap="medium")]
    for number, found in enumerate(whole):
        counts = found.mixture.counts
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
        size = f"{found.buffer:,}"
        title = say("batches.mixing.all" if found.buffer == TRAINING else "batches.mixing.size",
                    buffer=size)  # fmt: skip
        note = say("batches.mixing.note", single=found.mixture.single, batches=len(counts))
        with places[number]:
            drawing(
                batch_columns(counts, title=title, note=note, sentences=sentences),
                say=say,
                key=f"batches.mixing.{number}",
                alt=f"{title}: {note}",
                hint=say("batches.mixing.hint"),
            )
    st.caption(say("batches.mixing.caption", training=f"{TRAINING:,}", batch=NOTES_BATCH))


def _rows(page: Page, whole: list[_Whole] | None) -> str:
    """The rows of the table: numbers only."""
    rows = []
    for number, buffer in enumerate(COMPARED):
        found = whole[number] if whole else None
        measured = ["…"] * 5
        if found is not None:
            mixed, moved = found.mixture, found.travel
            measured = [
                f"{mixed.classes:.2f}",
                share_text(mixed.biggest),
                f"{mixed.entropy:.2f}",
                f"{moved.mean:,.0f}",
                f"−{moved.most_early:,} … +{moved.most_late:,}" if moved.mean else "0",
            ]
        memory = [
            memory_text(shuffling.buffer_bytes(buffer, NOTES_SIDE, value_bytes=size))
            for size in (4, 1)
        ]
        rows.append("| " + " | ".join([f"{buffer:,}", *measured, *memory]) + " |")
    return "\n".join(rows)
