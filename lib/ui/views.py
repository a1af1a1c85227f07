"""A page with several views, one at a time: what each of them needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.operations.checks.worked import Worked
from lib.snippets.snippet import Snippet
from lib.ui.check import ask
from lib.ui.page import Page
from lib.ui.pairs import paired_columns
from lib.ui.reproduce import reproduce


def show_views(
    page: Page,
    views: Mapping[str, Callable[[], None]],
    *,
    before: Callable[[str], None] | None = None,
) -> None:
    """Let the visitor choose a view, named ``<page>.view.<view>``, and draw it; close the page.

    Args:
        page: The page.
        views: What draws each.
        before: Told which view is about to be drawn.
    """

    def body() -> None:
        shown = page.controls.choice(
            "view",
            list(views),
            label=page.say(f"{page.path}.view"),
            default=next(iter(views)),
            format_func=lambda name: page.say(f"{page.path}.view.{name}"),
            label_visibility="collapsed",
        )
        if before is not None:
            before(shown)
        views[shown]()

    page.run(body)


def sliders(page: Page, *limits: tuple[str, int, int, int, int]) -> list[int]:
    """Whole numbers on sliders side by side.

    Args:
        page: The page; ``<page>.<name>`` is a slider's label.
        *limits: Name, least, most, default and step of each.
    """
    found = []
    name = "-".join(limit[0] for limit in limits)
    places = paired_columns(page, name, len(limits), gap="medium")
    for (name, minimum, maximum, default, step), place in zip(limits, places, strict=True):
        options: dict[str, Any] = {
            "minimum": minimum,
            "maximum": maximum,
            "default": default,
            "step": step,
        }
        with place:
            label = page.say(f"{page.path}.{name}")
            found.append(int(page.controls.slider(name, label=label, **options)))
    return found


def side_by_side(page: Page, drawings: Iterable[tuple[str, str, str]], *, hint: str) -> None:
    """Drawings in columns, which stack on a narrow screen.

    Args:
        page: The page.
        drawings: The key, the SVG and the alternative text of each.
        hint: What stands below each while nothing in it is pointed at.
    """
    drawings = list(drawings)
    for (key, svg, alt), column in zip(
        drawings, st.columns(len(drawings), gap="medium"), strict=True
    ):
        with column:
            drawing(svg, say=page.say, key=f"{page.path}.{key}", alt=alt, hint=hint)


def finish(
    page: Page, view: str, snippet: Snippet, worked: Worked | None = None, **facts: Any
) -> None:
    """End a view: what to notice, the formula in numbers, the same in Keras, and a check."""
    page.block(f"notice-{view}", **facts)
    page.block(f"formula-{view}", **facts)
    reproduce(page, snippet)
    if worked is not None:
        ask(page, view, worked, **facts)
