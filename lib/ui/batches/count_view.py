"""From files to updates: how many batches an epoch has, and how full the last one is."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.batches.epoch_bar import NARROW, EpochWords, epoch_bar
from lib.operations.shuffling import EpochCount, epoch_count
from lib.snippets.batches import count_snippet
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.views import finish, sliders


def draw(page: Page) -> None:
    """Three sliders, the bar and its batches, words."""
    say = page.say
    files, percent, batch = sliders(
        page,
        ("files", 100, 5000, 3670, 1),
        ("percent", 5, 50, 20, 1),
        ("batch", 1, 256, 32, 1),
    )
    count = epoch_count(files, percent, batch)
    facts = _facts(count, percent, batch)
    words = EpochWords(
        **{
            name: say(f"batches.epoch.{name}", **facts)
            for name in ("training", "validation", "more", "training_says", "validation_says")
        },
        full_says=say("batches.epoch.full_says", number="#", **facts),
        last_says=say("batches.epoch.last_says", number="#", **facts),
    )
    drawing(
        epoch_bar(count, batch, words=words),
        narrow=epoch_bar(count, batch, words=words, width=NARROW),
        say=say,
        key="batches.epoch",
        alt=say("batches.epoch.alt", **facts),
        hint=say("batches.epoch.hint"),
    )
    st.caption(say("batches.epoch.caption", **facts))
    options = sorted({count.last, batch, batch - count.last, max(1, count.last // 2)} - {0})
    predict_first(page, "last", options, answer=count.last, **facts)
    # Without the braces a formula sets a gap after the comma of thousands.
    formula = {name: str(value).replace(",", "{,}") for name, value in facts.items()}
    finish(page, "count", count_snippet(count, percent, batch), **formula)


def _facts(count: EpochCount, percent: int, batch: int) -> dict[str, Any]:
    return {
        "files": f"{count.files:,}",
        "percent": percent,
        "share": f"{percent / 100:g}",
        "batch": batch,
        "validation": f"{count.validation:,}",
        "training": f"{count.training:,}",
        "batches": f"{count.batches:,}",
        "last": count.last,
        "full": f"{count.batches - 1:,}",
        "in_full": f"{(count.batches - 1) * batch:,}",
        "twenty": f"{20 * count.batches:,}",
    }
