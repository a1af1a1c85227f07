"""From files to updates: how many batches an epoch has, and how full the last one is."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.datasets.folder import split_counts
from lib.drawing.drawing import drawing
from lib.figures.batches.epoch_bar import NARROW, EpochWords, epoch_bar
from lib.figures.readable import in_latex
from lib.operations.checks.batches import full_updates
from lib.operations.folder_split import Batches
from lib.operations.held_back import cut_short, held_back_formula
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
    validation = split_counts(files, percent / 100)[1]
    batches = Batches(files - validation, batch)
    facts = _facts(batches, validation, percent)
    words = EpochWords(
        **{
            name: say(f"batches.epoch.{name}", **facts)
            for name in ("training", "validation", "more", "training_says", "validation_says")
        },
        full_says=say("batches.epoch.full_says", number="#", **facts),
        last_says=say("batches.epoch.last_says", number="#", **facts),
    )
    drawing(
        epoch_bar(batches, validation, words=words),
        narrow=epoch_bar(batches, validation, words=words, width=NARROW),
        say=say,
        key="batches.epoch",
        alt=say("batches.epoch.alt", **facts),
        hint=say("batches.epoch.hint"),
    )
    st.caption(say("batches.epoch.caption", **facts))
    _ask(page, batches)
    formula = {name: in_latex(str(value)) for name, value in facts.items()}
    formula["held_back"] = held_back_formula(percent, files)
    formula["note"] = say("split.cut_short", **facts) if cut_short(percent, files) else ""
    snippet = count_snippet(batches, validation, percent)
    finish(page, "count", snippet, full_updates(batches), **formula)


def _ask(page: Page, shown: Batches) -> None:
    """The last batch, of another size than the one on the screen."""
    batches = Batches(shown.pictures, 64 if shown.size != 64 else 32)
    size, last = batches.size, batches.last
    options = sorted({last, size, size - last, max(1, last // 2)} - {0})
    predict_first(
        page,
        "last",
        options,
        answer=last,
        training=f"{batches.pictures:,}",
        batch=size,
        last=last,
        full=f"{batches.count - 1:,}",
        in_full=f"{(batches.count - 1) * size:,}",
    )


def _facts(batches: Batches, validation: int, percent: int) -> dict[str, Any]:
    files = batches.pictures + validation
    return {
        "files": f"{files:,}",
        "percent": percent,
        "share": f"{percent / 100:g}",
        "batch": batches.size,
        "validation": f"{validation:,}",
        "training": f"{batches.pictures:,}",
        "batches": f"{batches.count:,}",
        "last": batches.last,
        "full": f"{batches.count - 1:,}",
        "in_full": f"{(batches.count - 1) * batches.size:,}",
        "twenty": f"{20 * batches.count:,}",
        "exact": f"{percent * files // 100:,}",
    }
