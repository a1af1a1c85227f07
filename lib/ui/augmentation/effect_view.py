"""What augmentation does to overfitting: recorded trainings with it and without."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.gap_curves import NARROW, GapWords, gap_curves
from lib.operations.augmentation_runs import CHANGES, AugmentationRuns, load_augmentation_runs
from lib.operations.checks.augmentation import more_right
from lib.operations.courses import Ends
from lib.ui.check import ask
from lib.ui.page import Page, door
from lib.ui.predict_first import per_cent, predict_first


def draw(page: Page) -> None:
    """The curves of both, words, doors to the same live."""
    runs = load_augmentation_runs()
    facts = _facts(runs)
    _show(page, runs, facts)
    st.caption(page.say("augmentation.effect.caption", **facts))
    known = round(100 * runs.trainings["with"].unvaried.mean)
    # What the curve of training shows, what it would be by heart, and what it is.
    shown = round(100 * runs.trainings["with"].end("training").mean)
    options = sorted({known, shown, 50, 95})
    predict_first(page, "unvaried", options, answer=known, format_func=per_cent, **facts)
    page.block("notice-effect", **facts)
    page.block("formula-effect", **facts)
    _doors(page, runs)
    ask(page, "effect", more_right(runs))


def _show(page: Page, runs: AugmentationRuns, facts: dict[str, Any]) -> None:
    say = page.say
    words = GapWords(
        training=say("augmentation.effect.training"),
        validation=say("augmentation.effect.validation"),
        epochs=say("augmentation.effect.epochs"),
        titles={name: say(f"augmentation.effect.{name}") for name in CHANGES},
        gaps={
            name: say("augmentation.effect.gap", points=facts[f"{name}_gap"]) for name in CHANGES
        },
        sentences={name: _sentences(page, name, facts) for name in CHANGES},
    )
    drawing(
        gap_curves(runs.trainings, words=words),
        narrow=gap_curves(runs.trainings, words=words, width=NARROW),
        say=say,
        key="augmentation.effect",
        alt=say("augmentation.effect.alt", **facts),
    )


def _sentences(page: Page, name: str, facts: dict[str, Any]) -> tuple[str, str, str]:
    def said(kind: str) -> str:
        return page.say(
            f"augmentation.effect.{kind}.say",
            recipe=page.say(f"augmentation.effect.{name}"),
            value=facts[f"{name}_{kind}"],
            seeds=facts[f"{name}_{kind}_seeds"],
        )

    return said("training"), said("validation"), said("gap")


def _facts(runs: AugmentationRuns) -> dict[str, Any]:
    """The end results in per cent: of every kind the mean over the seeds, and its range."""
    facts: dict[str, Any] = {
        "pictures": f"{runs.training_count:,}",
        "held": f"{runs.validation_count:,}",
        "side": runs.recipe.image_size,
        "epochs": runs.recipe.epochs,
        "seeds": len(runs.seeds),
    }
    for name, found in runs.trainings.items():
        for kind, values in (
            ("training", found.end("training")),
            ("validation", found.end("validation")),
            ("gap", found.gap),
            ("unvaried", found.unvaried),
        ):
            facts[f"{name}_{kind}"] = f"{100 * values.mean:.1f}"
            facts[f"{name}_{kind}_seeds"] = _range(values)
        loss, _ = found.middle("validation", "loss")  # (epochs,)
        facts[f"{name}_lowest"] = int(loss.argmin()) + 1
        facts[f"{name}_least"], facts[f"{name}_last"] = f"{loss.min():.2f}", f"{loss[-1]:.2f}"
    return facts


def _range(ends: Ends) -> str:
    low, high = ends.seeds.min(), ends.seeds.max()
    return f"{100 * float(low):.1f} … {100 * float(high):.1f}"


def _doors(page: Page, runs: AugmentationRuns) -> None:
    """To the same recipes on the page that trains."""
    recipe = runs.recipe
    same = {
        "picture_count": recipe.picture_count,
        "image_size": recipe.image_size,
        "epochs": recipe.epochs,
        "seed": recipe.seed,
    }
    with st.container(horizontal=True):
        for name, changes in CHANGES.items():
            values = {key: _text(value) for key, value in (same | dict(changes)).items()}
            door("train", label=page.say(f"augmentation.door.{name}"), query_params=values)
        door(
            "compare",
            label=page.say("augmentation.door.compare"),
            query_params={"comparison": "augmentation"},
        )


def _text(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
