"""Fifty pictures through the shuffle buffer, step by step."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.batches.components import show_flow
from lib.datasets.garden import CLASS_NAMES
from lib.datasets.miniatures import few, miniature_labels, small_sheet
from lib.drawing.drawing import drawing
from lib.figures.batches.travel import TravelWords, travel_dots
from lib.figures.quantities import memory_text
from lib.operations import shuffling
from lib.operations.checks.batches import last_in_first_batch
from lib.operations.folder_split import Batches, listed
from lib.operations.shuffling import Integers
from lib.snippets.batches import buffer_snippet
from lib.ui.asking import Asking
from lib.ui.batches.mixing import (
    NOTES_BATCH,
    NOTES_SIDE,
    TRAINING,
    ask_mixed,
    buffer_bytes,
    show_mixed,
    table_rows,
)
from lib.ui.batches.shared import ORDERS, SEED, browser_words, class_titles
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.seed import choose_seed
from lib.ui.views import finish

EACH = 10  # pictures of each class: few enough to follow one
COUNT = EACH * len(CLASS_NAMES)
BATCH = 8
WATCHED = 30  # the picture that the question is about, counted from 1
# Sizes whose orders are fetched together, before somebody's slider comes to them.
_NEAR = tuple(tuple(range(start, start + 10)) for start in range(1, COUNT + 1, 10))
_FLOW_WORDS = (
    "alt", "back", "buffer", "early", "filled", "late", "out", "pause", "picture", "place", "play",
    "player", "same", "scrub", "step", "took", "took_last", "unknown", "waiting",
)  # fmt: skip


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
        seed = choose_seed(page, default=SEED)
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
    facts = _facts(order, buffer)
    st.markdown(say("batches.memory", **facts))  # follows the slider
    st.caption(say("batches.flow.caption", count=COUNT, batch=BATCH, each=EACH))
    dots, question = st.columns([1.15, 1], gap="large")
    with dots:
        if order is None:
            asking.still_starting()
        else:
            _dots(page, order, buffer, listing_seed)
    with question:
        options = sorted({1, WATCHED - buffer, facts["first"], WATCHED, WATCHED // 2} - {0})
        options = [place for place in options if place > 0]
        predict_first(page, "earliest", options, answer=facts["first"], **facts)
        if order is not None:
            page.block("travel", **facts)
    mixed = ask_mixed(asking, seed, listing_seed)
    show_mixed(page, asking, mixed)
    facts |= {"rows": table_rows(mixed), "batches": Batches(TRAINING, NOTES_BATCH).count}
    if order is not None:
        worked = last_in_first_batch(buffer, BATCH, COUNT)
        finish(page, "buffer", buffer_snippet(order, buffer, seed), worked, **facts)
    for near in sorted(_NEAR, key=lambda sizes: abs(sizes[0] - buffer)):
        asking.prepare(ORDERS, "shuffled_each", near, COUNT, seed)
    asking.wait()


def _order(asking: Asking, buffer: int, seed: int) -> Integers | None:
    """The order for a size of buffer: known with those near it, or asked for alone."""
    near = _NEAR[(buffer - 1) // len(_NEAR[0])]
    orders = asking.known(ORDERS, "shuffled_each", near, COUNT, seed)
    if orders is not None:
        order: Integers = orders[near.index(buffer)]
        return order
    alone: Integers | None = asking.ask(ORDERS, "shuffled", COUNT, buffer, seed)
    return alone


def _flow(
    page: Page, order: Integers | None, buffer: int, seed: int, listing_seed: int | None
) -> None:
    say, files = page.say, listed(COUNT, listing_seed)
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
    labels = miniature_labels()[few(EACH)][listed(COUNT, listing_seed)].tolist()
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


def _facts(order: Integers | None, buffer: int) -> dict[str, Any]:
    first = shuffling.earliest(WATCHED - 1, buffer) + 1
    facts: dict[str, Any] = {
        "buffer": buffer,
        "early": buffer - 1,
        "watched": WATCHED,
        "first": first,
        "count": COUNT,
        "notes_memory": memory_text(buffer_bytes(1000, value_bytes=4)),
        "memory": memory_text(buffer_bytes(buffer, value_bytes=4)),
        "memory_bytes": memory_text(buffer_bytes(buffer, value_bytes=1)),
        "all_memory": memory_text(buffer_bytes(TRAINING, value_bytes=4)),
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
