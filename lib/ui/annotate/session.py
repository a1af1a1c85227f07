"""The set that a visitor works on, and what the visit has to remember between two redraws."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.datasets.annotation.label_set import LabelSet, create_set, open_set
from lib.datasets.annotation.upkeep import delete_forgotten
from lib.errors import ConvScopeError
from lib.ui.known_sets import remember_set
from lib.ui.page import Page
from lib.ui.visitor import visitor

VIEW = "annotate"  # of the page, that the set belongs to
_PROBLEM = "annotate/problem"
_TIDY_SECONDS = 3600


def current_set(page: Page) -> LabelSet | None:
    """The set that the address names; None without one."""
    name = _named(page)
    if not name:
        return None
    try:
        label_set = open_set(name, by=visitor())
    except ConvScopeError as error:  # deleted since
        page.report(error)
        return None
    remember_set(name)
    return label_set


@st.cache_resource(ttl=_TIDY_SECONDS, show_spinner=False)
def tidy() -> None:
    """Keep the promise about how long sets are kept, also on a server that is never restarted."""
    with contextlib.suppress(OSError):
        delete_forgotten()


def put_away(page: Page, view: str) -> None:
    """On a view that is not about the set: keep its key, but not where it would be passed on."""
    if view == VIEW:
        return
    if name := _named(page):
        remember_set(name)
        page.controls.withdraw("set")


def _named(page: Page) -> str:
    name: str = page.controls.held(
        "set", default="", parse=lambda text: open_set(text).name if text else ""
    )
    return name


def begin_set(page: Page) -> None:
    """In a callback: make a new set and open it."""

    def begin() -> None:
        page.controls.set(set=create_set(by=visitor()).name)

    attempt(begin)


def delete_set(page: Page, label_set: LabelSet) -> None:
    """In a callback: delete the set for good and leave it."""
    if succeeds(label_set.delete):
        page.controls.set(set="")


def attempt(action: Callable[..., object], *arguments: Any, **options: Any) -> None:
    """In a callback: do it; what goes wrong is said by the next redraw."""
    succeeds(action, *arguments, **options)


def succeeds(action: Callable[..., object], *arguments: Any, **options: Any) -> bool:
    """As :func:`attempt`, where more depends on it.

    Returns:
        Whether it was done.
    """
    try:
        action(*arguments, **options)
    except ConvScopeError as error:
        st.session_state[_PROBLEM] = error
        return False
    return True


def say_problem(page: Page) -> None:
    """Report what went wrong in the last callback."""
    problem: ConvScopeError | None = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        page.report(problem)
