"""Recorded comparisons as evidence."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.datasets.garden import CLASS_NAMES
from lib.operations.comparisons import load_recording
from lib.ui.compare.shared import points, share, show_curves, show_verdicts
from lib.ui.compare.titles import recipe_titles
from lib.ui.page import Page


def show(page: Page, comparison: str, number: int, variants: tuple[str, str]) -> dict[str, Any]:
    """Two recorded recipes side by side, and whether their difference is more than luck.

    Args:
        page: The page being drawn.
        comparison: As recorded.
        number: Of the question.
        variants: Their names; the second is said in relation to the first.

    Returns:
        ``first`` and ``second`` (validation accuracy), ``first_gap`` and ``second_gap``, and what
        they were trained on.
    """
    recording = load_recording(comparison)
    chosen = {name: recording.variants[name] for name in variants}
    compared = {name: variant.repeats for name, variant in chosen.items()}
    recipes = [variant.recipe for variant in chosen.values()]
    titles = dict(zip(chosen, recipe_titles(page.say, recipes), strict=True))
    epochs = max(recipe.epochs for recipe in recipes)
    show_curves(page, f"question-{number}", compared, titles, quantity="accuracy", epochs=epochs)
    show_verdicts(page, compared, titles)
    first, second = compared.values()
    facts = {
        "first_title": titles[variants[0]],
        "second_title": titles[variants[1]],
        "first": share(first.end("validation")),
        "second": share(second.end("validation")),
        "first_gap": points(first.gap),
        "second_gap": points(second.gap),
        "seeds": len(recording.seeds),
        "epochs": epochs,
        "count": chosen[variants[0]].training_count,
        "chance": f"{1 / len(CLASS_NAMES):.0%}",
    }
    st.caption(page.say("questions.recorded", **facts))
    return facts
