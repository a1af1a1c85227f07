"""The set that a visitor works on, and what the visit has to remember between two redraws."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.datasets.annotation.label_set import LabelSet, create_set, open_set
from lib.errors import ConvScopeError
from lib.ui.known_sets import remember_set
from lib.ui.page import Page

_BY = "annotate/by"
_PROBLEM = "annotate/problem"


def current_set(page: Page) -> LabelSet | None:
    """The set that the address names; None without one."""
    name = page.controls.held(
        "set", default="", parse=lambda text: open_set(text).name if text else ""
    )
    if not name:
        return None
    try:
        label_set = open_set(name, by=visit())
    except ConvScopeError as error:  # removed by the host since
        page.report(error)
        return None
    remember_set(name)
    return label_set


def visit() -> str:
    """A code of this visit, by which its own steps are told from those of others."""
    code: str = st.session_state.setdefault(_BY, secrets.token_hex(8))
    return code


def begin_set(page: Page) -> None:
    """In a callback: make a new set and open it."""

    def begin() -> None:
        page.controls.set(set=create_set(by=visit()).name)

    attempt(begin)


def attempt(action: Callable[..., object], *arguments: Any, **options: Any) -> None:
    """In a callback: do it; what goes wrong is said by the next redraw."""
    try:
        action(*arguments, **options)
    except ConvScopeError as error:
        st.session_state[_PROBLEM] = error


def say_problem(page: Page) -> None:
    """Report what went wrong in the last callback."""
    problem: ConvScopeError | None = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        page.report(problem)
