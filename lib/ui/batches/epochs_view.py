"""Who is in which batch in which epoch, and what that did to real trainings."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lib.batches.components import show_grid
from lib.datasets.garden import CLASS_NAMES
from lib.datasets.miniatures import COLUMNS, COUNT, miniature_labels, sheet
from lib.drawing.drawing import drawing
from lib.figures.batches.run_curves import (
    NARROW,
    CurveWords,
    ResultWords,
    result_rows,
    run_curves,
)
from lib.operations.checks.batches import different_batches
from lib.operations.pipeline_runs import EndResult, PipelineRuns, apart, end_result, load_runs
from lib.operations.pipelines import PIPELINES
from lib.operations.shuffling import Integers, companions, kept_batches
from lib.snippets.batches import epochs_snippet
from lib.ui.asking import Asking
from lib.ui.batches.shared import ORDERS, SEED, browser_words, class_titles
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.seed import choose_seed
from lib.ui.views import finish

EPOCHS = 6
BATCH = 32
BATCHES = COUNT // BATCH


def draw(page: Page) -> None:
    """The pipeline, the grid, recorded trainings, words."""
    say, asking = page.say, Asking(page)
    at_pipeline, at_seed = st.columns([4.4, 1], gap="medium")
    with at_pipeline:
        pipeline = page.controls.choice(
            "pipeline",
            tuple(PIPELINES),
            label=say("batches.pipeline"),
            default="notes",
            format_func=lambda code: say(f"batches.pipeline.{code}"),
        )
    with at_seed:
        seed = choose_seed(page, default=SEED)
    orders = asking.ask(ORDERS, "members_of", pipeline, seed, EPOCHS, BATCH)
    runs = load_runs()
    facts = _run_facts(page, runs, pipeline)
    if orders is None:
        st.code(PIPELINES[pipeline], language="python")
        asking.still_starting()
    else:
        facts |= _grid(page, asking, orders, pipeline, seed)
    _trainings(page, runs, pipeline, facts)
    if orders is not None:
        snippet = epochs_snippet(pipeline, orders, BATCH, seed)
        finish(page, "epochs", snippet, different_batches(orders, BATCH), **facts)
    asking.wait()


def _grid(page: Page, asking: Asking, orders: Integers, pipeline: str, seed: int) -> dict[str, Any]:
    say = page.say
    kept = kept_batches(orders, BATCH)
    facts: dict[str, Any] = {
        "kept": kept[1].members,
        "batches": BATCHES,
        "placed": kept[1].places,
        "epochs": EPOCHS,
        "met": round(float(np.mean([companions(orders, BATCH, p) for p in range(0, COUNT, 16)]))),
        "others": BATCH - 1,
        "count": COUNT,
    }
    names = ("alt", "epoch", "hint", "picture")
    starts = np.searchsorted(miniature_labels(), np.arange(len(CLASS_NAMES)))
    show_grid(
        orders.astype(np.uint16),
        batch_size=BATCH,
        origins=[epoch.origins.tolist() for epoch in kept],
        starts=starts.tolist(),
        classes=class_titles(say),
        sheet=sheet(),
        columns=COLUMNS,
        words=browser_words(say, "grid", names),
        name=f"{pipeline}-{seed}",
        key="batches.grid",
    )
    st.caption(say("batches.grid.caption", **facts))
    code, question = st.columns([1.25, 1], gap="large")
    with code:
        st.code(PIPELINES[pipeline], language="python")
        st.markdown(say("batches.kept", **facts))
    with question:
        _ask(page, asking, pipeline, seed)
    return facts


def _ask(page: Page, asking: Asking, shown: str, seed: int) -> None:
    """Ask about the next pipeline: the count of this one stands beside the question."""
    names = tuple(PIPELINES)
    asked = names[(names.index(shown) + 1) % len(names)]
    orders = asking.ask(ORDERS, "members_of", asked, seed, EPOCHS, BATCH)
    if orders is None:
        return
    kept = kept_batches(orders, BATCH)[1]
    options = sorted({0, 1, BATCHES // 2, BATCHES, kept.members})
    predict_first(
        page,
        "kept",
        options,
        answer=kept.members,
        kept=kept.members,
        placed=kept.places,
        batches=BATCHES,
        pipeline=page.say(f"batches.pipeline.{asked}"),
    )


def _trainings(page: Page, runs: PipelineRuns, pipeline: str, facts: dict[str, Any]) -> None:
    say = page.say
    names = {name: say(f"batches.pipeline.{name}") for name in PIPELINES}
    results = {name: end_result(runs, name) for name in PIPELINES}
    sentences = {
        name: say("batches.runs.sentence", name=names[name], **_spread(result))
        for name, result in results.items()
    }
    words = CurveWords(say("batches.runs.epochs"), say("batches.runs.accuracy"), names, sentences)
    st.markdown(f"**{say('batches.runs.title')}**")
    curves, rows = st.columns([1.6, 1], gap="large")
    with curves:
        drawing(
            run_curves(runs.validation, chosen=pipeline, words=words),
            narrow=run_curves(runs.validation, chosen=pipeline, words=words, width=NARROW),
            say=say,
            key="batches.runs",
            alt=say("batches.runs.alt"),
            hint=say("batches.runs.hint"),
        )
    with rows:
        means = {name: f"{result.mean:.1%}" for name, result in results.items()}
        drawing(
            result_rows(results, chosen=pipeline, texts=means,
                        words=ResultWords(names, sentences)),
            say=say,
            key="batches.results",
            alt=say("batches.runs.results"),
            hint="",
        )  # fmt: skip
    st.caption(say("batches.runs.caption", **facts))


def _spread(result: EndResult) -> dict[str, str]:
    return {
        "mean": f"{result.mean:.1%}",
        "lowest": f"{result.lowest:.1%}",
        "highest": f"{result.highest:.1%}",
    }


def _run_facts(page: Page, runs: PipelineRuns, pipeline: str) -> dict[str, Any]:
    """The recorded trainings in numbers, and what may be concluded from them."""
    say = page.say
    notes, fresh = end_result(runs, "notes"), end_result(runs, "pictures")
    chosen, in_order = end_result(runs, pipeline), end_result(runs, "sorted")
    spread = notes.highest - notes.lowest
    compared = {
        "notes_mean": f"{notes.mean:.1%}",
        "notes_low": f"{notes.lowest:.1%}",
        "notes_high": f"{notes.highest:.1%}",
        "fresh_mean": f"{fresh.mean:.1%}",
        "fresh_low": f"{fresh.lowest:.1%}",
        "fresh_high": f"{fresh.highest:.1%}",
        "difference": f"{100 * abs(fresh.mean - notes.mean):.1f}",
        "spread": f"{100 * spread:.1f}",
        "seeds": len(runs.seeds),
    }
    verdict = say(
        "batches.runs.apart" if apart(notes, fresh) else "batches.runs.within", **compared
    )
    return compared | {
        "verdict": verdict,
        "chosen_mean": f"{chosen.mean:.1%}",
        "sorted_mean": f"{in_order.mean:.1%}",
        "guessing": f"{1 / len(CLASS_NAMES):.0%}",
        "side": runs.recipe.image_size,
        "trained_on": f"{runs.training_count:,}",
        "validated_on": f"{runs.validation_count:,}",
        "updates": runs.batches,
        "run_epochs": runs.recipe.epochs,
    }
