"""What can be asked of a run while it trains: files in its directory, seen between two batches.

=========  ========================================================================
``pause``  wait before the next batch for as long as the file is there
``step``   train one batch and wait again
``rate``   train with this learning rate from the next batch on; JSON, the number and
           a name of the request
``taken``  the ``rate`` that is being written into the history
=========  ========================================================================

Each is done once and written into the history (:class:`~lib.runs.history.ControlRow`), which is
what decides from then on: the same change comes at the same batch again when a run resumes, and
in the script that repeats it.  A rate is forgotten only when it is in the history, which knows it
by its name: a kill in between neither loses it nor does it twice.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import secrets
from dataclasses import dataclass

from lib.errors import RecipeError
from lib.runs.directory import Run
from lib.runs.files import remove, write_text

_STEP, _RATE, _TAKEN = "step", "rate", "taken"


@dataclass(frozen=True)
class RateRequest:
    """A learning rate that was asked for, and the name of the request."""

    rate: float
    name: str


def request_pause(run: Run) -> None:
    """Ask the run to wait before its next batch."""
    run.pause_path.touch()


def request_continue(run: Run) -> None:
    """Let a waiting run go on."""
    remove(run.pause_path)


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
    write_text(run.folder / _RATE, json.dumps({"rate": checked, "name": secrets.token_hex(8)}))


def take_step(run: Run) -> bool:
    """Whether a step was asked for; asked and answered once."""
    path = run.folder / _STEP
    asked = path.exists()
    remove(path)
    return asked


def requested_rate(run: Run) -> RateRequest | None:
    """The learning rate that was asked for; None when there is none, or none that can be.

    It is asked for until :func:`forget_rate`; a younger request comes after it.
    """
    taken = run.folder / _TAKEN
    try:
        if not taken.exists():  # else a kill came before it was forgotten
            (run.folder / _RATE).replace(taken)
        asked = json.loads(taken.read_text("utf-8"))
        rate = dataclasses.replace(run.recipe, learning_rate=asked["rate"]).learning_rate
        return RateRequest(rate, str(asked["name"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecipeError):
        remove(taken)
        return None


def forget_rate(run: Run) -> None:
    """It is in the history."""
    (run.folder / _TAKEN).unlink(missing_ok=True)


def clear_commands(run: Run) -> None:
    """Forget what was asked and not yet done."""
    with contextlib.suppress(OSError):
        for path in (run.pause_path, *(run.folder / name for name in (_STEP, _RATE, _TAKEN))):
            remove(path)
