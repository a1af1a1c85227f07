"""The runs that a visitor compares: opened by name, their courses read as far as they have got."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from lib.errors import ConvScopeError
from lib.operations.courses import QUANTITIES, Course
from lib.runs.directory import Run
from lib.runs.expiry import note_opened
from lib.runs.history import History
from lib.runs.shipped import find_run
from lib.ui.page import Page

_NAME = re.compile(r"[0-9a-z-]{1,40}")


def opened_runs(page: Page, names: Sequence[str]) -> list[Run]:
    """The runs of these names; what is wrong with the others is said above the page."""
    found = []
    for name in names:
        with page.reporting():
            found.append(readable_run(name))
    return found


def readable_run(name: str) -> Run:
    """The run of a name, once its state was read.

    Raises:
        RunError: There is none, or it cannot be read.
    """
    run = find_run(name if _NAME.fullmatch(name) else "unknown")
    _ = run.state, run.recipe
    note_opened(run)
    return run


def course_of(run: Run) -> Course:
    """The course so far; of a run that has just begun, without an epoch."""
    epochs = _history(run).epochs
    return Course(
        run.recipe.seed,
        {name: np.array([getattr(row, name) for row in epochs]) for name in QUANTITIES},
        {
            name: np.array([getattr(row, f"validation_{name}") for row in epochs])
            for name in QUANTITIES
        },
    )


def rate_changed(run: Run) -> bool:
    """Whether its learning rate was changed on the way: then its recipe does not tell all."""
    return bool(_history(run).rates)


def _history(run: Run) -> History:
    try:
        return run.history()
    except (OSError, ConvScopeError):  # the folder went away while it was looked at
        return History()
