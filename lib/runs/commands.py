"""What can be asked of a run while it trains: files in its directory, seen between two batches.

=========  ========================================================================
``pause``  wait before the next batch for as long as the file is there
``step``   train one batch and wait again
``rate``   train with this learning rate from the next batch on; JSON, a number
=========  ========================================================================

Each is taken once and then written into the history (:class:`~lib.runs.history.ControlRow`),
which is what decides from then on: the same change comes at the same batch again when a run
resumes, and in the script that repeats it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json

from lib.errors import RecipeError
from lib.runs.directory import Run
from lib.runs.files import write_text

_STEP, _RATE = "step", "rate"


def request_pause(run: Run) -> None:
    """Ask the run to wait before its next batch."""
    run.pause_path.touch()


def request_continue(run: Run) -> None:
    """Let a waiting run go on."""
    run.pause_path.unlink(missing_ok=True)


def request_step(run: Run) -> None:
    """Let a waiting run train one batch."""
    if run.pause_path.exists():
        (run.folder / _STEP).touch()


def request_rate(run: Run, rate: float) -> None:
    """Ask for another learning rate from the next batch on.

    Raises:
        RecipeError: No recipe could have it (``recipe.out_of_range`` and others).
    """
    checked = dataclasses.replace(run.recipe, learning_rate=rate).learning_rate
    write_text(run.folder / _RATE, json.dumps(checked))


def take_step(run: Run) -> bool:
    """Whether a step was asked for; asked and answered once."""
    try:
        (run.folder / _STEP).unlink()
    except FileNotFoundError:
        return False
    return True


def take_rate(run: Run) -> float | None:
    """The learning rate that was asked for, once; None when there is none, or none that can be."""
    path = run.folder / _RATE
    try:
        rate = json.loads(path.read_text("utf-8"))
        path.unlink()
        return dataclasses.replace(run.recipe, learning_rate=rate).learning_rate
    except FileNotFoundError:
        return None
    except (ValueError, RecipeError):
        path.unlink(missing_ok=True)
        return None


def clear_commands(run: Run) -> None:
    """Forget what was asked and not yet done."""
    with contextlib.suppress(OSError):
        for path in (run.pause_path, run.folder / _STEP, run.folder / _RATE):
            path.unlink(missing_ok=True)
